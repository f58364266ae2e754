import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestOptions } from '../../shared/requestOptions';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { accountTarget } from '../bulk/targetFields';
import { accountLists } from '../filter/lists';
import { accounts } from '../recordTypes';
import { readTags, tagsField } from '../tags';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddTagsToAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Tags to Accounts',
		name: 'outreachAddTagsToAccounts',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.tags }}',
		description:
			'Add tags to Outreach accounts in bulk; tags they have stay. Needs the tags and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Add Tags to Accounts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...accountTarget, tagsField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: accountLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'accountAddTags',
			recordType: accounts,
			readAttributes: (item) => readTags(this.getNodeParameter('tags', item)),
		});
	}
}
