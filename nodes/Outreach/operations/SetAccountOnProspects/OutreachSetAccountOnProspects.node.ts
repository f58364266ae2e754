import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { pickerField } from '../../../shared/pickerField';
import { success } from '../../../shared/result';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { searchAccounts } from '../../pickers';
import { readPicked } from '../../readId';
import { prospects } from '../../recordTypes';

const accountField = pickerField({
	displayName: 'Account',
	name: 'accountId',
	method: 'searchAccounts',
	placeholder: 'Choose an account...',
	exampleId: '101',
	description: 'The account to set',
});

const form = bulkForm(prospects, {
	fields: [accountField],
	methods: { listSearch: { searchAccounts } },
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachSetAccountOnProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Set Account on Prospects',
		name: 'outreachSetAccountOnProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('accountId', 'account by ID')} }}`,
		description:
			'Set the account that Outreach prospects belong to, in bulk. Needs the ID of the account and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Set Account on Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-set-account-on-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsAssignAccount',
			repeatable: true,
			readAttributes: (context, item) => {
				const id = readPicked(context, item, accountField);
				return id.ok ? success({ accountId: String(id.value) }) : id;
			},
		});
	}
}
