import { isObject, type Json } from '../shared/answers';
import type { Client } from '../shared/client';
import { failed, success, type Failure, type Result } from '../shared/result';
import type { VendorRequest } from '../shared/vendor';
import { LARGEST_PAGE } from './outreach';
import { typeOfPath } from './typeOfPath';
import { halved, ListEnd, mostPages, sizeIn, withSize } from './paging';

/** A record as JSON:API gives it. Outreach's ids are numbers; text is accepted too. */
export interface Resource {
	type: string;
	id: number | string;
	attributes: Record<string, unknown>;
	relationships?: Record<string, unknown>;
}

/** A scope as a refusal names it, in quotes or without: `scope 'users.read'`, `scopes: users.read`. */
const SCOPES = [
	/scope '([^']+)'/,
	/\bscopes?\b(?: is| are)?[\s:"'`([]{1,5}([a-z]\w{0,60}\.(?:all|read|write|delete))\b/i,
	/\b([a-z]\w{0,60}\.(?:all|read|write|delete))["'`)\]]{0,2} scope/i,
];

/** Says which scope is missing, where that is why a call is not permitted. */
function nameScope(failure: Failure): Failure {
	const scope =
		failure.kind === 'forbidden'
			? SCOPES.map((one) => one.exec(failure.message)?.[1]).find(Boolean)
			: undefined;
	if (scope === undefined) return failure;
	return {
		...failure,
		hint: `Add the scope ${scope} to Scope in the credential, tick it for the app in the Outreach developer portal too, and reconnect the credential.`,
	};
}

/** Sends a request and returns the body of the answer, which is a JSON object with all it has to hold. */
export async function ask(client: Client, request: VendorRequest): Promise<Result<Json>> {
	const missing = (body: unknown) =>
		isObject(body) ? request.missing?.(body) : 'a readable answer';
	const result = await client({ ...request, missing });
	if (!result.ok) return failed(nameScope(result.failure));
	return success(result.value.body as Json);
}

/** Whether a value is a record of a type: it says so, and has the number that Outreach knows it by. */
function isResource(value: unknown, wanted: string): value is Json & { id: number | string } {
	if (!isObject(value)) return false;
	const { id, type } = value;
	if (type !== undefined && String(type).toLowerCase() !== wanted) return false;
	return typeof id === 'string' ? /^\d+$/.test(id) : Number.isSafeInteger(id) && Number(id) >= 0;
}

/** A record, whose attributes and relationships can be relied on to be objects. */
function resourceOf(value: Json & { id: number | string }): Resource {
	const { attributes, relationships } = value;
	return {
		...(value as unknown as Resource),
		attributes: isObject(attributes) ? attributes : {},
		relationships: isObject(relationships) ? relationships : undefined,
	};
}

/**
 * Sends a request whose answer is one record.
 *
 * @param type that the record must have, such as `batch`
 * @param id the record that has to come, where it is known; another one is no answer
 */
export async function askForOne(
	client: Client,
	request: VendorRequest,
	type: string,
	id?: number,
): Promise<Result<Resource>> {
	const missing = ({ data }: Json) => {
		if (!isResource(data, type)) return 'the record that was asked for';
		return id === undefined || Number(data.id) === id ? undefined : `the record ${id}`;
	};
	const result = await ask(client, { ...request, missing: (body) => missing(body as Json) });
	if (!result.ok) return result;
	return success(resourceOf(result.value.data as Json & { id: number }));
}

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
	/** How many entries were no records, and left out. */
	leftOut: number;
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
	const { data, links } = result.value;
	const entries = data as unknown[];
	const type = typeOfPath(path);
	const records = entries.filter((one) => isResource(one, type)).map(resourceOf);
	const next = isObject(links) ? queryOf(links.next) : undefined;
	return success({
		records,
		leftOut: entries.length - records.length,
		query,
		next: next && noLarger(next, query),
	});
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
	const list = await listPages(client, path, query, limit);
	if (!list.ok) return list;
	const { records, leftOut } = list.value;
	if (leftOut > 0) client.report(describeLeftOut(leftOut, path));
	return success(records);
}

/**
 * The same for a list that a change depends on.
 *
 * @returns a failure if an entry cannot be read: what it stands for is then not known
 */
export async function listWhole(
	client: Client,
	path: string,
	query: string,
	limit = Infinity,
): Promise<Result<Resource[]>> {
	const list = await listPages(client, path, query, limit);
	if (!list.ok) return list;
	const { records, leftOut } = list.value;
	return leftOut > 0 ? failed(notWhole(leftOut, path)) : success(records);
}

/** Says that a list has entries that cannot be read. */
export function notWhole(count: number, path: string): Failure {
	return {
		kind: 'unreadable',
		message: `Outreach's list ${path} has entries that cannot be read: ${count}. So it is not sure which records are meant, and nothing was sent`,
		hint: 'Select the records by their IDs, or try again later.',
	};
}

async function listPages(
	client: Client,
	path: string,
	query: string,
	limit: number,
): Promise<Result<{ records: Resource[]; leftOut: number }>> {
	const records = new Map<string, Resource>();
	const end = new ListEnd(path, mostPages(limit));
	let leftOut = 0;
	let next: string | undefined = withSize(query, Math.min(limit, LARGEST_PAGE));
	while (next !== undefined) {
		const page: Result<Page> = await listPage(client, path, next);
		if (!page.ok) return page;
		const before = records.size;
		for (const record of page.value.records) records.set(String(record.id), record);
		leftOut += page.value.leftOut;
		end.note(next, records.size > before);
		next = records.size < limit ? page.value.next : undefined;
		const problem = end.problemWith(next);
		if (problem !== undefined) return problem;
	}
	return success({ records: [...records.values()].slice(0, limit), leftOut });
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

/**
 * The query of a link. Links are absolute; only their query is followed, on the credential's own
 * base URL, so that no answer can send the access token to another host.
 */
export function queryOf(link: unknown): string | undefined {
	const href = isObject(link) ? link.href : link;
	if (typeof href !== 'string') return undefined;
	const [address] = href.split('#');
	const start = address.indexOf('?');
	if (start < 0) return undefined;
	// What a link has encoded stays as it is; what an address may not hold is encoded.
	return address
		.slice(start + 1)
		.replace(/\p{Surrogate}/gu, '')
		.replace(/[^\w\-.~!$&'()*+,;=:@/?%]/gu, encodeURIComponent);
}

/** The id a to-one relationship points to, `null` where it points to none. */
export function relatedId(record: Resource, name: string): number | null {
	const relationship = record.relationships?.[name];
	const data = isObject(relationship) ? relationship.data : undefined;
	const id = isObject(data) ? Number(data.id) : NaN;
	return Number.isFinite(id) ? id : null;
}
