import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { finish, itemPerCall, readItems, runCalls } from '../../shared/nodeRun';
import { notice } from '../../shared/notice';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { simplifyField } from '../../shared/simplifyField';
import { batchApi, showBatch } from '../batches/api';
import { batchField } from '../batches/field';
import { followTools } from '../batches/followTools';
import { maxWaitOption } from '../bulk/options';
import { callPerBatch } from '../batches/callPerBatch';
import { outreach } from '../outreach';
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
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const api = batchApi(await openClient(this, outreach, request));
		const { requests, failures } = readItems(this, (item) => readConfirmation(this, item));
		const { agreed, conflicts } = sortOutConflicts(requests);
		failures.push(...conflicts);
		if (failures.length > 0 && !this.continueOnFail()) return finish(this, [], failures);

		const tools = followTools(this);
		const made = await runCalls(this, callPerBatch(agreed), {
			concurrency: request.concurrency,
			idField: 'id',
			attempt: async ({ settings }, [id]) => {
				const batch = await confirmBatch(api, Number(id), settings, tools);
				return batch.ok ? success(showBatch(batch.value, settings.simplify)) : batch;
			},
			describe: ({ id }) => `batch ${String(id)}`,
		});
		return finish(this, itemPerCall(made.finished), [...failures, ...made.failures]);
	}
}
