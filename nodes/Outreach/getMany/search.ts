import type { IExecuteFunctions } from 'n8n-workflow';
import { ifNotFoundSetting, type WhatWasSought } from '../../shared/ifNotFound';
import { readLimit } from '../../shared/limit';
import { readShape, type OutputFields, type Shape } from '../../shared/outputShape';
import { readSearchText } from '../../shared/read/searchText';
import { readChoice } from '../../shared/read/choice';
import { readSettings } from '../../shared/read/settings';
import { success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import { readFilterForm } from '../filter/form';
import { filterQuery, type Filter } from '../filter/readFilter';
import type { LookUp } from '../lookUp';
import { readIds } from '../readId';
import type { RecordType } from '../recordTypes';
import { printPerson, readPerson, type PersonSearch } from './person';
import { searchChoices } from './searchFields';

const SEARCH_BY = 'Search By';

/** What an input item asks for. */
export interface ItemSearch extends WhatWasSought {
	/** Records to look up by one of their values; nothing for a list. */
	lookUp?: LookUp;
	/** The person to find, by whatever is known. */
	person?: PersonSearch;
	/** The list to read. */
	list?: { query: string; limit: number; filter?: Filter };
	shape: Shape;
}

/** Reads what one input item asks for. */
export function readSearch(
	context: IExecuteFunctions,
	itemIndex: number,
	recordType: RecordType,
	fields: OutputFields,
): Result<ItemSearch> {
	const { idsLabel, key, filterFields } = recordType;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), {
		ifNotFound: ifNotFoundSetting,
	});
	if (!options.ok) return options;
	const shape = readShape(context, itemIndex, fields);
	if (!shape.ok) return shape;
	const common = { ...options.value, shape: shape.value };
	const way = readChoice(
		context.getNodeParameter('searchBy', itemIndex),
		SEARCH_BY,
		searchChoices(recordType),
	);
	if (!way.ok) return way;
	const searchBy = way.value;
	if (searchBy === key.filter) {
		const values = key.read(context.getNodeParameter(key.filter, itemIndex), SEARCH_BY);
		if (!values.ok) return values;
		const wanted = `with the ${key.word} ${values.value.join(' or ')}`;
		return success({ ...common, lookUp: { filter: key.filter, values: values.value }, wanted });
	}
	if (searchBy === 'ids') {
		const ways = { choice: SEARCH_BY, key: key.choice };
		const values = readIds(context.getNodeParameter('ids', itemIndex), idsLabel, ways);
		if (!values.ok) return values;
		const wanted = `with the ID ${values.value.join(' or ')}`;
		return success({ ...common, lookUp: { filter: 'id', values: values.value }, wanted });
	}
	if (searchBy === 'person') {
		const person = readPerson(context, itemIndex, SEARCH_BY);
		if (!person.ok) return person;
		return success({ ...common, person: person.value, wanted: printPerson(person.value) });
	}
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	const list = (query: string, wanted: string, filter?: Filter) =>
		success({ ...common, list: { query, limit: limit.value, filter }, wanted });
	if (searchBy === 'all') return list('', 'at all');
	if (searchBy === 'filter') {
		const filter = readFilterForm(context, itemIndex, filterFields);
		if (!filter.ok) return filter;
		return list(
			`newFilterSyntax=true&${filterQuery(filter.value, 'filter')}`,
			'that matches the filter',
			filter.value,
		);
	}
	const text = readSearchText(context.getNodeParameter('searchText', itemIndex), 'Search Text');
	if (!text.ok) return text;
	return list(
		`newFilterSyntax=true&filter%5Bq%5D=${encodeURIComponent(text.value)}`,
		`that ${printValue(text.value)} finds`,
	);
}

/** A text that is the same for items that ask for the same list; looking something up is no list. */
export function listKey({ list, ...item }: ItemSearch): string | undefined {
	if (list === undefined) return undefined;
	return JSON.stringify({ ...item, query: list.query, limit: String(list.limit) });
}
