import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import type { ItemRequest } from '../../../shared/merge';
import { outputForm, readShape, type Shape } from '../../../shared/outputShape';
import { BATCH_OUTPUT, showBatch } from '../../batches/showBatch';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { callPerBatch } from '../../batches/callPerBatch';
import { batchesToCancelField, readBatchIds } from '../../batches/field';
import { openBatches } from '../../batches/openBatches';
import { searchBatchesToCancel } from '../../pickers';
import { cancelBatch } from './cancelBatch';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachCancelBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cancel Batch (Outreach)',
		name: 'outreachCancelBatch',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('batchIds', 'by ID')} }}`,
		description:
			'Cancel Outreach bulk actions that wait or run. Records that are done by then stay changed. Needs the IDs of the batches and returns one item per batch.',
		defaults: { name: 'Outreach: Cancel Batch' },
		documentationUrl: docsPage('outreach.md#cancel-batch-outreach'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [batchesToCancelField, ...outputForm(BATCH_OUTPUT), requestOptions],
	};

	methods = { listSearch: { searchBatchesToCancel } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openBatches(batchesToCancelField.displayName),
			read: readItem,
			plan: async (requests) => ({ calls: await callPerBatch(requests) }),
			attempt: async ({ settings }, [id], { client: { api, clock } }) => {
				const batch = await cancelBatch(api, Number(id), clock);
				return batch.ok ? success(showBatch(batch.value, settings.shape)) : batch;
			},
			describe: ({ id }) => `batch ${String(id)}`,
		});
	}
}

function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ItemRequest<{ shape: Shape }>> {
	const ids = readBatchIds(context, itemIndex);
	if (!ids.ok) return ids;
	const shape = readShape(context, itemIndex, BATCH_OUTPUT);
	if (!shape.ok) return shape;
	return success({ itemIndex, ids: ids.value, settings: { shape: shape.value } });
}
