import type { Client } from '../shared/client';
import { concurrently, type AtOnce } from '../shared/concurrently';
import { success, type Result } from '../shared/result';
import { listProspects, type Prospect } from './api';
import { addressOf } from './records';

const NEWEST = { includeCustomFields: true, sortBy: 'createdAt', sort: 'DESC' };
/** For more people than that, a look at the newest prospects saves calls. */
const FEW = 3;

/**
 * The prospects that have exactly this address: a search for it also finds names and its neighbors.
 *
 * @param email in lower case
 */
export async function withEmail(client: Client, email: string): Promise<Result<Prospect[]>> {
	const listed = await listProspects(client, { ...NEWEST, search: email }, Infinity);
	if (!listed.ok) return listed;
	return success(listed.value.filter((prospect) => addressOf(prospect) === email));
}

/** Prospects by address in lower case; several where Saleshandy has one address more than once. */
export type Found = Map<string, Prospect[]>;

/**
 * Finds the prospects with these addresses. There is no call for several addresses at once, so those who
 * have just been added are looked for among the newest, and all others one by one.
 * https://developer.saleshandy.com/introduction
 *
 * @param emails in lower case, each once
 * @param areNew whether many of them have just been added
 */
export async function findByEmail(
	client: Client,
	emails: string[],
	concurrency: AtOnce,
	areNew: boolean,
): Promise<Result<Found>> {
	const found: Found = new Map();
	if (areNew && emails.length > FEW) {
		const newest = await listProspects(client, NEWEST, emails.length);
		if (!newest.ok) return newest;
		const wanted = new Set(emails);
		for (const prospect of newest.value) {
			const email = addressOf(prospect);
			if (email !== undefined && wanted.has(email))
				found.set(email, [...(found.get(email) ?? []), prospect]);
		}
	}
	const left = emails.filter((email) => !found.has(email));
	const looked = await concurrently(
		left,
		concurrency,
		async (email) => {
			const listed = await withEmail(client, email);
			if (listed.ok && listed.value.length > 0) found.set(email, listed.value);
			return listed;
		},
		(result) => !result.ok,
	);
	for (const result of looked) if (result !== undefined && !result.ok) return result;
	return success(found);
}
