import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { ItemRequest } from '../../../shared/merge';
import { outputForm, readShape, type Shape } from '../../../shared/outputShape';
import { BATCH_OUTPUT, showBatch } from '../../batches/showBatch';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { callPerBatch } from '../../batches/callPerBatch';
import { openBatches } from '../../batches/openBatches';
import { readIds } from '../../readId';
import { cancelBatch } from './cancelBatch';

const BATCH_IDS = 'Batch IDs';

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
		subtitle: '={{ $parameter.batchIds }}',
		description:
			'Cancel Outreach bulk actions that wait or run. Records that are done by then stay changed. Needs the IDs of the batches and returns one item per batch.',
		defaults: { name: 'Outreach: Cancel Batch' },
		documentationUrl: docsPage('outreach.md#cancel-batch-outreach'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			{
				displayName: BATCH_IDS,
				name: 'batchIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 1273',
				description:
					'One or more IDs of batches (whole numbers), as the nodes for bulk actions return them, separated by commas, or a list from an expression',
			},
			...outputForm(BATCH_OUTPUT),
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openBatches(BATCH_IDS),
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
	const ids = readIds(context.getNodeParameter('batchIds', itemIndex), BATCH_IDS);
	if (!ids.ok) return ids;
	const shape = readShape(context, itemIndex, BATCH_OUTPUT);
	if (!shape.ok) return shape;
	return success({ itemIndex, ids: ids.value, settings: { shape: shape.value } });
}
