import type { INodeProperties } from 'n8n-workflow';
import { pickerField } from '../../../shared/pickerField';
import { prospectFieldsToSet } from '../../fieldsToSet';

export const sequenceField = pickerField({
	displayName: 'Sequence',
	name: 'sequenceId',
	method: 'searchSequences',
	placeholder: 'Choose a sequence...',
	exampleId: 'Vj9kLp2QaB',
	description: 'The sequence to add to. The list shows which ones are not active.',
	hint: 'Saleshandy starts to send its emails to the prospects',
});

export const stepField = pickerField({
	displayName: 'Step',
	name: 'stepId',
	method: 'searchSteps',
	placeholder: 'The first email step',
	exampleId: 'r8PqN2xA4c',
	required: false,
	description: 'The step to begin with. Leave it empty for the first email of the sequence.',
});

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com',
	description:
		'The email address of one prospect. Saleshandy adds a prospect with a new address, and finds one with a known address.',
};

/** The fields of the prospect, none of which has to be set. */
export const personFields: INodeProperties[] = prospectFieldsToSet('The value of the field').map(
	(field) => (field.type === 'resourceMapper' ? { ...field, required: false } : field),
);

export const verifyField: INodeProperties = {
	displayName: 'Verify Addresses',
	name: 'verifyAddresses',
	type: 'boolean',
	default: true,
	description:
		'Whether to have Saleshandy verify the addresses first, and add only those that are valid. Others fail with the reason. Without it, Saleshandy may keep a bad address waiting in the sequence without a word.',
};

export const allowInactiveOption: INodeProperties = {
	displayName: 'Add to Inactive Sequence',
	name: 'allowInactive',
	type: 'boolean',
	default: false,
	description:
		'Whether to add to a sequence that is not active, too. It sends nothing until somebody switches it on.',
};

export const conflictActionOption: INodeProperties = {
	displayName: 'If the Prospect Exists',
	name: 'conflictAction',
	type: 'options',
	default: 'addMissingFields',
	options: [
		{
			name: 'Fill Empty Fields',
			value: 'addMissingFields',
			description: 'Set only the fields that are empty',
		},
		{ name: 'Leave Fields As They Are', value: 'noUpdate', description: 'Set no field' },
		{
			name: 'Overwrite Fields',
			value: 'overwrite',
			description: 'Set all given fields, also those that have a value',
		},
	],
	description: 'What to do with the fields of a prospect whom Saleshandy has already',
};

export const maxWaitOption: INodeProperties = {
	displayName: 'Wait for Import at Most (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 180,
	description:
		'How long the node waits for each stage in Saleshandy: an import, and the verification of the addresses. Whoever is not done by then fails. It limits no single call: that is under Request Options.',
};

export const tagsOption: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. Job changed, Expo 2026',
	description:
		'Tags for the prospects, separated by commas or line breaks, or a list from an expression. Saleshandy makes those that are new.',
};
