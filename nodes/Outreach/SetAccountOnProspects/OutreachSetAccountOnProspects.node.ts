import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { pickerField } from '../../shared/pickerField';
import { requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { prospectTarget } from '../bulk/targetFields';
import { prospectLists } from '../filter/lists';
import { searchAccounts } from '../pickers';
import { readPicked } from '../readId';
import { prospects } from '../recordTypes';

const accountField = pickerField({
	displayName: 'Account',
	name: 'accountId',
	method: 'searchAccounts',
	placeholder: 'Choose an account...',
	exampleId: '101',
	description: 'The account to set',
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachSetAccountOnProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Set Account on Prospects',
		name: 'outreachSetAccountOnProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "account " + $parameter.accountId }}',
		description:
			'Set the account that Outreach prospects belong to, in bulk. Needs the ID of the account and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Set Account on Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...prospectTarget, accountField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: prospectLists, listSearch: { searchAccounts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'prospectsAssignAccount',
			recordType: prospects,
			readAttributes: (item) => {
				const id = readPicked(this, item, accountField);
				return id.ok ? success({ accountId: String(id.value) }) : id;
			},
		});
	}
}
