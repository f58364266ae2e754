import type { IDataObject } from 'n8n-workflow';
import { simplifyRecord } from '../../getMany/simplifyRecord';
import type { Resource } from '../../jsonApi';
import type { WrittenAccount } from './writeAccount';

/** What Simplify keeps of an account. */
const SHOWN = {
	attributes: [
		'name',
		'domain',
		'customId',
		'tags',
		'industry',
		'companyType',
		'numberOfEmployees',
		'locality',
		'websiteUrl',
		'linkedInUrl',
		'named',
		'createdAt',
		'updatedAt',
	],
	relationships: ['owner'],
};

/** What the node says of an account: what was done, and how it is now. */
export function showAccount(written: WrittenAccount & { record: Resource }): IDataObject {
	const { record, isCreated, isUpdated, duplicates, sameName, simplify } = written;
	const outcome = {
		id: Number(record.id),
		created: isCreated,
		updated: isUpdated,
		duplicates,
		sameName,
		notTaken: written.notTaken,
	};
	if (!simplify) return { ...outcome, record: record as unknown as IDataObject };
	return { ...outcome, ...simplifyRecord(record, SHOWN) };
}
