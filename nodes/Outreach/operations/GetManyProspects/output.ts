import type { OutputFields } from '../../../shared/outputShape';
import { prospectFields } from '../../modify/prospectFields';
import { CUSTOM_FIELD, fieldNames } from '../../modify/recordFields';

/** What a search for one person adds. */
const FOUND_BY = 'foundBy';

const SIMPLIFIED = [
	'name',
	'emails',
	'title',
	'company',
	'tags',
	'isOptedOut',
	FOUND_BY,
	'id',
	'accountId',
	'ownerId',
];

/** The fields of a prospect that is found. */
export const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [...new Set([...SIMPLIFIED, ...fieldNames(prospectFields), 'personaId', 'stageId'])],
	others: CUSTOM_FIELD,
	optional: [FOUND_BY],
	ids: ['id'],
};
