import type { Client } from '../shared/client';
import { failed, success, type Failure, type Result } from '../shared/result';
import type { VendorRequest } from '../shared/vendor';
import { LARGEST_PAGE } from './outreach';

/** A record as JSON:API gives it. Outreach's ids are numbers; text is accepted too. */
export interface Resource {
	type: string;
	id: number | string;
	attributes: Record<string, unknown>;
	relationships?: Record<string, unknown>;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Says which scope is missing, where that is why a call is not permitted. */
function nameScope(failure: Failure): Failure {
	const scope =
		failure.kind === 'forbidden' ? /scope '([^']+)'/.exec(failure.message)?.[1] : undefined;
	if (scope === undefined) return failure;
	return {
		...failure,
		hint: `Add the scope ${scope} to Scope in the credential, tick it for the app in the Outreach developer portal too, and reconnect the credential.`,
	};
}

/** Sends a request and returns the body of the answer. */
export async function ask(client: Client, request: VendorRequest): Promise<Result<Json>> {
	const result = await client(request);
	if (!result.ok) return failed(nameScope(result.failure));
	return success(isObject(result.value.body) ? result.value.body : {});
}

/** Sends a request whose answer is one record. */
export async function askForOne(client: Client, request: VendorRequest): Promise<Result<Resource>> {
	const result = await ask(client, request);
	if (!result.ok) return result;
	const { data } = result.value;
	if (isObject(data) && data.id !== undefined) {
		return success({
			...(data as unknown as Resource),
			attributes: (data.attributes ?? {}) as Json,
		});
	}
	return failed({
		kind: 'unreadable',
		message: 'Outreach answered without the record that was asked for',
		hint: request.repeatable
			? 'Check the Base URL of the credential, then try again.'
			: 'Whether Outreach carried the call out is not known. Look there before running it again.',
		ambiguous: true,
	});
}

/** Some records of a list, and how to ask for those that follow. */
export interface Page {
	records: Resource[];
	/** The query of the next page; nothing on the last one. */
	next?: string;
}

/**
 * Reads one page of a list: https://developers.outreach.io/api/making-requests
 *
 * @param path of the collection, such as `/prospects`
 * @param query ready for the address line
 */
export async function listPage(client: Client, path: string, query: string): Promise<Result<Page>> {
	const result = await ask(client, { method: 'GET', path, query, repeatable: true });
	if (!result.ok) return result;
	const { data, links } = result.value;
	const records = (Array.isArray(data) ? data : []).filter(isObject) as unknown as Resource[];
	return success({
		records: records.map((one) => ({ ...one, attributes: one.attributes ?? {} })),
		next: isObject(links) ? queryOf(links.next) : undefined,
	});
}

/**
 * Reads a list, page after page.
 *
 * @param query further parameters, ready for the address line
 * @param limit the most records to return
 */
export async function listAll(
	client: Client,
	path: string,
	query: string,
	limit = Infinity,
): Promise<Result<Resource[]>> {
	const records: Resource[] = [];
	const asked = new Set<string>();
	const size = `page%5Bsize%5D=${Math.min(limit, LARGEST_PAGE)}`;
	let next: string | undefined = query === '' ? size : `${query}&${size}`;
	while (next !== undefined && !asked.has(next) && records.length < limit) {
		asked.add(next);
		const page: Result<Page> = await listPage(client, path, next);
		if (!page.ok) return page;
		records.push(...page.value.records);
		next = page.value.next;
	}
	return success(records.slice(0, limit));
}

/**
 * The query of a link. Links are absolute; only their query is followed, on the credential's own
 * base URL, so that no answer can send the access token to another host.
 */
export function queryOf(link: unknown): string | undefined {
	const href = isObject(link) ? link.href : link;
	if (typeof href !== 'string') return undefined;
	const start = href.indexOf('?');
	return start < 0
		? undefined
		: href
				.slice(start + 1)
				.replace(/\[/g, '%5B')
				.replace(/\]/g, '%5D');
}

/** The id a to-one relationship points to, `null` where it points to none. */
export function relatedId(record: Resource, name: string): number | null {
	const relationship = record.relationships?.[name];
	const data = isObject(relationship) ? relationship.data : undefined;
	const id = isObject(data) ? Number(data.id) : NaN;
	return Number.isFinite(id) ? id : null;
}
