import type { OutputFields } from '../../../shared/outputShape';
import { accountFields } from '../../modify/accountFields';
import { CUSTOM_FIELD, fieldNames } from '../../modify/recordFields';

const SIMPLIFIED = [
	'name',
	'domain',
	'industry',
	'numberOfEmployees',
	'locality',
	'websiteUrl',
	'tags',
	'id',
	'ownerId',
	'updatedAt',
];

/** The fields of an account that is found. */
export const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [...new Set([...SIMPLIFIED, ...fieldNames(accountFields)])],
	others: CUSTOM_FIELD,
	ids: ['id'],
};
