import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimit, readSearchText } from '../../shared/lookUp';
import { readEmail, readList } from '../../shared/readList';
import { success, type Result } from '../../shared/result';
import type { Prospect, ProspectQuery } from '../api';

/** One list call, with all its pages. */
export interface Search extends ProspectQuery {
	limit: number;
	/** Return only who has exactly this email address, in lower case. */
	email?: string;
}

/** What an input item asks for. */
export interface ItemSearch {
	searches: Search[];
	/** What it asks for, in words. */
	wanted: string;
	simplify: boolean;
	failsIfNotFound: boolean;
}

/** Reads what one input item asks for; several email addresses are several searches. */
export function readSearch(context: IExecuteFunctions, itemIndex: number): Result<ItemSearch> {
	const options = context.getNodeParameter('options', itemIndex, {});
	const order = {
		includeCustomFields: options.includeCustomFields !== false,
		sortBy: String(options.sortBy ?? 'createdAt'),
		sort: String(options.sort ?? 'DESC'),
	};
	const item = {
		simplify: options.simplify !== false,
		failsIfNotFound: options.ifNotFound === 'error',
	};
	const searchBy = context.getNodeParameter('searchBy', itemIndex);
	if (searchBy === 'email') {
		const emails = readList(context.getNodeParameter('emails', itemIndex), {
			field: 'Emails',
			allowed: 'an email address such as ann@example.com',
			read: readEmail,
		});
		if (!emails.ok) return emails;
		const searches = emails.value.map((email) => {
			return { ...order, search: email, email, limit: Infinity };
		});
		return success({ ...item, searches, wanted: `with the email ${emails.value.join(' or ')}` });
	}
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	if (searchBy === 'all') {
		return success({ ...item, searches: [{ ...order, limit: limit.value }], wanted: 'at all' });
	}
	const search = readSearchText(context.getNodeParameter('searchText', itemIndex), 'Search Text');
	if (!search.ok) return search;
	return success({
		...item,
		searches: [{ ...order, search: search.value, limit: limit.value }],
		wanted: `with "${search.value}" in name or email`,
	});
}

/** A text that is the same for searches that find the same. */
export const keyOf = (search: Search): string =>
	JSON.stringify({ ...search, limit: String(search.limit) });

/** The same for items that ask for the same list; looking up an email address is no list. */
export function listKey(item: ItemSearch): string | undefined {
	if (item.searches.some(({ email }) => email !== undefined)) return undefined;
	return JSON.stringify({ ...item, searches: item.searches.map(keyOf) });
}

/** Keeps who was searched for: the search also finds names and neighbours of an email address. */
export function matching({ email }: Search, prospects: Prospect[]): Prospect[] {
	if (email === undefined) return prospects;
	return prospects.filter((prospect) => prospect.email?.trim().toLowerCase() === email);
}

/** Each prospect once, in order. */
export function withoutRepeats(prospects: Prospect[]): Prospect[] {
	return [...new Map(prospects.map((prospect) => [prospect.id, prospect])).values()];
}
