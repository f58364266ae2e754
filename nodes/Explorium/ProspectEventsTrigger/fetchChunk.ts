import type { ProspectEvent } from '../api';
import type { CreditUsage } from '../api';
import type { Failure, Result } from '../../shared/result';
import { idsAtFault } from '../../shared/splitCall';
import { PROSPECT_IDS } from '../explorium';

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

/** Fetches one chunk. One invalid id makes Explorium refuse all, so it goes on without those it names. */
export async function fetchChunk(ids: string[], fetchEvents: FetchEvents): Promise<ChunkOutcome> {
	const refused: string[] = [];
	for (let rest = ids; ; rest = rest.filter((id) => !refused.includes(id))) {
		if (rest.length === 0) return { fetched: [], refused, events: [] };
		const result = await fetchEvents(rest);
		if (result.ok) return { fetched: rest, refused, ...result.value };
		const named = [...idsAtFault(result.failure, rest, PROSPECT_IDS).keys()];
		if (result.failure.kind !== 'rejected' || named.length === 0) {
			return { fetched: [], refused, events: [], failure: result.failure };
		}
		refused.push(...named);
	}
}
