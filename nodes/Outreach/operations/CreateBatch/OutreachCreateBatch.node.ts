import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { ItemRequest } from '../../../shared/merge';
import { notice } from '../../../shared/notice';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { batchOptions, readBulkOptions, waitField } from '../../bulk/options';
import type { BulkSettings } from '../../bulk/output';
import { runBatches } from '../../bulk/runBatches';
import { readIds } from '../../readId';
import { createBatch, type BatchInput } from './createBatch';
import { readBatchInput } from './readBatchInput';

/** https://developers.outreach.io/api/reference */
export class OutreachCreateBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Create Batch (Outreach)',
		name: 'outreachCreateBatch',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.action }}',
		description:
			'Create an Outreach batch by the name of its action; only the older API has this call, and current Outreach may answer 404',
		defaults: { name: 'Outreach: Create Batch' },
		documentationUrl: docsPage('outreach.md#create-batch-outreach'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			notice(
				'Only the older API has this call: current Outreach may answer 404. Use the node for the bulk action where there is one.',
			),
			{
				displayName: 'Action',
				name: 'action',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. prospectsAddTags',
				description: 'The name of one bulk action in the API',
			},
			{
				displayName: 'Record IDs',
				name: 'ids',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 1001',
				description:
					'One or more Outreach IDs (whole numbers) of prospects or accounts, whichever the action works on, separated by commas, or a list from an expression',
			},
			{
				displayName: 'Payload',
				name: 'payload',
				type: 'json',
				default: '{}',
				description:
					'A JSON object with what the action takes besides the records, such as {"tags": ["VIP"]}',
			},
			waitField,
			batchOptions([
				{
					displayName: 'External Start Payload',
					name: 'externalStartPayload',
					type: 'string',
					default: '',
					description: 'Text that Outreach keeps with the batch',
				},
			]),
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBatches(this, {
			read: readItem,
			resolve: (requests) => ({ requests }),
			start: async (target, { attributes }, client) =>
				await createBatch(client, target, attributes),
		});
	}
}

function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ItemRequest<BulkSettings<BatchInput>>> {
	const ids = readIds(context.getNodeParameter('ids', itemIndex), 'Record IDs');
	if (!ids.ok) return ids;
	const attributes = readBatchInput(context, itemIndex);
	if (!attributes.ok) return attributes;
	const options = readBulkOptions(context, itemIndex);
	if (!options.ok) return options;
	return success({
		itemIndex,
		ids: ids.value,
		settings: { attributes: attributes.value, options: options.value },
	});
}
