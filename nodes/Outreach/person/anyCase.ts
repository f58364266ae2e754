import { concurrently, type AtOnce } from '../../shared/concurrently';
import { success, type Result } from '../../shared/result';
import type { Resource } from '../jsonApi';
import { joinFound } from '../lookUp';
import { keysOf } from '../recordTypes';

/** How many prospects of a search are looked at for an address in another case. */
export const MOST_HITS = 200;

/** Reads prospects by a query, of which at most so many are of use. */
export type ListProspects = (query: string, limit: number) => Promise<Result<Resource[]>>;

/** A search for the prospects that have an address in any case: the look-up of an address may mind it, a search does not. */
export async function searchAnyCase(
	list: ListProspects,
	email: string,
): Promise<Result<Resource[]>> {
	const query = `newFilterSyntax=true&filter%5Bq%5D=${encodeURIComponent(email)}`;
	const hits = await list(query, MOST_HITS);
	if (!hits.ok) return hits;
	const wanted = email.toLowerCase();
	return success(hits.value.filter((record) => keysOf(record, 'emails').includes(wanted)));
}

/**
 * The same for many addresses, each searched for once.
 *
 * @returns a way to get the prospects of several of them, each once, or why a search failed
 */
export async function searchAllAnyCase(
	list: ListProspects,
	emails: string[],
	concurrency: AtOnce,
): Promise<(wanted: string[]) => Result<Resource[]>> {
	const found = new Map<string, Result<Resource[]>>();
	const each = new Map(emails.map((email) => [email.toLowerCase(), email]));
	await concurrently([...each], concurrency, async ([key, email]) => {
		found.set(key, await searchAnyCase(list, email));
	});
	return (wanted) => joinFound(wanted.map((email) => found.get(email.toLowerCase())));
}
