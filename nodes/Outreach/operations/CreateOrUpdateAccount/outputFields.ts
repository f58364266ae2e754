import type { OutputFields } from '../../../shared/outputShape';
import { accountFields } from '../../modify/accountFields';
import { CUSTOM_FIELD, fieldNames } from '../../modify/recordFields';

const SIMPLIFIED = [
	'name',
	'domain',
	'created',
	'updated',
	'duplicates',
	'sameName',
	'notTaken',
	'tags',
	'id',
	'ownerId',
];

/** The fields of an account that was written: what was done, and how it is now. */
export const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [...new Set([...SIMPLIFIED, ...fieldNames(accountFields)])],
	others: CUSTOM_FIELD,
	ids: ['id'],
};
