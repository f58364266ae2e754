import type { Client } from '../../shared/client';
import type { Failure, Result } from '../../shared/result';
import { idsAtFault } from '../../shared/splitCall';
import { fetchEvents, type CreditUsage, type ProspectEvent } from '../api';
import { PROSPECT_IDS } from '../explorium';
import { windowStart } from './window';

/** How the fetch of one chunk of prospects went. */
export interface ChunkOutcome {
	/** Ids that were fetched. */
	fetched: string[];
	/** Ids that Explorium called invalid, one by one. */
	refused: string[];
	events: ProspectEvent[];
	usage?: CreditUsage;
	/** Why the ids that are neither fetched nor refused were not. */
	failure?: Failure;
}

export type FetchEvents = (
	prospectIds: string[],
) => Promise<Result<{ events: ProspectEvent[]; usage?: CreditUsage }>>;

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

/** Fetches one chunk. One invalid id makes Explorium refuse all, so it goes on without those it names. */
export async function fetchChunk(ids: string[], fetch: FetchEvents): Promise<ChunkOutcome> {
	const refused: string[] = [];
	for (let rest = ids; ; rest = rest.filter((id) => !refused.includes(id))) {
		if (rest.length === 0) return { fetched: [], refused, events: [] };
		const result = await fetch(rest);
		if (result.ok) return { fetched: rest, refused, ...result.value };
		const named = [...idsAtFault(result.failure, rest, PROSPECT_IDS).keys()];
		if (result.failure.kind !== 'rejected' || named.length === 0) {
			return { fetched: [], refused, events: [], failure: result.failure };
		}
		refused.push(...named);
	}
}
