import type { Client } from '../shared/client';
import { concurrently } from '../shared/concurrently';
import { failed, success, type Result } from '../shared/result';
import { listAll, listWhole, notWhole, type Resource } from './api';
import { filterQueries, olderFilterQuery } from './filterQueries';
import { hasReadableKeys, keysOf, type RecordKey, type RecordType } from './recordTypes';

/** What to look records up by: values of one of their fields. */
export interface LookUp {
	filter: RecordKey['filter'] | 'id';
	values: string[];
}

/** Answers a look-up from what has been read: each record once. */
export type Finder = (lookUp: LookUp) => Result<Resource[]>;

const keyOf = (filter: string, value: string) => `${filter} ${value.toLowerCase()}`;

/**
 * Looks up all records that are asked for, together, in as few calls as possible.
 *
 * @param field the only field of the records that is needed, where a change depends on them; all of
 * them if it is left out. For a change every record has to be readable: otherwise each value that it may
 * have fails.
 * @returns a way to get what each look-up found, or why its call failed
 */
export async function lookUpAll(
	client: Client,
	{ name, path, key }: RecordType,
	lookUps: LookUp[],
	concurrency: number,
	field?: string,
): Promise<Finder> {
	const fields = field === undefined ? '' : `&fields%5B${name}%5D=${field}`;
	const found = new Map<string, Result<Resource[]>>();
	for (const filter of [key.filter, 'id'] as const) {
		const values = lookUps.flatMap((lookUp) => (lookUp.filter === filter ? lookUp.values : []));
		await concurrently(
			filterQueries(filter, valuesToSend(values)),
			concurrency,
			async ({ query, values: sent }) => {
				const list = field === undefined ? listAll : listWhole;
				const listed = await listEither(
					async (one) => await list(client, path, one),
					[`${query}${fields}`, olderQuery(filter, sent, fields)],
				);
				const result = field === undefined ? listed : allReadable(listed, filter, path);
				for (const value of sent) note(found, keyOf(filter, value), result);
				if (result.ok) sortIn(found, filter, result.value);
			},
		);
	}
	return (lookUp) => gather(found, lookUp);
}

/** Fails where a record does not show what it was found by: it may have any of the values. */
function allReadable(
	listed: Result<Resource[]>,
	filter: LookUp['filter'],
	path: string,
): Result<Resource[]> {
	if (!listed.ok) return listed;
	const odd = listed.value.filter((record) => !hasReadableKeys(record, filter));
	return odd.length > 0 ? failed(notWhole(odd.length, path)) : listed;
}

function olderQuery(filter: string, values: string[], fields: string): string | undefined {
	const query = olderFilterQuery(filter, values);
	return query && `${query}${fields}`;
}

/** Reads a list by the first of two queries, or by the other one if Outreach refuses that. */
async function listEither(
	list: (query: string) => Promise<Result<Resource[]>>,
	[query, other]: [string, string | undefined],
): Promise<Result<Resource[]>> {
	const result = await list(query);
	if (result.ok || result.failure.kind !== 'rejected' || other === undefined) return result;
	const older = await list(other);
	return older.ok ? older : result;
}

/**
 * Each value once, and in lower case as well, which is how Outreach keeps most. Without those that
 * hold half a character, as cutting a text gives it: no address can hold them, and nobody has them.
 */
function valuesToSend(values: string[]): string[] {
	const whole = values.filter((value) => !/\p{Surrogate}/u.test(value));
	return [...new Set(whole.flatMap((value) => [value, value.toLowerCase()]))];
}

function note(found: Map<string, Result<Resource[]>>, key: string, result: Result<unknown>): void {
	const earlier = found.get(key);
	if (!result.ok) found.set(key, result);
	else if (earlier === undefined) found.set(key, success([]));
}

function sortIn(
	found: Map<string, Result<Resource[]>>,
	filter: LookUp['filter'],
	records: Resource[],
): void {
	for (const record of records) {
		for (const value of keysOf(record, filter)) {
			const same = found.get(keyOf(filter, value));
			if (same?.ok) same.value.push(record);
		}
	}
}

function gather(
	found: Map<string, Result<Resource[]>>,
	{ filter, values }: LookUp,
): Result<Resource[]> {
	const records = new Map<string, Resource>();
	for (const value of values) {
		const result = found.get(keyOf(filter, value));
		if (result === undefined) continue;
		if (!result.ok) return result;
		for (const record of result.value) records.set(String(record.id), record);
	}
	return success([...records.values()]);
}
