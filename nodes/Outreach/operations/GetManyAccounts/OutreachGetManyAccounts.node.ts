import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { requestOptions } from '../../requestOptions';
import { runGetMany } from '../../getMany/runGetMany';
import { searchFields, searchSubtitle } from '../../getMany/searchFields';
import { accounts } from '../../recordTypes';
import { OUTPUT } from './output';

/** https://developers.outreach.io/api/making-requests */
export class OutreachGetManyAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Get Many Accounts',
		name: 'outreachGetManyAccounts',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: searchSubtitle,
		description:
			'Find Outreach accounts by domain, ID, text or conditions, or list all of them. Needs what to search for and returns one item per account with its ID and fields.',
		defaults: { name: 'Outreach: Get Many Accounts' },
		documentationUrl: docsPage('outreach.md#outreach-get-many-accounts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...searchFields(accounts, OUTPUT), requestOptions],
	};

	methods = { loadOptions: accounts.lists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runGetMany(this, accounts, OUTPUT);
	}
}
