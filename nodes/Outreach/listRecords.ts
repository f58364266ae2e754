import { isObject, type Json } from '../shared/answers';
import type { Client } from '../shared/client';
import { counted } from '../shared/counted';
import { failed, success, type Failure, type Result } from '../shared/result';
import { ask, isResource, queryOf, resourceOf, type Resource } from './jsonApi';
import { LARGEST_PAGE } from './outreach';
import { halved, ListEnd, mostPages, sizeIn, withSize } from './paging';
import { typeOfPath } from './typeOfPath';

const SHOWN_IDS = 5;

/** What the answer to a list lacks: the list itself, or a link to the next page that can be followed. */
export function lacksList(body: unknown): string | undefined {
	const { data, links } = body as Json;
	if (!Array.isArray(data)) return 'the list that was asked for';
	const next = isObject(links) ? links.next : undefined;
	return next && queryOf(next) === undefined ? 'a readable link to the next page' : undefined;
}

/** Some records of a list, and how to ask for those that follow. */
export interface Page {
	records: Resource[];
	/** Related records that the query asked for with `include`. */
	included: Resource[];
	/** How many entries were no records, and left out. */
	leftOut: number;
	/** How many records Outreach counts in the whole list, where it says so. */
	count?: number;
	/** The query that it came for in the end. */
	query: string;
	/** The query of the next page; nothing on the last one. */
	next?: string;
}

/**
 * Reads one page of a list: https://developers.outreach.io/api/making-requests
 *
 * A page that is too much for Outreach is asked for again at half its size.
 *
 * @param path of the collection, such as `/prospects`
 * @param query ready for the address line
 */
export async function listPage(client: Client, path: string, query: string): Promise<Result<Page>> {
	const result = await ask(client, {
		method: 'GET',
		path,
		query,
		repeatable: true,
		namesNoRecord: true,
		missing: lacksList,
		handsBack: (failure) => halved(query, failure) !== undefined,
	});
	if (!result.ok) {
		const smaller = halved(query, result.failure);
		return smaller === undefined ? result : await listPage(client, path, smaller);
	}
	const { data, included, links, meta } = result.value;
	const entries = data as unknown[];
	const type = typeOfPath(path);
	const records = entries.filter((one) => isResource(one, type)).map(resourceOf);
	const next = isObject(links) ? queryOf(links.next) : undefined;
	return success({
		records,
		included: includedIn(included),
		leftOut: entries.length - records.length,
		count: exactCount(meta),
		query,
		next: next && noLarger(next, query),
	});
}

/** Related records of any type; what cannot be read is none. */
function includedIn(included: unknown): Resource[] {
	const entries: unknown[] = Array.isArray(included) ? included : [];
	return entries
		.filter(isObject)
		.filter((one) => typeof one.type === 'string' && isResource(one, one.type.toLowerCase()))
		.map((one) => resourceOf(one as Json & { id: number }));
}

/** The number of records that a list has in all, where it is exact. */
export function exactCount(meta: unknown): number | undefined {
	const { count, count_truncated: isTruncated } = isObject(meta) ? meta : {};
	return typeof count === 'number' && isTruncated !== true ? count : undefined;
}

/**
 * Reads a list, page after page, each record once.
 *
 * @param query further parameters, ready for the address line
 * @param limit the most records to return
 * @returns a failure if the list does not end: what it holds is then not known
 */
export async function listAll(
	client: Client,
	path: string,
	query: string,
	limit = Infinity,
): Promise<Result<Resource[]>> {
	const list = await listIncluding(client, path, query, limit);
	return list.ok ? success(list.value.records) : list;
}

/** The same with the related records that the query asks for with `include`, each once. */
export async function listIncluding(
	client: Client,
	path: string,
	query: string,
	limit = Infinity,
): Promise<Result<{ records: Resource[]; included: Resource[] }>> {
	const list = await listPages(client, path, query, limit);
	if (!list.ok) return list;
	const { records, included, leftOut, missing, changed } = list.value;
	if (leftOut > 0) client.report(describeLeftOut(leftOut, path));
	for (const doubt of [missing, changed]) {
		if (doubt !== undefined) client.report(`Outreach's list ${path} ${doubt}.`);
	}
	const lack = missing ?? (leftOut > 0 ? `has entries that cannot be read: ${leftOut}` : undefined);
	if (lack !== undefined) noteIncomplete(client, path, `Outreach's list ${path} ${lack}`);
	return success({ records, included });
}

/** By the client of a run, and by path: why a list that was read lacks records. */
const incomplete = new WeakMap<Client, Map<string, string>>();

function noteIncomplete(client: Client, path: string, why: string): void {
	const known = incomplete.get(client) ?? new Map<string, string>();
	incomplete.set(client, known.set(path, why));
}

/**
 * Why something that no list of a run has shown may be there all the same.
 *
 * @returns a sentence without its dot; nothing where all lists of these paths were complete
 */
export function whyIncomplete(client: Client, ...paths: string[]): string | undefined {
	const known = incomplete.get(client);
	return paths.map((path) => known?.get(path)).find(Boolean);
}

/**
 * The same for a list whose count the caller compares.
 *
 * @returns a failure if a record is listed twice with different values: which of them hold is not known
 */
export async function listCounted(
	client: Client,
	path: string,
	query: string,
	limit: number,
): Promise<Result<Resource[]>> {
	const list = await listPages(client, path, query, limit);
	if (!list.ok) return list;
	const { records, leftOut, changed } = list.value;
	if (leftOut > 0) client.report(describeLeftOut(leftOut, path));
	return changed === undefined ? success(records) : failed(notSure(changed, path));
}

/**
 * The same for a list that a change depends on.
 *
 * @returns a failure if an entry cannot be read, or records are missing: what is meant is then not known
 */
export async function listWhole(
	client: Client,
	path: string,
	query: string,
	limit = Infinity,
): Promise<Result<Resource[]>> {
	const list = await listPages(client, path, query, limit);
	if (!list.ok) return list;
	const { records, leftOut, missing, changed } = list.value;
	if (leftOut > 0) return failed(notWhole(leftOut, path));
	const doubt = missing ?? changed;
	return doubt === undefined ? success(records) : failed(notSure(doubt, path));
}

function notSure(doubt: string, path: string): Failure {
	return {
		kind: 'unreadable',
		message: `Outreach's list ${path} ${doubt}. It is not sure which records are meant, so nothing was sent`,
		hint: 'Select the records by their IDs, or try again later.',
	};
}

/** Says that a list has entries that cannot be read. */
export function notWhole(count: number, path: string): Failure {
	return notSure(`has entries that cannot be read: ${count}`, path);
}

/** Says that a list holds only records that were not asked for: those that were may be there. */
export function notAsked(path: string): Failure {
	return notSure('holds only records that were not asked for; those that were may be there', path);
}

/** What the pages of a list give, and why it may not be what it says; each to be put after the list's name. */
interface ReadPages {
	records: Resource[];
	included: Resource[];
	leftOut: number;
	missing?: string;
	changed?: string;
}

async function listPages(
	client: Client,
	path: string,
	query: string,
	limit: number,
): Promise<Result<ReadPages>> {
	const found = new Map<string, Resource>();
	const included = new Map<string, Resource>();
	const changed = new Set<string>();
	const end = new ListEnd(path, mostPages(limit));
	let leftOut = 0;
	let count = 0;
	let next: string | undefined = withSize(query, Math.min(limit, LARGEST_PAGE));
	while (next !== undefined) {
		const page: Result<Page> = await listPage(client, path, next);
		if (!page.ok) return page;
		const before = found.size;
		for (const record of page.value.records) {
			const id = String(record.id);
			const earlier = found.get(id);
			if (earlier && JSON.stringify(earlier) !== JSON.stringify(record)) changed.add(id);
			found.set(id, record);
		}
		for (const one of page.value.included) included.set(`${one.type} ${one.id}`, one);
		count = Math.max(count, page.value.count ?? 0);
		leftOut += page.value.leftOut;
		end.note(next, found.size > before);
		next = found.size < limit ? page.value.next : undefined;
		const problem = end.problemWith(next);
		if (problem !== undefined) return problem;
	}
	const seen = found.size + leftOut;
	return success({
		records: [...found.values()].slice(0, limit),
		included: [...included.values()],
		leftOut,
		missing: found.size < limit && count > seen ? describeMissing(count, seen) : undefined,
		changed: changed.size > 0 ? describeChanged([...changed]) : undefined,
	});
}

const describeMissing = (count: number, seen: number) =>
	`counts ${counted(count, 'record')} and holds ${seen}; the others may be hidden from the connected user`;

function describeChanged(ids: string[]): string {
	const more = ids.length > SHOWN_IDS ? ' and more' : '';
	const shown = ids.slice(0, SHOWN_IDS).join(', ');
	return `holds records twice with different values (${shown}${more}); the last ones count`;
}

/** A link, asking for no larger page than the last one that came. */
function noLarger(link: string, last: string): string {
	const size = sizeIn(last);
	return size !== undefined && (sizeIn(link) ?? size) > size ? withSize(link, size) : link;
}

/** Says what was left out of a list. */
export function describeLeftOut(count: number, path: string): string {
	return `Outreach's list ${path} has entries without an ID or of another type: ${count}. They were left out.`;
}
