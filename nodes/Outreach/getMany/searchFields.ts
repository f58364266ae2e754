import type { INodeProperties } from 'n8n-workflow';
import { ifNotFoundField } from '../../shared/ifNotFound';
import { limitFields } from '../../shared/limit';
import { outputForm, type OutputFields } from '../../shared/outputShape';
import { filterForm } from '../filter/form';
import type { RecordType } from '../recordTypes';
import { personFields } from './person';

/** How a node searches, as its line on the canvas says it. */
export const searchSubtitle =
	'={{ ({ all: "all", query: "by text", ids: "by ID", emails: "by email" })[$parameter.searchBy] || "by " + $parameter.searchBy }}';

const PERSON = {
	name: 'Person',
	value: 'person',
	description: 'Every prospect that may be one person, by all that is known',
};

/** The ways to search. */
export function searchChoices({ name: one, key, searched }: RecordType) {
	return [
		{ name: key.choice, value: key.filter, description: `The ${one} with this ${key.word}` },
		...(one === 'prospect' ? [PERSON] : []),
		{ name: 'ID', value: 'ids', description: `The ${one} with this Outreach ID` },
		{
			name: 'Text',
			value: 'query',
			description: `Every ${one} whose ${searched} starts with the text`,
		},
		{ name: 'Filter', value: 'filter', description: `Every ${one} that matches conditions` },
		{ name: 'All', value: 'all', description: `List every ${one}` },
	];
}

/** The form of a search for records, with the fields of its output. */
export function searchFields(recordType: RecordType, output: OutputFields): INodeProperties[] {
	const { name: one, idsLabel, exampleId, key, filterFields, searched, exampleText } = recordType;
	const searchBy: INodeProperties = {
		displayName: 'Search By',
		name: 'searchBy',
		type: 'options',
		noDataExpression: true,
		default: 'ids',
		options: searchChoices(recordType),
		description: `How to find ${one}s`,
	};
	return [
		{ ...searchBy, default: key.filter },
		{
			displayName: key.label,
			name: key.filter,
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. ${key.example}`,
			displayOptions: { show: { searchBy: [key.filter] } },
			description: `One or more ${key.entries}, separated by commas, or a list from an expression. All items share calls.`,
		},
		filterForm(filterFields, { field: 'searchBy', choice: 'filter' }),
		{
			displayName: idsLabel,
			name: 'ids',
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. ${exampleId}`,
			displayOptions: { show: { searchBy: ['ids'] } },
			description: `One or more Outreach ${one} IDs (whole numbers), separated by commas, or a list from an expression. All items share calls.`,
		},
		{
			displayName: 'Search Text',
			name: 'searchText',
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. ${exampleText}`,
			displayOptions: { show: { searchBy: ['query'] } },
			description: `The start of a ${searched}`,
		},
		...(one === 'prospect' ? personFields : []),
		...limitFields(['query', 'filter', 'all']),
		...outputForm(output),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFoundField],
		},
	];
}
