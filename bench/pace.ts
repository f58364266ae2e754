import type { Limit } from '../test/support/sandbox.ts';
import type { Answered } from './sandbox.ts';

const TOO_MANY = 429;

/** How calls kept to a limit. */
export interface Pace {
	/**
	 * The share of the allowed calls that were made: the time in which the limit lets so many through, by the
	 * time they took. Absent where nobody had to wait for the limit.
	 */
	used?: number;
	/** Calls that were refused once the first window was over. */
	refusedLate: number;
}

/** How calls kept to a limit of so many calls in any window. */
export function paceOf(calls: Answered[], { limit, windowSeconds }: Limit): Pace {
	const timesOf = (some: Answered[]) => some.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
	const accepted = timesOf(calls.filter(({ status }) => status !== TOO_MANY));
	const refused = timesOf(calls.filter(({ status }) => status === TOO_MANY));
	const windowMs = windowSeconds * 1000;
	const refusedLate = refused.filter((at) => at > accepted[0] + windowMs).length;
	// The first call of each further window is the one that had to wait.
	const windows = Math.floor((accepted.length - 1) / limit);
	if (windows < 1) return { refusedLate };
	return { used: (windows * windowMs) / (accepted[windows * limit] - accepted[0]), refusedLate };
}
