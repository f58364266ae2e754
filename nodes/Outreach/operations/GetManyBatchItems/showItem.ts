import type { IDataObject } from 'n8n-workflow';
import { inShape, type OutputFields, type Shape } from '../../../shared/outputShape';
import { rawRecord } from '../../flatRecord';
import type { Resource } from '../../jsonApi';
import { recordIdIn } from '../../batches/itemRecord';

const SIMPLIFIED = ['recordId', 'state', 'failed', 'info', 'id', 'batchId', 'createdAt'];

/** The fields of an item of a batch: https://developers.outreach.io/api/bulk-api */
export const ITEM_OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [...SIMPLIFIED, 'data'],
	ids: ['id'],
};

/** An item of a batch as an output item. Outreach does not always tell the record that it is about. */
export function showItem(item: Resource, batchId: number, shape: Shape): IDataObject {
	return inShape(shape, ITEM_OUTPUT, {
		whole: () => {
			const recordId = recordIdIn(item.attributes.data);
			return {
				...item.attributes,
				recordId: recordId === undefined ? null : Number(recordId),
				failed: item.attributes.failed === true,
				id: Number(item.id),
				batchId,
			} as IDataObject;
		},
		raw: () => rawRecord(item),
	});
}
