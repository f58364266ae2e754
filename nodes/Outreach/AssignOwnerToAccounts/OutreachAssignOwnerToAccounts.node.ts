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
import { searchUsers } from '../pickers';
import { accounts } from '../recordTypes';
import { ownerField, readOwner } from '../users';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAssignOwnerToAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Assign Owner to Accounts',
		name: 'outreachAssignOwnerToAccounts',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "owner " + $parameter.ownerId }}',
		description:
			'Make a user the owner of Outreach accounts in bulk. Needs the ID of the user and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Assign Owner to Accounts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...accountTarget, ownerField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: accountLists, listSearch: { searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'accountsAssignOwner',
			recordType: accounts,
			readAttributes: (item) => readOwner(this, item),
		});
	}
}
