import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { notice } from '../../shared/notice';
import { requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { accountTarget, targetSubtitle } from '../bulk/targetFields';
import { accountLists } from '../filter/lists';
import { accounts } from '../recordTypes';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachDeleteAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Delete Accounts',
		name: 'outreachDeleteAccounts',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description:
			'Delete Outreach accounts in bulk. Needs the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Delete Accounts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			notice('Deletes the accounts from Outreach. This node cannot bring them back.'),
			...accountTarget,
			waitField,
			bulkOptions(),
			requestOptions,
		],
	};

	methods = { loadOptions: accountLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'accountsDestroyAll',
			recordType: accounts,
			readAttributes: () => success({}),
		});
	}
}
