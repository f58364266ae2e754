import type { IDataObject } from 'n8n-workflow';
import { without } from '../../../shared/answers';
import { concurrently, type AtOnce } from '../../../shared/concurrently';
import { wasNotSent } from '../../../shared/givenUp';
import { chunk } from '../../../shared/merge';
import { orFailure } from '../../../shared/readItems';
import { failed, isMissing, success, type Failure, type Result } from '../../../shared/result';
import { callSplitting } from '../../../shared/splitCall';
import type { ProspectEvent } from '../../api';
import type { ExploriumClient } from '../../client';
import { enrichContacts, enrichProfiles } from '../../enrich';
import { explorium, PROSPECT_IDS, PROSPECTS_PER_ENRICHMENT } from '../../explorium';
import type { EnrichedProspect, EnrichedRow } from '../../records';
import { simplifyContacts } from '../../simplifyContacts';
import { simplifyProfile } from '../../simplifyProfile';
import { checkCreditFloor } from './creditFloor';

/** What can be added to an event about its prospect, by the field of the item that holds it. */
export const ADDITIONS = ['contacts', 'profile'] as const;
export type Addition = (typeof ADDITIONS)[number];

/** How to fetch it. */
export interface AdditionSettings {
	additions: Addition[];
	/** Nothing is fetched when this many credits or fewer are left; 0 for no such floor. */
	creditFloor: number;
	/** Calls at once. */
	concurrency: AtOnce;
}

/** What was fetched. */
export interface Added {
	/** The fields to add to the items of a prospect, by its id. */
	fieldsOf: Map<string, IDataObject>;
	/** What could not be fetched, in sentences for n8n's log. */
	notices: string[];
}

/** A full minute of Explorium's rate limit and some seconds for the calls: nobody waits for longer. */
const LONGEST_MS = 75_000;

/** Explorium takes 200 prospects a minute; what is left of them is for the prospects of new events. */
const CHECKED_BESIDE = 160;

const FETCH: Record<
	Addition,
	(client: ExploriumClient, ids: string[]) => Promise<Result<EnrichedProspect[]>>
> = {
	// Phone numbers would more than double the price.
	contacts: async (client, ids) => await enrichContacts(client, ids, ['email']),
	profile: enrichProfiles,
};

const SIMPLIFY: Record<Addition, (row: EnrichedRow | undefined) => IDataObject> = {
	contacts: (row) => {
		const addresses = without(simplifyContacts(row), 'mobile_phone');
		return without(addresses, 'phone_numbers') as IDataObject;
	},
	profile: simplifyProfile,
};

/** When to stop fetching, so that the events are not kept waiting. */
export const additionsUntil = (now: number, deadline: number) =>
	Math.min(deadline, now + LONGEST_MS);

/**
 * How many prospects a poll may check that fetches more about those with new events. If it has no time to
 * wait until the rate limit allows that, some of the limit is kept for it.
 */
export const mostCheckedBeside = ({ stopAt, deadline }: { stopAt: number; deadline: number }) =>
	deadline - stopAt > (explorium.windowMs ?? 0) ? Infinity : CHECKED_BESIDE;

/** A failure that the next call would meet as well. */
const isOfAll = (failure: Failure) =>
	wasNotSent(failure) ||
	(!isMissing(failure) &&
		failure.kind !== 'rejected' &&
		failure.kind !== 'unavailable' &&
		failure.kind !== 'unreadable');

/**
 * Fetches what is to be added to new events, once for each of their prospects. It takes credits. Whatever
 * goes wrong with it costs no event: the item says why something is missing.
 *
 * @param open the way to Explorium
 * @returns nothing is missing from it; it never throws
 */
export async function fetchAdditions(
	events: ProspectEvent[],
	settings: AdditionSettings,
	open: () => Promise<ExploriumClient>,
): Promise<Added> {
	const ids = [...new Set(events.map(({ prospect_id }) => prospect_id))];
	const added: Added = { fieldsOf: new Map(ids.map((id) => [id, {}])), notices: [] };
	if (ids.length === 0 || settings.additions.length === 0) return added;
	const client = await orFailure(async () => success(await open()));
	for (const addition of settings.additions) {
		const rows = client.ok
			? await orFailure(async () => success(await fetchRows(addition, ids, client.value, settings)))
			: client;
		let failure: Failure | undefined;
		let missing = 0;
		for (const id of ids) {
			const row: Result<EnrichedRow | undefined> = rows.ok ? rowOf(rows.value, id) : rows;
			Object.assign(added.fieldsOf.get(id) ?? {}, fieldsFor(addition, row));
			if (row.ok) continue;
			failure ??= row.failure;
			missing += 1;
		}
		if (failure) added.notices.push(sayMissing(addition, missing, failure));
	}
	return added;
}

/** What became of each prospect; the row is missing where Explorium has none. */
type Rows = Map<string, Result<EnrichedRow | undefined>>;

const rowOf = (rows: Rows, id: string): Result<EnrichedRow | undefined> =>
	rows.get(id) ?? success(undefined);

async function fetchRows(
	addition: Addition,
	ids: string[],
	client: ExploriumClient,
	{ creditFloor, concurrency }: AdditionSettings,
): Promise<Rows> {
	const rows: Rows = new Map();
	const failAll = (some: string[], failure: Failure) =>
		some.forEach((id) => rows.set(id, failed(failure)));
	const floorFailure = await checkCreditFloor(client, creditFloor);
	if (floorFailure) {
		failAll(ids, floorFailure);
		return rows;
	}
	const outcomes = await concurrently(
		chunk(ids, PROSPECTS_PER_ENRICHMENT),
		concurrency,
		async (some) => {
			const { served, refused } = await callSplitting(
				some,
				PROSPECT_IDS,
				async (part) => await FETCH[addition](client, part),
			);
			for (const { value } of served) {
				for (const row of value) rows.set(row.prospect_id, success(row));
			}
			for (const one of refused) failAll(one.ids, one.failure);
			return { stop: refused.find(({ failure }) => isOfAll(failure))?.failure };
		},
		({ stop }) => stop !== undefined,
	);
	const stop = outcomes.find((outcome) => outcome?.stop)?.stop;
	const left = chunk(ids, PROSPECTS_PER_ENRICHMENT).filter((_, index) => !outcomes[index]);
	if (stop) failAll(left.flat(), stop);
	return rows;
}

function fieldsFor(addition: Addition, row: Result<EnrichedRow | undefined>): IDataObject {
	if (row.ok) return { [addition]: SIMPLIFY[addition](row.value) };
	return { [addition]: null, [`${addition}_error`]: row.failure.message };
}

function sayMissing(addition: Addition, count: number, { message }: Failure): string {
	const what = addition === 'profile' && count !== 1 ? 'profiles' : addition;
	const whose = count === 1 ? 'one prospect' : `${count} prospects`;
	return `The ${what} of ${whose} with new events could not be fetched, so the items come without: ${message}`;
}
