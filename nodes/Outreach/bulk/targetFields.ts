import type { INodeProperties } from 'n8n-workflow';
import { filterForm } from '../filter/form';
import type { RecordType } from '../recordTypes';

/** How many records a filter may match if the user does not say. */
export const MOST_RECORDS = 100;

/** How a node without a setting of its own is told its records, as its line on the canvas says it. */
export const targetSubtitle =
	'={{ ({ ids: "by ID", emails: "by email" })[$parameter.selectBy] || "by " + $parameter.selectBy }}';

/** The ways to say which records a bulk action works on. */
export function targetChoices({ name: one, key }: RecordType) {
	return [
		{ name: key.choice, value: key.filter, description: `The ${one} with this ${key.word}` },
		{ name: 'Filter', value: 'filter', description: `Every ${one} that matches conditions` },
		{ name: 'ID', value: 'ids', description: `The ${one} with this Outreach ID` },
	];
}

/** The fields that say which records a bulk action works on. */
export function targetFields(recordType: RecordType): INodeProperties[] {
	const { name: one, idsLabel, exampleId, key, filterFields } = recordType;
	return [
		{
			displayName: 'Select By',
			name: 'selectBy',
			type: 'options',
			noDataExpression: true,
			default: 'ids',
			options: targetChoices(recordType),
			description: `How to choose the ${one}s to work on`,
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
		filterForm(filterFields, { field: 'selectBy', choice: 'filter' }),
		{
			displayName: 'Apply to All Records That Match',
			name: 'applyToAll',
			type: 'boolean',
			default: false,
			displayOptions: { show: { selectBy: ['filter'] } },
			description: `Whether the action may work on every ${one} that matches the filter. They are counted and listed first.`,
			hint: 'Nothing is sent while this is off',
		},
		{
			displayName: 'At Most N Records',
			name: 'atMost',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: MOST_RECORDS,
			displayOptions: { show: { selectBy: ['filter'] } },
			description: `Nothing is sent if more ${one}s than this match`,
		},
	];
}
