import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { notice } from '../../../shared/notice';
import { outputForm } from '../../../shared/outputShape';
import { BATCH_OUTPUT, showBatch } from '../../batches/showBatch';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { batchToConfirmField } from '../../batches/field';
import { openBatches } from '../../batches/openBatches';
import { maxWaitOption } from '../../bulk/options';
import { callPerBatch } from '../../batches/callPerBatch';
import { searchBatchesToConfirm } from '../../pickers';
import { confirmBatch } from './confirmBatch';
import { readConfirmation, sortOutConflicts, waitUntilEndOption } from './readConfirmation';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachConfirmBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Confirm Batch (Outreach)',
		name: 'outreachConfirmBatch',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('batchId', 'by ID')} }}`,
		description:
			'Let an Outreach bulk action that waits to be confirmed go ahead, if it has as many records as you expect',
		defaults: { name: 'Outreach: Confirm Batch' },
		documentationUrl: docsPage('outreach.md#confirm-batch-outreach'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			notice('Starts the action that waits in the batch, whatever it is: it may delete records.'),
			batchToConfirmField,
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
			...outputForm(BATCH_OUTPUT),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [waitUntilEndOption, maxWaitOption],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchBatchesToConfirm } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openBatches(),
			read: readConfirmation,
			plan: async (requests) => {
				const { agreed, conflicts } = sortOutConflicts(requests);
				return { calls: await callPerBatch(agreed), failures: conflicts };
			},
			attempt: async ({ settings }, [id], { client: { api, clock } }) => {
				const batch = await confirmBatch(api, Number(id), settings, clock);
				return batch.ok ? success(showBatch(batch.value, settings.shape)) : batch;
			},
			describe: ({ id }) => `batch ${String(id)}`,
		});
	}
}
