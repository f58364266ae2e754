import type { IDataObject } from 'n8n-workflow';
import type { Resource } from '../../jsonApi';
import { simplifyRecord } from '../../getMany/simplifyRecord';
import { optOutsIn } from '../../modify/optOut';
import type { WrittenProspect } from './writeProspect';

/** What Simplify keeps of a prospect. */
const SHOWN = {
	attributes: [
		'name',
		'firstName',
		'lastName',
		'emails',
		'title',
		'company',
		'tags',
		'linkedInUrl',
		'optedOut',
		'emailOptedOut',
		'callOptedOut',
		'emailsOptStatus',
		'callsOptStatus',
		'createdAt',
		'updatedAt',
	],
	relationships: ['owner', 'account', 'stage'],
};

/** What the node says of a prospect: what was done, and how it is now. */
export function showProspect(written: WrittenProspect & { record: Resource }): IDataObject {
	const { record, isCreated, isUpdated, removedEmails, notTaken, simplify } = written;
	const outcome = {
		id: Number(record.id),
		created: isCreated,
		updated: isUpdated,
		isOptedOut: optOutsIn(record.attributes).length > 0,
		removedEmails,
		notTaken,
	};
	if (!simplify) return { ...outcome, record: record as unknown as IDataObject };
	return { ...outcome, ...simplifyRecord(record, SHOWN) };
}
