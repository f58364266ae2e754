import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { getAccountFields } from '../../modify/picker';
import { searchUsers } from '../../pickers';
import { accounts } from '../../recordTypes';
import { runRecordWrites } from '../../records/runRecordWrites';
import { properties } from './form';
import { showAccount } from './output';
import { planAccounts } from './planAccounts';
import { readAccount } from './readAccount';
import { accountWriter } from './writeAccount';

/** https://developers.outreach.io/api/reference */
export class OutreachCreateOrUpdateAccount implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Create or Update Account',
		name: 'outreachCreateOrUpdateAccount',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter.companyDomain || $parameter.companyName || $parameter.customId || $parameter.accountId }}',
		description:
			'Update an Outreach account, or create the account if there is none. Needs a domain, name, custom ID or ID to find the company by, and the values to set. It returns one item per account with its ID, whether it was created, and its fields.',
		defaults: { name: 'Outreach: Create or Update Account' },
		documentationUrl: docsPage('outreach.md#outreach-create-or-update-account'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties,
	};

	methods = { listSearch: { searchUsers }, resourceMapping: { getAccountFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runRecordWrites(this, accounts, {
			read: readAccount,
			plan: planAccounts,
			write: accountWriter(),
			show: showAccount,
			none: 'none',
		});
	}
}
