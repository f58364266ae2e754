import type { INodeProperties } from 'n8n-workflow';
import { pickerField } from '../../../shared/pickerField';
import { ownerField } from '../../users';

/** What a task can be about, by Outreach's names of the types. */
export const SUBJECTS = [
	{ name: 'Account', value: 'account' },
	{ name: 'Prospect', value: 'prospect' },
] as const;

export const subjectTypeField: INodeProperties = {
	displayName: 'Create For',
	name: 'subjectType',
	type: 'options',
	noDataExpression: true,
	default: 'prospect',
	options: [...SUBJECTS],
	description: 'The kind of record that the task is about',
};

const onlyFor = (field: string, value: string) => ({
	displayOptions: { show: { [field]: [value] } },
});

/** The record that the task is about, by the kind. */
export const subjectFields = {
	prospect: {
		...pickerField({
			displayName: 'Prospect',
			name: 'prospectId',
			method: 'searchProspects',
			placeholder: 'Choose a prospect...',
			exampleId: '1001',
			description: 'The prospect that the task is about',
		}),
		...onlyFor('subjectType', 'prospect'),
	},
	account: {
		...pickerField({
			displayName: 'Account',
			name: 'accountId',
			method: 'searchAccounts',
			placeholder: 'Choose an account...',
			exampleId: '101',
			description: 'The account that the task is about',
		}),
		...onlyFor('subjectType', 'account'),
	},
};

export const ACTIONS = [
	{ name: 'Action Item', value: 'action_item' },
	{ name: 'Call', value: 'call' },
	{ name: 'Email', value: 'email' },
	{ name: 'In Person', value: 'in_person' },
] as const;

export const actionField: INodeProperties = {
	displayName: 'Type',
	name: 'action',
	type: 'options',
	default: 'action_item',
	options: [...ACTIONS],
	description: 'What the task asks its owner to do',
};

export const DUE = [
	{ name: 'At a Date and Time', value: 'at' },
	{ name: 'Next Working Day at 9:00', value: 'nextWorkingDay' },
] as const;

export const dueField: INodeProperties = {
	displayName: 'Due',
	name: 'due',
	type: 'options',
	noDataExpression: true,
	default: 'nextWorkingDay',
	options: [...DUE],
	description:
		'When the task is due. The next working day is no Saturday or Sunday, and 9:00 is in the time zone of the workflow.',
};

export const dueAtField: INodeProperties = {
	displayName: 'Due At',
	name: 'dueAt',
	type: 'dateTime',
	default: '',
	required: true,
	...onlyFor('due', 'at'),
	description:
		'When the task is due, in the time zone of the workflow. A date without a time means 9:00 on that day.',
};

export const ASSIGN_TO = [
	{ name: 'A User', value: 'user' },
	{ name: 'Owner of the Record', value: 'recordOwner' },
] as const;

export const assignToField: INodeProperties = {
	displayName: 'Assign To',
	name: 'assignTo',
	type: 'options',
	noDataExpression: true,
	default: 'recordOwner',
	options: [...ASSIGN_TO],
	description: 'Whose task it is. The owner of the record is looked up once for each record.',
};

export const taskOwnerField: INodeProperties = {
	...ownerField,
	...onlyFor('assignTo', 'user'),
	description: 'The user whose task it is. The list shows the users who can log in.',
};

export const noteField: INodeProperties = {
	displayName: 'Note',
	name: 'note',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Moved to Northwind Robotics: say congratulations',
	description: 'What the owner of the task reads',
};

export const referenceOption: INodeProperties = {
	displayName: 'Once Per Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. evt_7f3a',
	description:
		'Text that stands for the reason of the task, such as the ID of an event. It is put at the end of the note, and no second task is created as long as an open task of the record has it.',
};

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [referenceOption],
};
