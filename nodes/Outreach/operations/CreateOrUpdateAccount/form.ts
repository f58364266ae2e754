import type { INodeProperties } from 'n8n-workflow';
import { outputForm } from '../../../shared/outputShape';
import { requestOptions } from '../../requestOptions';
import { modifyOptions } from '../../modify/options';
import { ifFound, ifNotFound, optionalFields } from '../../records/writeForm';
import { tagsToAddField } from '../../tags';
import { ownerToSetField } from '../../users';
import { OUTPUT } from './outputFields';

export const domainField: INodeProperties = {
	displayName: 'Domain or Website',
	name: 'companyDomain',
	type: 'string',
	default: '',
	placeholder: 'e.g. example.com',
	description:
		'The domain of the company, or the address of its website. An account with it is found with and without www, and a new one gets it.',
};

export const nameField: INodeProperties = {
	displayName: 'Company Name',
	name: 'companyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Northwind Robotics',
	description:
		'The name for a new account. It finds an account only if no domain is given: companies with other domains may have the same name.',
};

export const customIdField: INodeProperties = {
	displayName: 'Custom ID',
	name: 'customId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 23d794056048ff2bc8c6b3a4ecd223d1',
	description:
		'The ID of the company in another system, as Get Many Accounts returns it. A new account gets it; an account that is there keeps its own.',
};

export const accountIdField: INodeProperties = {
	displayName: 'Outreach Account ID',
	name: 'accountId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 101',
	description:
		'The Outreach ID of one account, a whole number. It has to be there, and the custom ID and the domain must not belong to another account.',
};

export const ifFoundField = ifFound('Account');

export const ifNotFoundField = ifNotFound(
	'Account',
	'Accounts that are not named cannot be found, except by ID.',
);

const [clearEmptyOption] = modifyOptions;

export const properties: INodeProperties[] = [
	domainField,
	nameField,
	customIdField,
	accountIdField,
	...optionalFields('getAccountFields'),
	ownerToSetField,
	tagsToAddField,
	...outputForm(OUTPUT),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [clearEmptyOption, ifFoundField, ifNotFoundField],
	},
	requestOptions,
];
