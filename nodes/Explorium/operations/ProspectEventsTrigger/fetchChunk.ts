import type { Client } from '../../../shared/client';
import { isMissing, type Failure, type Result } from '../../../shared/result';
import { idsAtFault } from '../../../shared/splitCall';
import { fetchEvents, type FetchedEvents, type ProspectEvent } from '../../api';
import { PROSPECT_IDS } from '../../explorium';
import { windowStart } from './window';

/** How the fetch of one chunk of prospects went. */
export interface ChunkOutcome {
	/** Ids that were fetched. */
	fetched: string[];
	/** Ids that Explorium refused twice: among others, and on their own. */
	refused: string[];
	/** How it refused them. */
	refusal?: Failure;
	/** Ids that it refused without saying which of them, or what else, is at fault. */
	unexplained: string[];
	events: ProspectEvent[];
	/** Entries of the answers that are no events. */
	leftOut: number;
	credits: number;
	/** It could not be found out whether these prospects or the request itself is at fault. */
	isUndecided?: boolean;
	/** The request itself is at fault: the next chunk would meet the same. */
	isOfRequest?: boolean;
	/** Why the ids that are neither fetched nor refused were not. */
	failure?: Failure;
}

/** Fetches the events of some prospects. */
export type FetchEvents = (prospectIds: string[]) => Promise<Result<FetchedEvents>>;

/** Asks for the events of the look-back window, which stays the same for a whole poll. */
export function windowFetcher(
	client: Client,
	eventTypes: readonly string[],
	lookBackDays: number,
	now: number,
): FetchEvents {
	const event_types = [...eventTypes];
	const timestamp_from = new Date(windowStart(now, lookBackDays)).toISOString();
	return async (prospect_ids) =>
		await fetchEvents(client, { event_types, timestamp_from, prospect_ids });
}

/** The outcome of a chunk of which nothing has been asked yet. */
export const noOutcome = (): ChunkOutcome => ({
	fetched: [],
	refused: [],
	unexplained: [],
	events: [],
	leftOut: 0,
	credits: 0,
});

/**
 * Explorium does not take the request as it is, or says that a record in it is not there (404, 410).
 * Anything else it refuses has other reasons, and a 404 without a reason is about the address.
 */
export const isRefusal = (failure: Failure) =>
	isMissing(failure) ||
	(failure.kind === 'rejected' && (failure.status === 400 || failure.status === 422));

/** Explorium could not do it all: it is too much (413), or it says in a 2xx that it failed. */
const isPartAtFault = ({ kind, status = 0 }: Failure) =>
	kind === 'rejected' && (status === 413 || (status >= 200 && status < 300));

/** Whether some of the prospects may be at fault, so that the others can be had without them. */
export const mayBeTheirs = (failure: Failure) => isRefusal(failure) || isPartAtFault(failure);

/**
 * Fetches one chunk. One invalid id makes Explorium refuse all, so it goes on without those it names.
 * They are asked for once more without the others, and what it names again, each on its own: Explorium
 * may have been wrong.
 *
 * @param hasTime says whether calls beyond the first few may be started; ids it leaves over are in no
 * list
 */
export async function fetchChunk(
	ids: string[],
	fetch: FetchEvents,
	hasTime: () => boolean = () => true,
): Promise<ChunkOutcome> {
	const outcome = noOutcome();
	const named = await fetchWithoutNamed(ids, fetch, hasTime, outcome);
	const isCutShort = outcome.failure !== undefined && outcome.unexplained.length === 0;
	if (named.length === 0 || isCutShort) return outcome;
	const again = await fetchWithoutNamed(named, fetch, hasTime, outcome);
	if (named.length === 1) {
		outcome.refused.push(...again);
		return outcome;
	}
	let calls = 0;
	for (const id of again) {
		// The first one whatever the time, so that every poll gets further.
		if (calls > 0 && !hasTime()) break;
		calls += 1;
		const before = outcome.failure;
		await fetchRefused([id], fetch, hasTime, outcome);
		if (outcome.failure !== before && !outcome.unexplained.includes(id)) break;
	}
	return outcome;
}

/** Fetches ids that Explorium has refused before: those it names again are refused. */
export async function fetchRefused(
	ids: string[],
	fetch: FetchEvents,
	hasTime: () => boolean = () => true,
	outcome: ChunkOutcome = noOutcome(),
): Promise<ChunkOutcome> {
	outcome.refused.push(...(await fetchWithoutNamed(ids, fetch, hasTime, outcome)));
	return outcome;
}

/** Fetches the ids but for those that Explorium names, and returns these. */
async function fetchWithoutNamed(
	ids: string[],
	fetch: FetchEvents,
	hasTime: () => boolean,
	outcome: ChunkOutcome,
): Promise<string[]> {
	const named = new Set<string>();
	let calls = 0;
	for (let rest = ids; rest.length > 0; rest = rest.filter((id) => !named.has(id))) {
		// The first two whatever the time, so that every poll gets further.
		if (calls >= 2 && !hasTime()) break;
		calls += 1;
		const result = await fetch(rest);
		if (result.ok) {
			take(outcome, rest, result.value);
			break;
		}
		const { failure } = result;
		const atFault = isRefusal(failure) ? idsNamed(failure, rest) : [];
		for (const id of atFault) named.add(id);
		if (atFault.length > 0) {
			outcome.refusal = failure;
			continue;
		}
		outcome.failure = failure;
		const isAboutThem = isAboutIds(failure) && !namesOthersOnly(failure, rest);
		if (mayBeTheirs(failure) && isAboutThem) outcome.unexplained.push(...rest);
		break;
	}
	return [...named];
}

/** Adds what an answer holds. */
function take(outcome: ChunkOutcome, ids: string[], { events, odd, usage }: FetchedEvents): void {
	outcome.fetched.push(...ids);
	for (const event of events) outcome.events.push(event);
	outcome.leftOut += odd.length;
	outcome.credits += usage?.total_credits ?? 0;
}

/** Adds what the fetch of a part of the ids gave, but for those that were not fetched. */
export function addFetched(outcome: ChunkOutcome, part: ChunkOutcome): void {
	outcome.fetched.push(...part.fetched);
	for (const event of part.events) outcome.events.push(event);
	outcome.leftOut += part.leftOut;
	outcome.credits += part.credits;
}

/** Both halves of ids; none of a single one. */
export function halves(ids: string[]): string[][] {
	const middle = Math.ceil(ids.length / 2);
	return ids.length < 2 ? [] : [ids.slice(0, middle), ids.slice(middle)];
}

/** The ids at fault. One whose fault is told in words about another prospect is not known to be. */
function idsNamed(failure: Failure, ids: string[]): string[] {
	if (!isAboutIds(failure)) return [];
	return [...idsAtFault(failure, ids, PROSPECT_IDS).keys()].filter((id) => {
		const own = failure.faults?.filter(({ path }) => ids[Number(path[1])] === id) ?? [];
		const told = own.flatMap(({ text }) => idsIn(text));
		return told.length === 0 || told.includes(id);
	});
}

/** Whether the words of a refusal are about other prospects than those asked for. */
function namesOthersOnly({ message, faults = [] }: Failure, ids: string[]): boolean {
	const told = [message, ...faults.map(({ text }) => text)].flatMap(idsIn);
	return told.length > 0 && !told.some((id) => ids.includes(id));
}

const idsIn = (text: string) =>
	(text.match(/(?<![a-f\d])[a-f\d]{40}(?![a-f\d])/gi) ?? []).map((id) => id.toLowerCase());

/** Whether asking for fewer ids could help: no fault lies elsewhere in the request. */
const isAboutIds = ({ faults = [] }: Failure) =>
	faults.every(({ path }) => path.length === 0 || path[0] === PROSPECT_IDS);
