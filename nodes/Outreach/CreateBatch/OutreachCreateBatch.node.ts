import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { readItems } from '../../shared/nodeRun';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { batchOptions, readBulkOptions, waitField } from '../bulk/options';
import { runBatches } from '../bulk/runBatches';
import { outreach } from '../outreach';
import { readIds } from '../readId';
import { createBatch } from './createBatch';
import { readBatchInput } from './readBatchInput';

/** https://developers.outreach.io/api/reference */
export class OutreachCreateBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Create Batch',
		name: 'outreachCreateBatch',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.action }}',
		description:
			'Create a batch by the name of its action. Part of the older API: current Outreach may answer 404. The nodes for bulk actions do the same in the current way.',
		defaults: { name: 'Create Batch' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			{
				displayName:
					'Only the older API has this call: current Outreach may answer 404. Use the node for the bulk action where there is one.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Action',
				name: 'action',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. prospectsAddTags',
				description: 'The name of the bulk action in the API',
			},
			{
				displayName: 'Record IDs',
				name: 'ids',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 1001',
				description:
					'One or more Outreach IDs of prospects or accounts, whichever the action works on, separated by commas, or a list from an expression',
			},
			{
				displayName: 'Payload',
				name: 'payload',
				type: 'json',
				default: '{}',
				description: 'A JSON object with what the action takes besides the records',
			},
			waitField,
			batchOptions([
				{
					displayName: 'External Start Payload',
					name: 'externalStartPayload',
					type: 'string',
					default: '',
					description: 'A text that Outreach keeps with the batch',
				},
			]),
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openClient(this, outreach, request);
		const { requests, failures } = readItems(this, (itemIndex) => {
			const ids = readIds(this.getNodeParameter('ids', itemIndex), 'Record IDs');
			if (!ids.ok) return ids;
			const attributes = readBatchInput(this, itemIndex);
			if (!attributes.ok) return attributes;
			const options = readBulkOptions(this, itemIndex);
			return success({
				itemIndex,
				ids: ids.value,
				settings: { attributes: attributes.value, options },
			});
		});
		return await runBatches(this, client, requests, failures, {
			concurrency: request.concurrency,
			start: async (target, { attributes }) => await createBatch(client, target, attributes),
		});
	}
}
