import { isObject, type Json } from '../shared/answers';
import type { Client } from '../shared/client';
import { isTooDeep } from '../shared/depth';
import { saidIn } from '../shared/failures';
import { failed, isMissing, success, type Failure, type Result } from '../shared/result';
import type { VendorRequest } from '../shared/vendor';

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
		hint: `Add the scope ${scope} to Scope in the credential. Check it for the app in the Outreach developer portal too. Then reconnect the credential.`,
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
export function isResource(
	value: unknown,
	wanted: string,
): value is Json & { id: number | string } {
	if (!isObject(value) || isTooDeep(value)) return false;
	const { id, type } = value;
	if (type !== undefined && String(type).toLowerCase() !== wanted) return false;
	return typeof id === 'string' ? /^\d+$/.test(id) : Number.isSafeInteger(id) && Number(id) >= 0;
}

/** A record, whose attributes and relationships can be relied on to be objects. */
export function resourceOf(value: Json & { id: number | string }): Resource {
	const { attributes, relationships } = value;
	return {
		...(value as unknown as Resource),
		attributes: isObject(attributes) ? attributes : {},
		relationships: isObject(relationships) ? relationships : undefined,
	};
}

/** A record that has to come. */
export interface Wanted {
	/** The label of the form's field that names it, if there is one. */
	field?: string;
	id: number;
	/** What people call it, where that is not its type. */
	name?: string;
}

/** Says which field names a record that is not there. */
function nameField(failure: Failure, { field, id, name }: Wanted, type: string): Failure {
	if (field === undefined || !isMissing(failure)) return failure;
	// A field for several IDs has no list to pick from.
	const step = /IDs?$/.test(field) ? 'Check the ID.' : 'Pick one from the list.';
	return {
		...failure,
		message: `"${field}" is ${id}, but Outreach has no ${name ?? type} with this ID that the connected user can see ${saidIn(failure)}`,
		hint: `${step} The ${name ?? type} may have been deleted, or belong to another Outreach organization.`,
	};
}

/**
 * Sends a request whose answer is one record.
 *
 * @param type that the record must have, such as `batch`
 * @param wanted the record that has to come, where it is known; another one is no answer
 * @param lacks what a record lacks to be the one, where that does not tell it
 */
export async function askForOne(
	client: Client,
	request: VendorRequest,
	type: string,
	wanted?: Wanted,
	lacks: (record: Resource) => string | undefined = () => undefined,
): Promise<Result<Resource>> {
	const missing = ({ data }: Json) => {
		if (!isResource(data, type)) return 'the record that was asked for';
		if (!isObject(data.attributes)) return 'the values of the record';
		const isRight = wanted === undefined || Number(data.id) === wanted.id;
		return isRight ? lacks(resourceOf(data)) : `the record ${wanted.id}`;
	};
	const result = await ask(client, { ...request, missing: (body) => missing(body as Json) });
	if (!result.ok)
		return wanted === undefined ? result : failed(nameField(result.failure, wanted, type));
	return success(resourceOf(result.value.data as Json & { id: number }));
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
