import type { IDataObject } from 'n8n-workflow';
import { inShape } from '../../../shared/outputShape';
import { flatRecord } from '../../flatRecord';
import type { Resource } from '../../jsonApi';
import { OUTPUT } from './outputFields';
import type { WrittenAccount } from './writeAccount';

/** What the node says of an account: what was done, and how it is now. */
export function showAccount(written: WrittenAccount & { record: Resource }): IDataObject {
	const { record, isCreated, isUpdated, duplicates, sameName, shape } = written;
	const outcome = {
		created: isCreated,
		updated: isUpdated,
		duplicates,
		sameName,
		notTaken: written.notTaken,
	};
	const id = Number(record.id);
	return inShape(shape, OUTPUT, {
		whole: () => ({ ...flatRecord(record), ...outcome }),
		raw: () => ({ id, ...outcome, record: record as unknown as IDataObject }),
	});
}
