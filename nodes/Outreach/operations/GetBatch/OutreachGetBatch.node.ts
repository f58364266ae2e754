import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { mergeItems, type ItemRequest } from '../../../shared/merge';
import { outputForm, readShape } from '../../../shared/outputShape';
import { readSettings, switchSetting } from '../../../shared/read/settings';
import { BATCH_OUTPUT } from '../../batches/showBatch';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { batchField, readBatchId } from '../../batches/field';
import { openBatches } from '../../batches/openBatches';
import { maxWaitOption, maxWaitSetting } from '../../bulk/options';
import { searchBatches } from '../../pickers';
import { readBatch, type BatchSettings } from './readBatch';

const listFailedItemsOption: INodeProperties = {
	displayName: 'List Failed Items',
	name: 'listFailedItems',
	type: 'boolean',
	default: false,
	description: 'Whether to return what failed, with the reasons, as failedItems',
};

const waitUntilEndOption: INodeProperties = {
	displayName: 'Wait Until It Ends',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the batch has ended. A batch that waits to be confirmed is not confirmed by this.',
};

const SETTINGS = {
	listFailedItems: switchSetting(listFailedItemsOption),
	maxWait: maxWaitSetting,
	waitForCompletion: switchSetting(waitUntilEndOption),
};

/** https://developers.outreach.io/api/bulk-api */
export class OutreachGetBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Get Batch (Outreach)',
		name: 'outreachGetBatch',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: `={{ ${pickedName('batchId', 'by ID')} }}`,
		description:
			'Get the state of an Outreach bulk action: how many records are done and how many failed. Needs the ID of the batch and returns one item per batch, at once or when it has ended.',
		defaults: { name: 'Outreach: Get Batch' },
		documentationUrl: docsPage('outreach.md#get-batch-outreach'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			batchField,
			...outputForm(BATCH_OUTPUT),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [waitUntilEndOption, maxWaitOption, listFailedItemsOption],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchBatches } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openBatches(),
			read: readItem,
			plan: async (requests) => ({ calls: await mergeItems(requests, 1) }),
			attempt: async ({ settings }, [id], { client: { api, clock } }) =>
				await readBatch(api, Number(id), settings, clock),
		});
	}
}

function readItem(context: IExecuteFunctions, item: number): Result<ItemRequest<BatchSettings>> {
	const id = readBatchId(context, item);
	if (!id.ok) return id;
	const options = readSettings(context.getNodeParameter('options', item, {}), SETTINGS);
	if (!options.ok) return options;
	const { listFailedItems, maxWait, waitForCompletion } = options.value;
	const shape = readShape(context, item, BATCH_OUTPUT);
	if (!shape.ok) return shape;
	return success({
		itemIndex: item,
		ids: [String(id.value)],
		settings: {
			waits: waitForCompletion,
			maxWaitMs: maxWait * 1000,
			listsFailedItems: listFailedItems,
			shape: shape.value,
		},
	});
}
