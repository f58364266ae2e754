import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestOptions } from '../../shared/requestOptions';
import { bulkOptions, waitField } from '../bulk/options';
import { runSettledAction } from '../bulk/runBulkAction';
import { accountTarget } from '../bulk/targetFields';
import { accountLists } from '../filter/lists';
import { accountFields } from '../modify/accountFields';
import { modifyFields, modifyOptions } from '../modify/options';
import { getAccountFields } from '../modify/picker';
import { modificationsOf, readGivenFields } from '../modify/readModification';
import { accounts } from '../recordTypes';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachModifyAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Modify Accounts',
		name: 'outreachModifyAccounts',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.fieldsToSet === "mapped" ? "mapped fields" : "fields by name" }}',
		description:
			'Set fields of Outreach accounts in bulk, such as name, industry or custom fields. Needs the fields with their new values and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Modify Accounts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			...accountTarget,
			...modifyFields('getAccountFields'),
			waitField,
			bulkOptions(modifyOptions),
			requestOptions,
		],
	};

	methods = { loadOptions: accountLists, resourceMapping: { getAccountFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSettledAction(this, {
			action: 'accountsBulkModify',
			recordType: accounts,
			readAttributes: (item) => readGivenFields(this, item),
			settle: modificationsOf(accountFields),
		});
	}
}
