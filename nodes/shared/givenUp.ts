import { whenTooOften } from './failureWords';
import { LONGEST_WAIT_S, MOST_ATTEMPTS } from './requestBounds';
import type { Failure } from './result';
import type { Vendor } from './vendor';

/** A pause before a call is sent once more. */
export interface Pause {
	ms: number;
	/** It is the vendor's, or its window's; otherwise ours. */
	told?: number;
	/** Where the vendor named no time that can be right. */
	isWindow?: boolean;
}

/** What a call may wait in all, and has waited, in milliseconds. */
export interface Patience {
	maxWaitMs: number;
	waitedMs: number;
}

/** The failure of a call that is sent no more since it was sent as often as it may be. */
export function outOfAttempts(
	failure: Failure,
	{ told }: Pick<Pause, 'told'>,
	maxAttempts: number,
): Failure {
	if (failure.kind !== 'rateLimited') return { ...failure, retryAfterMs: told };
	const hint = whenTooOften(maxAttempts < MOST_ATTEMPTS ? 'Attempts per Call' : undefined);
	return { ...failure, hint, retryAfterMs: told };
}

/** The failure of a call that would have to wait longer than it may before it is sent once more. */
export function outOfPatience(
	failure: Failure,
	{ told, isWindow }: Pause,
	patience: Patience,
): Failure {
	if (told === undefined) return failure;
	const asked = isWindow
		? `It names no time that can be right; try again in ${seconds(told)}.`
		: `It asks to wait ${seconds(told)}.`;
	return { ...failure, retryAfterMs: told, hint: `${asked} ${whenToWait(patience)}` };
}

/**
 * The failure of a call that is not sent, as the rate limit would turn it away, or as a call like it was
 * turned away.
 *
 * @param kind why that one was
 */
export function notSent(
	vendor: Vendor,
	kind: Failure['kind'],
	waitMs: number,
	patience: Patience,
): Failure {
	const time = seconds(waitMs);
	return {
		kind,
		message:
			kind === 'rateLimited'
				? `The rate limit of ${vendor.name} is used up for another ${time}`
				: `${vendor.name} says that it is too busy for another ${time}`,
		hint: whenToWait(patience),
		retryAfterMs: waitMs,
	};
}

/** Whether it is such a failure: further calls like it would not be sent either. */
export const wasNotSent = ({ kind, status }: Failure): boolean =>
	(kind === 'rateLimited' || kind === 'unavailable') && status === undefined;

/** The failure of a call for which its node has no time left. */
export function outOfTime(vendor: Vendor, sent: number): Failure {
	return {
		kind: 'timedOut',
		message: `There was no time left to call ${vendor.name}${sent === 0 ? '' : ' again'}`,
		hint: sent === 0 ? 'Nothing was sent. Run it again.' : 'Run it again.',
	};
}

/** The failure of a call that its user has stopped. */
export function executionCanceled(): Failure {
	return { kind: 'cancelled', message: 'The execution was canceled' };
}

function whenToWait({ maxWaitMs, waitedMs }: Patience): string {
	const isAtMost = maxWaitMs >= LONGEST_WAIT_S * 1000;
	const advice = whenTooOften(isAtMost ? undefined : 'Wait for Rate Limit at Most');
	if (waitedMs === 0) return advice;
	return `The call had waited for ${seconds(waitedMs)} of the ${seconds(maxWaitMs)} that it may. ${advice}`;
}

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
