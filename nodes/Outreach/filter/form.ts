import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Result } from '../../shared/result';
import type { FilterField } from './filterFields';
import { OPERATORS, readFilter, type Filter, type GivenCondition } from './readFilter';

/** The fields whose records can be picked from a list, and what lists them. */
const PICKED = [
	{ field: 'owner', label: 'Owner Name or ID', method: 'getUsers' },
	{ field: 'stage', label: 'Stage Name or ID', method: 'getStages' },
];

const PICK =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

const COMPARES_VALUES = ['is', 'atLeast', 'atMost'];

/**
 * The form of a filter: conditions that all have to hold. Its lists are filled by the `lists` of the record
 * type.
 *
 * @param shownBy the field that shows it, and the value at which it does
 */
export function filterForm(
	fields: FilterField[],
	shownBy: { field: string; choice: string },
): INodeProperties {
	const pickable = PICKED.filter(({ field }) => fields.some(({ name }) => name === field));
	const pickers = pickable.map(({ field, label, method }): INodeProperties => ({
		displayName: label,
		name: 'value',
		type: 'options',
		typeOptions: { loadOptionsMethod: method },
		default: '',
		displayOptions: { show: { field: [field], operator: COMPARES_VALUES } },
		description: PICK,
	}));
	return {
		displayName: 'Filter',
		name: 'filter',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		displayOptions: { show: { [shownBy.field]: [shownBy.choice] } },
		description: 'Conditions that must all be met',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'options',
						default: 'owner',
						options: fields.map(({ label, name }) => ({ name: label, value: name })),
						description: 'The field to compare',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						default: 'is',
						options: OPERATORS,
						description: 'How to compare it',
					},
					...pickers,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2026-01-31',
						displayOptions: {
							show: { operator: COMPARES_VALUES },
							hide: { field: pickable.map(({ field }) => field) },
						},
						description:
							'What to compare it with, exactly as it is in Outreach: text, a number, an ID, or a date such as 2026-01-31. "Is" also takes a list from an expression.',
					},
				],
			},
		],
	};
}

/** Reads the form of a filter for one input item. */
export function readFilterForm(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: FilterField[],
): Result<Filter> {
	const { condition } = context.getNodeParameter('filter', itemIndex, {}) as {
		condition?: GivenCondition | Array<GivenCondition | null>;
	};
	// An expression may leave a condition out; without it more records would match.
	const conditions = [condition ?? []].flat().map((one) => one ?? {});
	return readFilter(conditions, fields);
}
