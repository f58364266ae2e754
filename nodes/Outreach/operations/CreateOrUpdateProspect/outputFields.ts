import type { OutputFields } from '../../../shared/outputShape';
import { prospectFields } from '../../modify/prospectFields';
import { CUSTOM_FIELD, fieldNames } from '../../modify/recordFields';

const SIMPLIFIED = [
	'name',
	'emails',
	'title',
	'company',
	'created',
	'updated',
	'isOptedOut',
	'removedEmails',
	'notTaken',
	'id',
];

/** The fields of a prospect that was written: what was done, and how it is now. */
export const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [
		...new Set([
			...SIMPLIFIED,
			...fieldNames(prospectFields),
			'accountId',
			'ownerId',
			'personaId',
			'stageId',
		]),
	],
	others: CUSTOM_FIELD,
	ids: ['id'],
};
