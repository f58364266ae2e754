import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { notice } from '../../shared/notice';
import { requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { runCalls } from '../../shared/runCalls';
import { simplifyField } from '../../shared/simplifyField';
import { showBatch } from '../batches/api';
import { batchField } from '../batches/field';
import { openBatches } from '../batches/openBatches';
import { maxWaitOption } from '../bulk/options';
import { callPerBatch } from '../batches/callPerBatch';
import { searchBatches } from '../pickers';
import { confirmBatch } from './confirmBatch';
import { readConfirmation, sortOutConflicts, waitUntilEndOption } from './readConfirmation';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachConfirmBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Confirm Batch',
		name: 'outreachConfirmBatch',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.batchId }}',
		description:
			'Let an Outreach bulk action go ahead that waits to be confirmed, if it is about as many records as you expect. Needs the ID of the batch and that number, and returns one item per batch.',
		defaults: { name: 'Confirm Batch' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			notice('Starts the action that waits in the batch, whatever it is: it may delete records.'),
			batchField,
			{
				displayName: 'Number of Records',
				name: 'confirmedCount',
				type: 'number',
				typeOptions: { numberPrecision: 0 },
				default: 0,
				required: true,
				description:
					'How many records you expect the batch to work on. If Outreach counts another number, nothing is confirmed.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [maxWaitOption, simplifyField, waitUntilEndOption],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchBatches } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openBatches,
			read: (item) => readConfirmation(this, item),
			plan: (requests) => {
				const { agreed, conflicts } = sortOutConflicts(requests);
				return { calls: callPerBatch(agreed), failures: conflicts };
			},
			attempt: async ({ settings }, [id], { client: { api, tools } }) => {
				const batch = await confirmBatch(api, Number(id), settings, tools);
				return batch.ok ? success(showBatch(batch.value, settings.simplify)) : batch;
			},
			describe: ({ id }) => `batch ${String(id)}`,
		});
	}
}
