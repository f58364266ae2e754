import type { INodeProperties } from 'n8n-workflow';
import { pickerField } from '../shared/pickerField';

/** The event types that a node looks for, as its line on the canvas says them. */
export const eventTypesSubtitle =
	'={{ [$parameter.eventTypes].flat().join(", ").replaceAll("prospect_", "").replaceAll("_", " ") }}';

/** Form fields that several Explorium nodes share. */
export const prospectIdsField: INodeProperties = {
	displayName: 'Explorium Prospect IDs',
	name: 'prospectIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 4c485f009d59e319dc039cdf3e935b85014e6a33',
	description:
		'One or more Explorium prospect IDs (40 characters, 0-9 and a-f), separated by commas, or a list from an expression. Items with the same settings share calls.',
};

export const businessIdsField: INodeProperties = {
	displayName: 'Explorium Company IDs',
	name: 'businessIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 23d794056048ff2bc8c6b3a4ecd223d1',
	description:
		'One or more Explorium company IDs (32 characters, 0-9 and a-f), separated by commas, or a list from an expression. Items with the same settings share calls.',
};

export const eventTypesField: INodeProperties = {
	displayName: 'Event Types',
	name: 'eventTypes',
	type: 'multiOptions',
	default: ['prospect_changed_role', 'prospect_changed_company'],
	required: true,
	options: [
		{
			name: 'Changed Company',
			value: 'prospect_changed_company',
			description: 'The prospect works for another company',
		},
		{
			name: 'Changed Role',
			value: 'prospect_changed_role',
			description: 'The prospect has another job title',
		},
		{
			name: 'Work Anniversary',
			value: 'prospect_job_start_anniversary',
			description: 'The prospect has been with the company for a number of years',
		},
	],
	description:
		'What to look for. In an expression, use the names in the API, such as prospect_changed_company, separated by commas or as a list.',
};

export const enrollmentField = pickerField({
	displayName: 'Enrollment',
	name: 'enrollmentId',
	method: 'searchEnrollments',
	placeholder: 'Choose an enrollment...',
	exampleId: 'en_8d52c3f1',
	description:
		'The enrollment to work on. Its ID, such as en_8d52c3f1, is what Get Prospect Enrollments returns.',
});

export const enrollmentKeysField: INodeProperties = {
	displayName: 'List Names or IDs',
	name: 'enrollmentKeys',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getEnrollmentKeys' },
	default: [],
	description:
		'Only the enrollments of these lists, or all if you choose none. A name also stands for its numbered parts (name-2, name-3). Explorium calls it the enrollment key. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
