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
import { readUsers, usersField } from '../users';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachRemoveAssignmentsFromAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Remove Assignments From Accounts',
		name: 'outreachRemoveAssignmentsFromAccounts',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "users " + $parameter.userIds }}',
		description:
			'Take users off Outreach accounts in bulk; other assigned users stay. Needs the IDs of the users and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Remove Assignments From Accounts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...accountTarget, usersField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: accountLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'accountsRemoveAssignments',
			recordType: accounts,
			readAttributes: (item) => readUsers(this, item),
		});
	}
}
