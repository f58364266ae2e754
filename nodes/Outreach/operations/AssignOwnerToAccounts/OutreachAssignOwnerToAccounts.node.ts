import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { searchUsers } from '../../pickers';
import { accounts } from '../../recordTypes';
import { ownerField, readOwner } from '../../users';

const form = bulkForm(accounts, { fields: [ownerField], methods: { listSearch: { searchUsers } } });

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAssignOwnerToAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Assign Owner to Accounts',
		name: 'outreachAssignOwnerToAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('ownerId', 'owner by ID')} }}`,
		description:
			'Make a user the owner of Outreach accounts in bulk. Needs the ID of the user and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Outreach: Assign Owner to Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-assign-owner-to-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'accountsAssignOwner',
			repeatable: true,
			readAttributes: readOwner,
		});
	}
}
