import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { bulkForm } from '../../bulk/bulkForm';
import { runSettledAction } from '../../bulk/runBulkAction';
import { accountFields } from '../../modify/accountFields';
import { modifyFields, modifyOptions } from '../../modify/options';
import { getAccountFields } from '../../modify/picker';
import { modificationsOf, readGivenFields } from '../../modify/readModification';
import { accounts } from '../../recordTypes';

const form = bulkForm(accounts, {
	fields: modifyFields('getAccountFields'),
	options: modifyOptions,
	methods: { resourceMapping: { getAccountFields } },
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachModifyAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Modify Accounts',
		name: 'outreachModifyAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.fieldsToSet === "mapped" ? "mapped fields" : "fields by name" }}',
		description:
			'Set fields of Outreach accounts in bulk, such as name, industry or custom fields. Needs the fields with their new values and the accounts, by ID, domain or filter, and returns one item per account with its status.',
		defaults: { name: 'Outreach: Modify Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-modify-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSettledAction(this, form, {
			action: 'accountsBulkModify',
			repeatable: true,
			readAttributes: readGivenFields,
			settle: modificationsOf(accountFields),
		});
	}
}
