import type { INodeProperties } from 'n8n-workflow';
import { filterForm } from '../filter/form';
import type { RecordType } from '../recordTypes';
import { previewField } from './preview';

/** How many records a filter may match if the user does not say. */
export const MOST_RECORDS = 100;

/** How a node without a setting of its own is told its records, as its line on the canvas says it. */
export const targetSubtitle =
	'={{ ({ ids: "by ID", emails: "by email" })[$parameter.selectBy] || "by " + $parameter.selectBy }}';

/** The ways to say which records a bulk action works on. */
export function targetChoices({ name: one, key }: RecordType) {
	return [
		{ name: key.choice, value: key.filter, description: `The ${one} with this ${key.word}` },
		{ name: 'ID', value: 'ids', description: `The ${one} with this Outreach ID` },
		{ name: 'Filter', value: 'filter', description: `Every ${one} that matches conditions` },
	];
}

/** The fields that say which records a bulk action works on. */
export function targetFields(recordType: RecordType): INodeProperties[] {
	const { name: one, idsLabel, exampleId, key, filterFields } = recordType;
	const selectBy: INodeProperties = {
		displayName: 'Select By',
		name: 'selectBy',
		type: 'options',
		noDataExpression: true,
		default: 'emails',
		options: targetChoices(recordType),
		description: `How to choose the ${one}s to work on`,
	};
	return [
		{ ...selectBy, default: key.filter },
		{
			displayName: key.label,
			name: key.filter,
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. ${key.example}`,
			displayOptions: { show: { selectBy: [key.filter] } },
			description: `One or more ${key.entries}, separated by commas, or a list from an expression. Each is looked up first, and must belong to exactly one ${one}.`,
		},
		{
			displayName: idsLabel,
			name: 'ids',
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. ${exampleId}`,
			displayOptions: { show: { selectBy: ['ids'] } },
			description: `One or more Outreach ${one} IDs (whole numbers), separated by commas, or a list from an expression. Items with the same settings share one batch.`,
		},
		filterForm(filterFields, { field: 'selectBy', choice: 'filter' }),
		previewField(one),
		{
			displayName: 'Apply to All Records That Match',
			name: 'applyToAll',
			type: 'boolean',
			default: false,
			displayOptions: { show: { selectBy: ['filter'], preview: [false] } },
			description: `Whether the action may work on every ${one} that matches the filter. They are counted and listed first.`,
			hint: 'Nothing is sent while this is off. Preview shows what the filter matches.',
		},
		{
			displayName: 'Most Records',
			name: 'atMost',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: MOST_RECORDS,
			displayOptions: { show: { selectBy: ['filter'] } },
			description: `Nothing is sent if more ${one}s than this match`,
		},
	];
}
