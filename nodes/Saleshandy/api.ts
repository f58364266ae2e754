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

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const payloadOf = (body: unknown): unknown => (isObject(body) ? body.payload : undefined);

/** Lists stand in the payload itself, or below it under one of two names. */
function listIn(payload: unknown): Json[] {
	const nested = isObject(payload) ? [payload.list, payload.payload] : [];
	const list = [payload, ...nested].find(Array.isArray) ?? [];
	return (list as unknown[]).filter(isObject);
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
 * Lists prospects, page after page. The answer names no total: a page that is not full is the last
 * one, and so is one that brings nobody new.
 * https://developer.saleshandy.com/introduction
 *
 * @param limit the most prospects to return
 */
export async function listProspects(
	client: Client,
	{ search, includeCustomFields, sortBy, sort }: ProspectQuery,
	limit: number,
): Promise<Result<Prospect[]>> {
	const found = new Map<string, Prospect>();
	for (let page = 1; found.size < limit; page += 1) {
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
		});
		if (!result.ok) return result;
		const prospects = listIn(payloadOf(result.value.body)) as unknown as Prospect[];
		const before = found.size;
		for (const prospect of prospects) found.set(String(prospect.id), prospect);
		if (prospects.length < PAGE_SIZE || found.size === before) break;
	}
	return success([...found.values()].slice(0, limit));
}
