import type { Failure } from '../../../shared/result';
import { addFetched, fetchChunk, halves, type ChunkOutcome, type FetchEvents } from './fetchChunk';

/** So many failures in a row look like an outage. Both halves and their halves are tried before. */
const MOST_IN_A_ROW = 6;

/** Explorium stumbled over something in the call. Other 5xx come from gateways, whatever it holds. */
export const isStumble = ({ status }: Failure) => status === 500;

/**
 * Fetches ids whose chunk failed before. If it fails with a 500 again, one prospect may be the cause, so
 * it goes on by halves: the others are not to wait for good. Who still fails is in no list.
 */
export async function fetchRetried(
	ids: string[],
	fetch: FetchEvents,
	hasTime: () => boolean = () => true,
): Promise<ChunkOutcome> {
	const outcome = await fetchChunk(ids, fetch, hasTime);
	const pieces = halvesOfRest(ids, outcome);
	let inARow = 0;
	for (let calls = 0; pieces.length > 0 && inARow < MOST_IN_A_ROW; calls += 1) {
		// Both halves whatever the time, so that every poll gets further.
		if (calls >= 2 && !hasTime()) break;
		const piece = pieces.shift() ?? [];
		const one = await fetchChunk(piece, fetch, hasTime);
		addFetched(outcome, one);
		outcome.refused.push(...one.refused);
		outcome.refusal ??= one.refusal;
		inARow = one.fetched.length > 0 ? 0 : inARow + 1;
		if (one.failure === undefined) continue;
		outcome.failure = one.failure;
		outcome.unexplained.push(...one.unexplained);
		if (!isStumble(one.failure)) break;
		pieces.push(...halvesOfRest(piece, one));
	}
	return outcome;
}

/** Both halves of those who stumbled; none of a single one. */
function halvesOfRest(ids: string[], { failure, fetched, refused }: ChunkOutcome): string[][] {
	if (failure === undefined || !isStumble(failure)) return [];
	const dealtWith = new Set([...fetched, ...refused]);
	return halves(ids.filter((id) => !dealtWith.has(id)));
}
