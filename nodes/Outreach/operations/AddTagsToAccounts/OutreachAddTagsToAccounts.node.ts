import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { accounts } from '../../recordTypes';
import { readTags, tagsField } from '../../tags';

const form = bulkForm(accounts, { fields: [tagsField] });

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddTagsToAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Tags to Accounts',
		name: 'outreachAddTagsToAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.tags }}',
		description:
			'Add tags to Outreach accounts in bulk; tags they have stay. Needs the tags and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Outreach: Add Tags to Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-add-tags-to-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'accountAddTags',
			repeatable: true,
			readAttributes: (context, item) => readTags(context.getNodeParameter('tags', item)),
		});
	}
}
