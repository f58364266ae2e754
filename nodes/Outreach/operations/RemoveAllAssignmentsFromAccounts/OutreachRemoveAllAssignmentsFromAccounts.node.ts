import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { notice } from '../../../shared/notice';
import { success } from '../../../shared/result';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { targetSubtitle } from '../../bulk/targetFields';
import { accounts } from '../../recordTypes';

const form = bulkForm(accounts, {
	notice: notice('Takes every assigned user off the accounts. This node cannot bring them back.'),
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachRemoveAllAssignmentsFromAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Remove All Assignments From Accounts',
		name: 'outreachRemoveAllAssignmentsFromAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description: 'Take all assigned users off Outreach accounts in bulk',
		defaults: { name: 'Outreach: Remove All Assignments From Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-remove-all-assignments-from-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'accountsRemoveAllAssignments',
			repeatable: true,
			readAttributes: () => success({}),
		});
	}
}
