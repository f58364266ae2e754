import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import type { Client } from '../../../shared/client';
import { limitFields } from '../../../shared/limit';
import { outputForm } from '../../../shared/outputShape';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { eachList, runLists } from '../../../shared/runLists';
import { batchApi } from '../../batches/batchApi';
import { batchField } from '../../batches/field';
import { listItems } from '../../batches/items';
import { openOutreach } from '../../client';
import { searchBatches } from '../../pickers';
import { readItemSearch, type ItemSearch } from './readItemSearch';
import { ITEM_OUTPUT, showItem } from './showItem';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachGetManyBatchItems implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Get Many Batch Items',
		name: 'outreachGetManyBatchItems',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: `={{ ${pickedName('batchId', 'by ID')} }}`,
		description:
			'List what an Outreach bulk action works on, record by record, with the reasons of those that failed. Needs the ID of the batch and returns one item per record.',
		defaults: { name: 'Outreach: Get Many Batch Items' },
		documentationUrl: docsPage('outreach.md#outreach-get-many-batch-items'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			batchField,
			{
				displayName: 'Only Failed',
				name: 'onlyFailed',
				type: 'boolean',
				default: false,
				description: 'Whether to return only what Outreach could not work on',
			},
			...limitFields(),
			...outputForm(ITEM_OUTPUT),
			requestOptions,
		],
	};

	methods = { listSearch: { searchBatches } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runLists(this, {
			open: openOutreach,
			read: readItemSearch,
			find: eachList(async ({ batchId, choice, shape }: ItemSearch, client: Client) => {
				const readBatch = async () => await batchApi(client, batchField.displayName).get(batchId);
				const found = await listItems(client, batchId, choice, readBatch);
				return found.ok ? success(found.value.map((one) => showItem(one, batchId, shape))) : found;
			}),
			nothing: 'No records were found in this batch in Outreach',
		});
	}
}
