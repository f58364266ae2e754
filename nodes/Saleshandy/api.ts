import type { Client } from '../shared/client';
import { failed, success, type Result } from '../shared/result';

/** A field of prospects. Saleshandy does not tell what options a dropdown has. */
export interface Field {
	id: string;
	label: string;
	fieldType: string;
}

/** A field with the value it is to have; `''` clears it. */
export interface Attribute {
	fieldId: string;
	attributeValue: string;
}

/** Whether Saleshandy says that it wrote a field; it gives no reason when not. */
export interface AttributeResult {
	fieldId: string;
	success: boolean;
}

/** A prospect as the list call gives it. */
export interface Prospect {
	id: string;
	email?: string | null;
	createdAt?: string;
	verificationStatus?: string;
	attributes?: Array<{ id: string; key: string; value: unknown }>;
	tags?: unknown[];
}

/** What the list of prospects is asked for. */
export interface ProspectQuery {
	/** Part of a name or email address. */
	search?: string;
	includeCustomFields: boolean;
	sortBy: string;
	sort: string;
}

const PAGE_SIZE = 100;
/** The smallest page that Saleshandy offers: fewer prospects than that are the last ones. */
const SMALLEST_PAGE = 10;
/** No list is read further than a million prospects. */
const MOST_PAGES = 10_000;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const payloadOf = (body: unknown): unknown => (isObject(body) ? body.payload : undefined);

/** Lists stand in the payload itself, or below it under one of two names. */
function entriesIn(payload: unknown): unknown[] | undefined {
	const nested = isObject(payload) ? [payload.list, payload.payload] : [];
	return [payload, ...nested].find(Array.isArray);
}

function listIn(payload: unknown): Json[] {
	return (entriesIn(payload) ?? []).filter(isObject);
}

/**
 * Lists the fields of prospects; there is no paging.
 * https://developer.saleshandy.com/introduction
 *
 * @param withBuiltIn whether to list First Name, Company and so on beside the custom fields
 */
export async function listFields(client: Client, withBuiltIn = true): Promise<Result<Field[]>> {
	const result = await client({
		method: 'GET',
		path: '/fields',
		query: `systemFields=${withBuiltIn}`,
		repeatable: true,
	});
	if (!result.ok) return result;
	const fields = listIn(payloadOf(result.value.body)).map((field) => ({
		id: String(field.id),
		label: String(field.label ?? field.name ?? field.id),
		fieldType: String(field.fieldType ?? field.type ?? 'text'),
	}));
	return success(fields);
}

/**
 * Sets fields of one prospect. Doing it twice leaves the same values.
 * https://developer.saleshandy.com/introduction
 *
 * @param single send the form for one field; only where there is just one
 * @returns a verdict per field, or `undefined` when the answer holds none
 */
export async function updateAttributes(
	client: Client,
	prospectId: string,
	attributes: Attribute[],
	single: boolean,
): Promise<Result<AttributeResult[] | undefined>> {
	const result = await client({
		method: 'POST',
		path: `/prospects/${encodeURIComponent(prospectId)}/attribute`,
		body: single ? attributes[0] : { attributes },
		repeatable: true,
	});
	if (!result.ok) {
		const { failure } = result;
		if (failure.kind !== 'rejected' && failure.kind !== 'notFound') return result;
		return failed({
			...failure,
			message: `${failure.message} [prospect ${prospectId}]`,
			hint: 'Check that a prospect with this ID exists (Get Many Prospects lists them), that the fields can be updated and that the values suit them.',
		});
	}
	const payload = payloadOf(result.value.body);
	const results = isObject(payload) ? payload.results : undefined;
	if (!Array.isArray(results)) return success(undefined);
	return success(
		results.filter(isObject).map(({ fieldId, success: written }) => ({
			fieldId: String(fieldId),
			success: written === true,
		})),
	);
}

/**
 * Lists prospects, page after page. The answer names no total: the last page is one that brings nobody
 * new, or fewer than the pages before it. Saleshandy may give smaller pages than were asked for, so that
 * a first page that is not full is only the last one if no page can be as small.
 * https://developer.saleshandy.com/introduction
 *
 * @param limit the most prospects to return
 * @returns a failure if the list does not end
 */
export async function listProspects(
	client: Client,
	{ search, includeCustomFields, sortBy, sort }: ProspectQuery,
	limit: number,
): Promise<Result<Prospect[]>> {
	const found = new Map<string, Prospect>();
	let leftOut = 0;
	let fullPage = SMALLEST_PAGE;
	for (let page = 1; found.size < limit; page += 1) {
		if (page > MOST_PAGES) return doesNotEnd(page - 1);
		const query = new URLSearchParams({
			...(search === undefined ? {} : { search }),
			pageSize: String(PAGE_SIZE),
			page: String(page),
			sort,
			sortBy,
			includeCustomFields: String(includeCustomFields),
		});
		const result = await client({
			method: 'GET',
			path: '/prospects',
			query: query.toString(),
			repeatable: true,
			missing: (body) =>
				entriesIn(payloadOf(body)) === undefined ? 'the list of prospects' : undefined,
		});
		if (!result.ok) return result;
		const entries = entriesIn(payloadOf(result.value.body)) ?? [];
		const prospects = entries.filter(isProspect);
		leftOut += entries.length - prospects.length;
		const before = found.size;
		for (const prospect of prospects) found.set(String(prospect.id), prospect);
		if (entries.length < fullPage || found.size === before) break;
		fullPage = Math.max(fullPage, entries.length);
	}
	if (leftOut > 0) {
		client.report(
			`Saleshandy's list of prospects has entries without an ID: ${leftOut}. They were left out.`,
		);
	}
	return success([...found.values()].slice(0, limit));
}

function isProspect(entry: unknown): entry is Prospect {
	const id = isObject(entry) ? entry.id : undefined;
	return (typeof id === 'string' && id !== '') || typeof id === 'number';
}

function doesNotEnd(pages: number) {
	return failed({
		kind: 'unreadable',
		message: `Saleshandy's list of prospects does not end: ${pages} pages have been read`,
		hint: 'So it is not known whether everybody was read. Search for less, or try again later.',
	});
}
