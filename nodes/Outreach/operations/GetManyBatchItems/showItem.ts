import type { IDataObject } from 'n8n-workflow';
import type { Resource } from '../../jsonApi';
import { recordIdIn } from '../../batches/itemRecord';

/**
 * An item of a batch as an output item: https://developers.outreach.io/api/bulk-api
 *
 * @param simplify whether to leave out all but what tells how it went, and with which record; Outreach
 * does not always tell the record
 */
export function showItem(item: Resource, batchId: number, simplify: boolean): IDataObject {
	if (!simplify) return { ...item } as unknown as IDataObject;
	const { failed, state, data, info, createdAt } = item.attributes;
	const recordId = recordIdIn(data);
	return {
		id: Number(item.id),
		batchId,
		failed: failed === true,
		state: state ?? null,
		recordId: recordId === undefined ? null : Number(recordId),
		info: info ?? null,
		createdAt: createdAt ?? null,
	} as IDataObject;
}
