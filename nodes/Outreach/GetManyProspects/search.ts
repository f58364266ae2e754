import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimit, readSearchText } from '../../shared/lookUp';
import { readEmail, readList } from '../../shared/readList';
import { success, type Result } from '../../shared/result';
import type { Resource } from '../api';
import { readIds } from '../bulk/target';

/** What an input item asks for. */
export interface ItemSearch {
	/** People to look up by one of their values; nothing for a list. */
	lookUp?: { filter: 'emails' | 'id'; values: string[] };
	/** The list to read. */
	list?: { query: string; limit: number };
	/** What it asks for, in words. */
	wanted: string;
	simplify: boolean;
	failsIfNotFound: boolean;
}

/** Reads what one input item asks for. */
export function readSearch(context: IExecuteFunctions, itemIndex: number): Result<ItemSearch> {
	const options = context.getNodeParameter('options', itemIndex, {});
	const common = {
		simplify: options.simplify !== false,
		failsIfNotFound: options.ifNotFound === 'error',
	};
	const searchBy = context.getNodeParameter('searchBy', itemIndex);
	if (searchBy === 'emails') {
		const values = readList(context.getNodeParameter('emails', itemIndex), {
			field: 'Emails',
			allowed: 'an email address such as ann@example.com',
			// Kept as it was typed: whether Outreach minds the case is not documented.
			read: (entry) => (readEmail(entry) === undefined ? undefined : entry),
		});
		if (!values.ok) return values;
		const wanted = `with the email ${values.value.join(' or ')}`;
		return success({ ...common, lookUp: { filter: 'emails', values: values.value }, wanted });
	}
	if (searchBy === 'ids') {
		const values = readIds(context.getNodeParameter('ids', itemIndex), 'Prospect IDs');
		if (!values.ok) return values;
		const wanted = `with the ID ${values.value.join(' or ')}`;
		return success({ ...common, lookUp: { filter: 'id', values: values.value }, wanted });
	}
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	if (searchBy === 'all') {
		return success({ ...common, list: { query: '', limit: limit.value }, wanted: 'at all' });
	}
	const text = readSearchText(context.getNodeParameter('searchText', itemIndex), 'Search Text');
	if (!text.ok) return text;
	const query = `newFilterSyntax=true&filter%5Bq%5D=${encodeURIComponent(text.value)}`;
	return success({
		...common,
		list: { query, limit: limit.value },
		wanted: `that "${text.value}" finds`,
	});
}

/** A text that is the same for items that ask for the same list; looking somebody up is no list. */
export function listKey({ list, ...item }: ItemSearch): string | undefined {
	if (list === undefined) return undefined;
	return JSON.stringify({ ...item, query: list.query, limit: String(list.limit) });
}

/** Finds people by the values they were asked for with: by email address in any case, or by id. */
export function valuesOf(filter: 'emails' | 'id', { id, attributes }: Resource): string[] {
	if (filter === 'id') return [String(id)];
	const { emails } = attributes;
	return (Array.isArray(emails) ? emails : [emails])
		.filter((email) => typeof email === 'string')
		.map((email) => email.trim().toLowerCase());
}
