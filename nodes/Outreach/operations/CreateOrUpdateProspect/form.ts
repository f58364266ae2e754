import type { INodeProperties } from 'n8n-workflow';
import { outputForm } from '../../../shared/outputShape';
import { pickerField } from '../../../shared/pickerField';
import { requestOptions } from '../../requestOptions';
import { ifFound, ifNotFound, optionalFields } from '../../records/writeForm';
import { tagsToAddField } from '../../tags';
import { ownerToSetField } from '../../users';
import { OUTPUT } from './outputFields';

export const findByField: INodeProperties = {
	displayName: 'Find By',
	name: 'findBy',
	type: 'options',
	noDataExpression: true,
	default: 'emails',
	options: [
		{ name: 'Email', value: 'emails', description: 'By new and former email addresses' },
		{ name: 'ID', value: 'id', description: 'By the Outreach ID, which creates nobody' },
		{ name: 'LinkedIn', value: 'linkedIn', description: 'By the LinkedIn page' },
	],
	description: 'How to find the prospect. Addresses under Emails are always looked up too.',
};

export const prospectIdField: INodeProperties = {
	displayName: 'Outreach Prospect ID',
	name: 'prospectId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1001',
	displayOptions: { show: { findBy: ['id'] } },
	description: 'The Outreach ID of one prospect, a whole number',
};

export const linkedInField: INodeProperties = {
	displayName: 'LinkedIn URL',
	name: 'linkedIn',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://www.linkedin.com/in/ann-lee',
	displayOptions: { show: { findBy: ['linkedIn'] } },
	description: 'The LinkedIn page of one person, or the last part of its address',
};

export const emailsField: INodeProperties = {
	displayName: 'Emails',
	name: 'emails',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@example.com',
	description:
		'The addresses to set, the new one first: one or more, separated by commas, or a list from an expression. Outreach writes to the first. Empty leaves the addresses as they are.',
};

export const formerEmailsField: INodeProperties = {
	displayName: 'Former Emails',
	name: 'formerEmails',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@old.example',
	displayOptions: { show: { findBy: ['linkedIn', 'emails'] } },
	description:
		'More addresses to find the prospect by: one or more, separated by commas, or a list from an expression. They are not written.',
};

export const otherEmailsField: INodeProperties = {
	displayName: 'Other Emails',
	name: 'otherEmails',
	type: 'options',
	default: 'removeWork',
	options: [
		{
			name: 'Keep After the New One',
			value: 'keep',
			description: 'Remove no address',
		},
		{
			name: 'Remove Work Addresses of Other Companies',
			value: 'removeWork',
			description: 'Keep those of the new company, and private ones such as at gmail.com',
		},
		{
			name: 'Replace All',
			value: 'replace',
			description: 'Remove every other address, private ones too',
		},
	],
	// A model must not take addresses away; the node sees to it as well.
	displayOptions: { hide: { '@tool': [true] } },
	description:
		'What to do with the other addresses of the prospect when Emails is filled in. An AI agent keeps them.',
};

export const previousCompanyField: INodeProperties = {
	displayName: 'Previous Company',
	name: 'previousCompany',
	type: 'string',
	default: '',
	placeholder: 'e.g. Northwind Robotics',
	displayOptions: { show: { findBy: ['linkedIn', 'emails'] } },
	description:
		'Where the person worked before. If a prospect would be created, and one with the same first and last name is at this company, the item fails and names it. That takes First Name and Last Name under Fields.',
};

export const accountField = pickerField({
	displayName: 'Account',
	name: 'accountId',
	method: 'searchAccounts',
	placeholder: 'Choose an account...',
	exampleId: '101',
	description: 'The account to set. Its name then stands as the company. Empty leaves it as it is.',
	required: false,
});

export const stageField = pickerField({
	displayName: 'Stage',
	name: 'stageId',
	method: 'searchStages',
	placeholder: 'Choose a stage...',
	exampleId: '21',
	description: 'The stage to set. Empty leaves it as it is.',
	required: false,
});

export const ifFoundField = ifFound('Prospect');

export const ifNotFoundField = ifNotFound('Prospect', 'Nobody is created for an ID.');

export const properties: INodeProperties[] = [
	findByField,
	prospectIdField,
	linkedInField,
	emailsField,
	formerEmailsField,
	otherEmailsField,
	...optionalFields('getProspectFields'),
	accountField,
	ownerToSetField,
	stageField,
	tagsToAddField,
	previousCompanyField,
	...outputForm(OUTPUT),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [ifFoundField, ifNotFoundField],
	},
	requestOptions,
];
