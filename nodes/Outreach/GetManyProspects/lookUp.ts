import type { Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { success, type Result } from '../../shared/result';
import { listAll, type Resource } from '../api';
import { filterQueries } from '../filterQueries';
import { valuesOf, type ItemSearch } from './search';

/** Answers a search from what has been read. */
export type Finder = (search: ItemSearch) => Promise<Result<Resource[]>>;

type LookUp = NonNullable<ItemSearch['lookUp']>;

const keyOf = (filter: string, value: string) => `${filter} ${value.toLowerCase()}`;

/**
 * Looks up everybody that the searches ask for, together, in as few calls as possible.
 *
 * @returns a way to get what one search found; lists are read when they are asked for
 */
export async function lookUpAll(
	client: Client,
	searches: ItemSearch[],
	concurrency: number,
): Promise<Finder> {
	const found = new Map<string, Result<Resource[]>>();
	for (const filter of ['emails', 'id'] as const) {
		const lookUps = searches.flatMap(({ lookUp }) => (lookUp?.filter === filter ? [lookUp] : []));
		await concurrently(
			filterQueries(filter, valuesToSend(lookUps)),
			concurrency,
			async ({ query, values }) => {
				const result = await listAll(client, '/prospects', query);
				for (const value of values) note(found, keyOf(filter, value), result);
				if (result.ok) sortIn(found, filter, result.value);
			},
		);
	}
	return async ({ lookUp, list }) => {
		if (list !== undefined) return await listAll(client, '/prospects', list.query, list.limit);
		return gather(found, lookUp as LookUp);
	};
}

/** Each value once, and email addresses in lower case as well, which is how Outreach keeps most. */
function valuesToSend(lookUps: LookUp[]): string[] {
	const values = lookUps.flatMap((lookUp) => lookUp.values);
	return [...new Set(values.flatMap((value) => [value, value.toLowerCase()]))];
}

function note(found: Map<string, Result<Resource[]>>, key: string, result: Result<unknown>): void {
	const earlier = found.get(key);
	if (!result.ok) found.set(key, result);
	else if (earlier === undefined) found.set(key, success([]));
}

function sortIn(
	found: Map<string, Result<Resource[]>>,
	filter: 'emails' | 'id',
	prospects: Resource[],
): void {
	for (const prospect of prospects) {
		for (const value of valuesOf(filter, prospect)) {
			const people = found.get(keyOf(filter, value));
			if (people?.ok) people.value.push(prospect);
		}
	}
}

/** What was found for the values of one search, each prospect once. */
function gather(
	found: Map<string, Result<Resource[]>>,
	{ filter, values }: LookUp,
): Result<Resource[]> {
	const people = new Map<string, Resource>();
	for (const value of values) {
		const result = found.get(keyOf(filter, value));
		if (result === undefined) continue;
		if (!result.ok) return result;
		for (const prospect of result.value) people.set(String(prospect.id), prospect);
	}
	return success([...people.values()]);
}
