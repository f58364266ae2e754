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
import { readUsers, usersField, usersSubtitle } from '../../users';

const form = bulkForm(accounts, { fields: [usersField] });

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddAssignmentsToAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Assignments to Accounts',
		name: 'outreachAddAssignmentsToAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: usersSubtitle,
		description:
			'Assign users to Outreach accounts in bulk, in addition to those who are assigned already. Needs the IDs of the users and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Outreach: Add Assignments to Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-add-assignments-to-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'accountsAddAssignments',
			repeatable: true,
			readAttributes: readUsers,
		});
	}
}
