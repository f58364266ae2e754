import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { Client } from '../../../shared/client';
import { limitFields } from '../../../shared/limit';
import { outputForm } from '../../../shared/outputShape';
import { BATCH_OUTPUT, showBatch } from '../../batches/showBatch';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { eachList, runLists } from '../../../shared/runLists';
import { listAll } from '../../listRecords';
import { batchOf } from '../../batches/batch';
import { openOutreach } from '../../client';
import { filtersField, sortField } from './fields';
import { readBatchSearch, sayOddState, type BatchSearch } from './readBatchSearch';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachGetManyBatches implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Get Many Batches',
		name: 'outreachGetManyBatches',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter.filters.action || "" }}',
		description:
			'List Outreach bulk actions, such as those that wait to be confirmed. Needs nothing, takes an action, a state or a prospect ID to narrow the list, and returns one item per batch.',
		defaults: { name: 'Outreach: Get Many Batches' },
		documentationUrl: docsPage('outreach.md#outreach-get-many-batches'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			...limitFields(),
			filtersField,
			...outputForm(BATCH_OUTPUT),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [sortField],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runLists(this, {
			open: openOutreach,
			read: readBatchSearch,
			find: eachList(async ({ query, limit, shape, oddState }: BatchSearch, client: Client) => {
				const found = await listAll(client, '/batches', query, limit);
				if (!found.ok) return found;
				if (found.value.length === 0 && oddState) client.report(sayOddState(oddState));
				return success(found.value.map((batch) => showBatch(batchOf(batch), shape)));
			}),
			nothing: 'No batches were found in Outreach',
		});
	}
}
