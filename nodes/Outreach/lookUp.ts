import type { Client } from '../shared/client';
import { concurrently, type AtOnce } from '../shared/concurrently';
import { failed, success, type Result } from '../shared/result';
import { eachInTurns } from '../shared/turns';
import type { Resource } from './jsonApi';
import { listAll, listWhole, notAsked, notWhole } from './listRecords';
import { filterQueries, olderFilterQuery } from './filterQueries';
import { hasReadableKeys, keysOf, type LookUpFilter, type RecordType } from './recordTypes';

/** What to look records up by: values of one of their fields. */
export interface LookUp {
	filter: LookUpFilter;
	values: string[];
}

/** Answers a look-up from what has been read: each record once. */
export type Finder = (lookUp: LookUp) => Result<Resource[]>;

const keyOf = (filter: string, value: string) => `${filter} ${value.toLowerCase()}`;

/**
 * Looks up all records that are asked for, together, in as few calls as possible.
 *
 * @param fields the only fields of the records that are needed, separated by commas, where a change depends
 * on them: what they are looked up by is one of them. All of them if it is left out. For a change every record
 * has to be readable: otherwise each value that it may have fails. An answer that holds only records that were
 * not asked for fails too.
 * @returns a way to get what each look-up found, or why its call failed
 */
export async function lookUpAll(
	client: Client,
	{ name, path }: Pick<RecordType, 'name' | 'path'>,
	lookUps: LookUp[],
	concurrency: AtOnce,
	fields?: string,
): Promise<Finder> {
	const only = fields === undefined ? '' : `&fields%5B${name}%5D=${fields}`;
	const found = new Map<string, Result<Resource[]>>();
	for (const filter of new Set(lookUps.map((lookUp) => lookUp.filter))) {
		const values = lookUps.flatMap((lookUp) => (lookUp.filter === filter ? lookUp.values : []));
		await concurrently(
			await filterQueries(filter, await valuesToSend(values)),
			concurrency,
			async ({ query, values: sent }) => {
				const list = fields === undefined ? listAll : listWhole;
				const listed = await listEither(
					async (one) => await list(client, path, one),
					[`${query}${only}`, olderQuery(filter, sent, only)],
				);
				const result =
					fields === undefined
						? listed
						: notAllForeign(allReadable(listed, filter, path), filter, sent, path);
				for (const value of sent) note(found, keyOf(filter, value), result);
				if (result.ok) sortIn(found, filter, result.value);
			},
		);
	}
	return (lookUp) => gather(found, lookUp);
}

/** Fails where a record does not show what it was found by: it may have any of the values. */
export function allReadable(
	listed: Result<Resource[]>,
	filter: LookUpFilter,
	path: string,
): Result<Resource[]> {
	if (!listed.ok) return listed;
	const odd = listed.value.filter((record) => !hasReadableKeys(record, filter));
	return odd.length > 0 ? failed(notWhole(odd.length, path)) : listed;
}

/** A value as servers compare texts that tell no case, no accents and no spaces at the ends apart. */
const loose = (value: string) =>
	value.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();

/**
 * Fails where none of the records has any of the values that were asked for: such an answer does not say that
 * nothing has them.
 */
function notAllForeign(
	listed: Result<Resource[]>,
	filter: LookUpFilter,
	values: string[],
	path: string,
): Result<Resource[]> {
	if (!listed.ok || listed.value.length === 0) return listed;
	const wanted = new Set(values.map(loose));
	const isWanted = (record: Resource) =>
		keysOf(record, filter).some((key) => wanted.has(loose(key)));
	return listed.value.some(isWanted) ? listed : failed(notAsked(path));
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
async function valuesToSend(values: string[]): Promise<string[]> {
	const sent = new Set<string>();
	await eachInTurns(values, (value) => {
		if (!/\p{Surrogate}/u.test(value)) sent.add(value).add(value.toLowerCase());
	});
	return [...sent];
}

function note(found: Map<string, Result<Resource[]>>, key: string, result: Result<unknown>): void {
	const earlier = found.get(key);
	if (!result.ok) found.set(key, result);
	else if (earlier === undefined) found.set(key, success([]));
}

function sortIn(
	found: Map<string, Result<Resource[]>>,
	filter: LookUpFilter,
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
	return joinFound(values.map((value) => found.get(keyOf(filter, value))));
}

/** The records of several answers, each once; the first failure if there is one. Nothing is no answer. */
export function joinFound<R extends Resource>(
	answers: Iterable<Result<R[]> | undefined>,
): Result<R[]> {
	const records = new Map<string, R>();
	for (const answer of answers) {
		if (answer === undefined) continue;
		if (!answer.ok) return answer;
		for (const record of answer.value) records.set(String(record.id), record);
	}
	return success([...records.values()]);
}
