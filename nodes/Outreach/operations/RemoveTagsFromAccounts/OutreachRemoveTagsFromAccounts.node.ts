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
export class OutreachRemoveTagsFromAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Remove Tags From Accounts',
		name: 'outreachRemoveTagsFromAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.tags }}',
		description:
			'Remove tags from Outreach accounts in bulk; other tags stay. Needs the tags and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Outreach: Remove Tags From Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-remove-tags-from-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'accountsRemoveTags',
			repeatable: true,
			readAttributes: (context, item) => readTags(context.getNodeParameter('tags', item)),
		});
	}
}
