import type { Failure } from '../../../shared/result';
import {
	addFetched,
	fetchChunk,
	halves,
	isRefusal,
	noOutcome,
	type ChunkOutcome,
	type FetchEvents,
} from './fetchChunk';

/** So many calls at most, to find those at fault in one chunk; the next poll goes on. */
const MOST_CALLS = 60;
/** So many prospects refused one by one, and none fetched, look like a fault of the request itself. */
export const SUSPICIOUS = 3;
/** So many calls at most where nobody is left to ask whether it is. */
const MOST_CALLS_UNPROVEN = 16;

/** What a search needs from around it. */
export interface Search {
	fetch: FetchEvents;
	/** Whether another call may be started. */
	hasTime(): boolean;
	/** Whether the same request is taken for other prospects; nothing if there is nobody to ask for. */
	isTaken(): Promise<boolean | undefined>;
	/** The same request has been taken for others just now. */
	wasTaken: boolean;
	/** These have been refused before, when the same request was taken for others. */
	wereRefused: boolean;
}

/**
 * Finds out whom Explorium refuses among ids that it refused together without naming any, by halves.
 *
 * Prospects are refused only if the same request is taken for others. If it is not, the request itself is
 * at fault, and the outcome says so: all ids are unexplained. If there are no others, it is not known.
 * Prospects that Explorium only could not deal with are in no list: they are tried again soon.
 *
 * @param failure how Explorium refused all of them
 * @returns ids in no list are for the next poll
 */
export async function isolate(
	ids: string[],
	failure: Failure,
	{ fetch, hasTime, isTaken, wasTaken, wereRefused }: Search,
): Promise<ChunkOutcome> {
	const outcome = noOutcome();
	const requestAtFault = { ...noOutcome(), unexplained: ids, failure, isOfRequest: true };
	const taken = wereRefused || (wasTaken ? undefined : await isTaken());
	if (taken === false) return requestAtFault;
	let isProven = taken === true;
	const culprits: string[] = [];
	const pieces = halves(ids);
	if (ids.length === 1) culprits.push(...ids);
	for (let calls = 0; ; calls += 1) {
		const isSuspicious = culprits.length >= SUSPICIOUS || pieces.length === 0;
		if (isSuspicious && culprits.length > 0 && !isProven && outcome.fetched.length === 0) {
			const isTakenNow = await isTaken();
			if (isTakenNow === false) return requestAtFault;
			if (isTakenNow === undefined && calls >= MOST_CALLS_UNPROVEN) break;
			isProven = isTakenNow === true;
		}
		if (pieces.length === 0 || calls >= MOST_CALLS) break;
		// Both halves whatever the time, so that every poll gets further.
		if (calls >= 2 && !hasTime()) break;
		// The larger half first, as most are not at fault; to a single one first while all are refused.
		const piece = outcome.fetched.length > 0 || calls < 2 ? pieces.shift() : pieces.pop();
		const one = await fetchChunk(piece ?? [], fetch, hasTime);
		addFetched(outcome, one);
		culprits.push(...one.refused);
		if (one.unexplained.length === 1) culprits.push(...one.unexplained);
		else if (one.unexplained.length > 0) pieces.push(...halves(one.unexplained));
		else if (one.failure !== undefined) {
			outcome.failure = one.failure;
			break;
		}
	}
	const isKnown = isProven || outcome.fetched.length > 0;
	if (isKnown && isRefusal(failure)) {
		outcome.refused.push(...culprits);
		outcome.refusal = failure;
	} else if (isKnown) outcome.failure ??= culprits.length > 0 ? failure : undefined;
	else if (outcome.failure === undefined) return { ...outcome, failure, isUndecided: true };
	return outcome;
}
