import { isObject, textIn, type AnswerCheck, type Json } from '../shared/answers';
import type { Client } from '../shared/client';
import { readEntries, sayLeftOut } from '../shared/oddEntries';
import { failed, success, type Failure, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';

/** A list of addresses and domains that Saleshandy sends nothing to. */
export interface DncList {
	id: string;
	name: string;
	/** How many entries it has, where that is told. */
	total?: string;
}

/** An entry of such a list: an address or a domain, in lower case. */
export interface DncEntry {
	value: string;
	type: 'email' | 'domain';
}

/** The most that Saleshandy gives at a time. */
const PAGE_SIZE = 100;
/** An entry with more neighbors than these pages hold is not searched for any further. */
const MOST_PAGES = 50;

/** What stands in the payload; some answers have a payload in their payload. */
function payloadIn(body: unknown): unknown {
	const payload = isObject(body) ? body.payload : undefined;
	return isObject(payload) && 'payload' in payload ? payload.payload : payload;
}

const listsIn = (body: unknown): unknown[] | undefined => {
	const payload = payloadIn(body);
	return Array.isArray(payload) ? payload : undefined;
};

const hitsIn = (body: unknown): unknown[] | undefined => {
	const payload = payloadIn(body);
	return isObject(payload) && Array.isArray(payload.dncList) ? payload.dncList : undefined;
};

const has =
	(find: (body: unknown) => unknown[] | undefined, words: string): AnswerCheck =>
	(body) =>
		find(body) === undefined ? words : undefined;

/**
 * The Do Not Contact lists, the ones changed last first: up to 100.
 * https://developer.saleshandy.com/api-reference/dnc/list
 *
 * @param search part of a name
 */
export async function listDncLists(client: Client, search?: string): Promise<Result<DncList[]>> {
	const query = new URLSearchParams({
		...(search === undefined ? {} : { search }),
		pageSize: String(PAGE_SIZE),
		page: '1',
		sort: 'DESC',
		sortBy: 'updatedAt',
	});
	const result = await client({
		method: 'GET',
		path: '/dnc',
		query: query.toString(),
		repeatable: true,
		namesNoRecord: true,
		missing: has(listsIn, 'the list of Do Not Contact lists'),
	});
	if (!result.ok) return result;
	const { entries, odd } = readEntries(
		listsIn(result.value.body) ?? [],
		(entry): DncList | string => {
			const id = isObject(entry) ? textIn(entry.id) : undefined;
			if (!isObject(entry) || id === undefined) return 'has no ID';
			const total = textIn(entry.total) ?? textIn(entry.numberOfItems);
			return { id, name: textIn(entry.name) ?? id, total };
		},
	);
	if (odd.length > 0) client.report(sayLeftOut('Saleshandy', 'Do Not Contact lists', odd));
	return success(entries);
}

/**
 * Whether a list holds exactly this entry. The search also finds what only contains the text, on all lists.
 * https://developer.saleshandy.com/api-reference/dnc/search-items
 */
export async function isOnDncList(
	client: Client,
	listId: string,
	{ value, type }: DncEntry,
): Promise<Result<boolean>> {
	let isOther = true;
	let last = '';
	for (let page = 1; isOther && page <= MOST_PAGES; page += 1) {
		const query = { search: value, type, pageSize: String(PAGE_SIZE), page: String(page) };
		const result = await client({
			method: 'GET',
			path: '/dnc/item/search',
			query: new URLSearchParams(query).toString(),
			repeatable: true,
			namesNoRecord: true,
			missing: has(hitsIn, 'the entries that it found'),
		});
		if (!result.ok) return result;
		const { body } = result.value;
		const lists = (hitsIn(body) ?? []).filter(isObject);
		if (lists.some((list) => textIn(list.id) === listId && holds(list, value))) {
			return success(true);
		}
		const shown = JSON.stringify(lists);
		// A page after the last one may be empty, or repeat it.
		isOther = lists.length > 0 && shown !== last && page < pagesIn(body);
		last = shown;
	}
	return success(false);
}

const holds = ({ dncItems }: Json, value: string): boolean =>
	Array.isArray(dncItems) &&
	dncItems.some((item) => isObject(item) && textIn(item.value)?.toLowerCase() === value);

/** How many pages there are, where that is told. */
function pagesIn(body: unknown): number {
	const payload = payloadIn(body);
	const meta = isObject(payload) && isObject(payload.meta) ? payload.meta : {};
	const pages = Number(meta.totalPages);
	return Number.isInteger(pages) && pages >= 0 ? pages : Infinity;
}

/**
 * Adds entries to a list. What the answer holds is not documented, and what adding an entry twice does is not
 * either. So a caller looks for them before and after.
 * https://developer.saleshandy.com/api-reference/dnc/add
 */
export async function addToDncList(
	client: Client,
	listId: string,
	values: string[],
): Promise<Result<true>> {
	const result = await client({
		method: 'POST',
		path: '/dnc',
		body: { dncListId: listId, items: values },
		repeatable: false,
		lookAt: 'at the Do Not Contact list',
		namesNoRecord: 'unlessSaid',
	});
	return result.ok ? success(true) : failed(ofList(result.failure, listId));
}

/** A refusal with the list it is about: Saleshandy does not say whether it knows the list. */
function ofList(failure: Failure, listId: string): Failure {
	if (failure.kind !== 'rejected') return failure;
	return {
		...failure,
		message: `Nothing was added to the Do Not Contact list ${printValue(listId)}: ${failure.message}`,
		hint: 'Check that the list is still there: open the field and pick one. If it is, check the entries.',
	};
}
