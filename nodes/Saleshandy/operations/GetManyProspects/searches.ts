import type { IExecuteFunctions } from 'n8n-workflow';
import { ifNotFoundSetting, type WhatWasSought } from '../../../shared/ifNotFound';
import { readLimit } from '../../../shared/limit';
import { readShape, type Shape } from '../../../shared/outputShape';
import { readSearchText } from '../../../shared/read/searchText';
import { readEmail, splitAddresses } from '../../../shared/read/email';
import { readList } from '../../../shared/read/list';
import { choiceSetting, readSettings, switchSetting } from '../../../shared/read/settings';
import { success, type Result } from '../../../shared/result';
import { printText, printValue } from '../../../shared/valueText';
import type { Prospect, ProspectQuery } from '../../api';
import { recognizeNoEmail } from '../../foreignIds';
import { addressOf } from '../../records';
import { includeCustomFieldsOption, searchByField, sortByOption, sortOption } from './fields';
import { OUTPUT } from './flatProspect';

const SEARCH_BY = choiceSetting(searchByField);

const SETTINGS = {
	ifNotFound: ifNotFoundSetting,
	includeCustomFields: switchSetting(includeCustomFieldsOption),
	sort: choiceSetting(sortOption),
	sortBy: choiceSetting(sortByOption),
};

/** One list call, with all its pages. */
export interface Search extends ProspectQuery {
	limit: number;
	/** Return only who has exactly this email address, in lower case. */
	email?: string;
}

/** What an input item asks for. */
export interface ItemSearch extends WhatWasSought {
	searches: Search[];
	shape: Shape;
}

/** Reads what one input item asks for; several email addresses are several searches. */
export function readSearch(context: IExecuteFunctions, itemIndex: number): Result<ItemSearch> {
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const { ifNotFound, ...order } = options.value;
	const shape = readShape(context, itemIndex, OUTPUT);
	if (!shape.ok) return shape;
	const item = { shape: shape.value, ifNotFound };
	const searchBy = SEARCH_BY.read(context.getNodeParameter('searchBy', itemIndex));
	if (!searchBy.ok) return searchBy;
	if (searchBy.value === 'email') {
		const emails = readList(context.getNodeParameter('emails', itemIndex), {
			field: 'Emails',
			allowed: 'an email address such as ann@example.com',
			read: readEmail,
			split: splitAddresses,
			recognize: recognizeNoEmail,
		});
		if (!emails.ok) return emails;
		const searches = emails.value.map((email) => {
			return { ...order, search: email, email, limit: Infinity };
		});
		return success({
			...item,
			searches,
			wanted: `with the email ${printText(emails.value.join(' or '))}`,
		});
	}
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	if (searchBy.value === 'all') {
		return success({ ...item, searches: [{ ...order, limit: limit.value }], wanted: 'at all' });
	}
	const search = readSearchText(context.getNodeParameter('searchText', itemIndex), 'Search Text');
	if (!search.ok) return search;
	return success({
		...item,
		searches: [{ ...order, search: search.value, limit: limit.value }],
		wanted: `with ${printValue(search.value)} in name or email`,
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
	return prospects.filter((prospect) => addressOf(prospect) === email);
}

/** Each prospect once, in order. */
export function withoutRepeats(prospects: Prospect[]): Prospect[] {
	return [...new Map(prospects.map((prospect) => [prospect.id, prospect])).values()];
}
