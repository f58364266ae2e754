import type { Failure } from '../../../shared/result';
import { PROSPECTS_PER_FETCH } from '../../explorium';

/** After a call that took too long, so many times fewer: a few polls are enough to get through. */
const SHRINK = 4;
const GROW = 2;

/** A few calls made at once, and what became of them. */
export interface CallsMade {
	failures: Failure[];
	/** How long a poll had been making calls, and how long it may, in milliseconds. */
	beganAfterMs: number;
	tookMs: number;
	availableMs: number;
}

const isTooMuch = ({ kind, status, tooLarge = false }: Failure) =>
	kind === 'timedOut' || status === 504 || status === 413 || tooLarge;

/**
 * How many prospects the next calls carry: fewer when calls took too long, more again when they took
 * little of a poll's time. A call that began late in a poll had too little time and proves nothing.
 */
export function nextPerCall(perCall: number, made: CallsMade): number {
	const { failures, beganAfterMs, tookMs, availableMs } = made;
	if (failures.some(isTooMuch)) {
		return beganAfterMs * 2 > availableMs ? perCall : Math.ceil(perCall / SHRINK);
	}
	return failures.length > 0 || tookMs * GROW * 2 > availableMs ? perCall : larger(perCall);
}

/** More to a call, to find out whether it fits by now. */
export const larger = (perCall: number) => Math.min(PROSPECTS_PER_FETCH, perCall * GROW);
