import type { IDataObject } from 'n8n-workflow';
import { inShape } from '../../../shared/outputShape';
import { flatRecord } from '../../flatRecord';
import type { Resource } from '../../jsonApi';
import { optOutsIn } from '../../modify/optOut';
import { OUTPUT } from './outputFields';
import type { WrittenProspect } from './writeProspect';

/** What the node says of a prospect: what was done, and how it is now. */
export function showProspect(written: WrittenProspect & { record: Resource }): IDataObject {
	const { record, isCreated, isUpdated, removedEmails, notTaken, shape } = written;
	const outcome = {
		created: isCreated,
		updated: isUpdated,
		isOptedOut: optOutsIn(record.attributes).length > 0,
		removedEmails,
		notTaken,
	};
	const id = Number(record.id);
	return inShape(shape, OUTPUT, {
		whole: () => ({ ...flatRecord(record), ...outcome }),
		raw: () => ({ id, ...outcome, record: record as unknown as IDataObject }),
	});
}
