import type { INodeProperties } from 'n8n-workflow';
import { byText } from '../../../shared/byText';
import { ifNotFoundField } from '../../../shared/ifNotFound';
import { limitFields } from '../../../shared/limit';
import { outputForm } from '../../../shared/outputShape';
import { pickerField } from '../../../shared/pickerField';
import { prospects } from '../../recordTypes';
import { STATES } from '../../sequenceStates/sequenceState';
import { STATE_OUTPUT } from './stateOutput';

/** How the node searches, as its line on the canvas says it. */
export const searchSubtitle =
	'={{ ({ all: "all", ids: "by prospect ID", emails: "by email" })[$parameter.searchBy] }}';

export const searchByField: INodeProperties = {
	displayName: 'Search By',
	name: 'searchBy',
	type: 'options',
	noDataExpression: true,
	default: 'emails',
	options: [
		{
			name: 'Email',
			value: 'emails',
			description: 'The sequences of the prospect with this email',
		},
		{
			name: 'Outreach Prospect ID',
			value: 'ids',
			description: 'The sequences of the prospect with this Outreach ID',
		},
		{
			name: 'All',
			value: 'all',
			description: 'Everybody, or those that Sequence and Filters leave over',
		},
	],
	description: 'Whose sequences to find',
};

/** Optional, for every way to search. */
export const sequenceField = pickerField({
	displayName: 'Sequence',
	name: 'sequenceId',
	method: 'searchAnySequences',
	placeholder: 'All sequences',
	exampleId: '11',
	required: false,
	description: 'Only this sequence. If no sequence is chosen, all of them count.',
});

/** Stands for all states but the last ones. */
export const NOT_FINISHED_CHOICE = 'notFinished';

export const stateField: INodeProperties = {
	displayName: 'State',
	name: 'state',
	type: 'multiOptions',
	default: [],
	options: [
		...STATES,
		{
			name: 'Not Finished',
			value: NOT_FINISHED_CHOICE,
			description: 'Active, bounced, disabled, failed, paused or pending',
		},
	].sort(byText(({ name }) => name)),
	description: 'Only those in one of these states',
};

export const accountField: INodeProperties = {
	displayName: 'Outreach Account ID',
	name: 'accountId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 101',
	description: 'Only prospects of the account with this Outreach ID, a whole number',
};

export const changedAfterField: INodeProperties = {
	displayName: 'Changed After',
	name: 'changedAfter',
	type: 'dateTime',
	default: '',
	description: 'Only those whose state has changed at this time or later, such as 2026-01-31',
};

export const changedBeforeField: INodeProperties = {
	displayName: 'Changed Before',
	name: 'changedBefore',
	type: 'dateTime',
	default: '',
	description: 'Only those whose state has not changed after this time, such as 2026-01-31',
};

const { key, idsLabel, exampleId } = prospects;

/** The form of a search for sequence states. */
export const searchFields: INodeProperties[] = [
	searchByField,
	{
		displayName: key.label,
		name: 'emails',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${key.example}`,
		displayOptions: { show: { searchBy: ['emails'] } },
		description:
			'One or more email addresses, separated by commas, or a list from an expression. All items share calls.',
	},
	{
		displayName: idsLabel,
		name: 'ids',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${exampleId}`,
		displayOptions: { show: { searchBy: ['ids'] } },
		description:
			'One or more Outreach prospect IDs (whole numbers), separated by commas, or a list from an expression. All items share calls.',
	},
	sequenceField,
	...limitFields(['all']),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [stateField, accountField, changedAfterField, changedBeforeField],
	},
	...outputForm(STATE_OUTPUT),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [ifNotFoundField],
	},
];
