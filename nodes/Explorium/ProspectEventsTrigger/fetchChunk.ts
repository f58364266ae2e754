import type { Client } from '../../shared/client';
import type { Failure, Result } from '../../shared/result';
import { idsAtFault } from '../../shared/splitCall';
import { fetchEvents, type FetchedEvents, type ProspectEvent } from '../api';
import { PROSPECT_IDS } from '../explorium';
import { windowStart } from './window';

/** How the fetch of one chunk of prospects went. */
export interface ChunkOutcome {
	/** Ids that were fetched. */
	fetched: string[];
	/** Ids that Explorium refused twice: among others, and on their own. */
	refused: string[];
	/** Ids that it refused without saying which of them, or what else, is at fault. */
	unexplained: string[];
	events: ProspectEvent[];
	/** Entries of the answers that are no events. */
	leftOut: number;
	credits: number;
	/** It could not be found out whether these prospects or the request itself is at fault. */
	isUndecided?: boolean;
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

/** Explorium does not take the request as it is. Anything else it refuses has other reasons. */
export const isRefusal = ({ kind, status }: Failure) =>
	kind === 'rejected' && (status === 400 || status === 422);

/**
 * Fetches one chunk. One invalid id makes Explorium refuse all, so it goes on without those it names.
 * They are asked for once more on their own: Explorium may have been wrong.
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
	if (named.length > 0 && (outcome.failure === undefined || outcome.unexplained.length > 0)) {
		await fetchRefused(named, fetch, hasTime, outcome);
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
		const atFault = isRefusal(result.failure) ? idsNamed(result.failure, rest) : [];
		for (const id of atFault) named.add(id);
		if (atFault.length > 0) continue;
		outcome.failure = result.failure;
		const { failure } = result;
		const mayBeTheirs = isAboutIds(failure) && !namesOthersOnly(failure, rest);
		if (isRefusal(failure) && mayBeTheirs) outcome.unexplained.push(...rest);
		break;
	}
	return [...named];
}

/** Adds what an answer holds. */
export function take(
	outcome: ChunkOutcome,
	ids: string[],
	{ events, odd, usage }: FetchedEvents,
): void {
	outcome.fetched.push(...ids);
	for (const event of events) outcome.events.push(event);
	outcome.leftOut += odd.length;
	outcome.credits += usage?.total_credits ?? 0;
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
