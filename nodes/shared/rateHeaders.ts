import { believed, momentOf } from './waits';

export type Headers = Record<string, unknown>;

/** A vendor may write two limits, or one twice: the first one counts. */
const FIRST_NUMBER = /^\s*"?(-?\d+(?:\.\d+)?)/;
const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** "Please retry after 60 seconds." */
const TOLD_SPAN =
	/(?:retry|try again) (?:after|in) (\d{1,6}) ?(ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?)\b/i;
/** "please try again at 2017-01-01T00:00:00." */
const TOLD_MOMENT =
	/try again at (\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/i;

/** What the headers of an answer say about the rate limit. */
export interface RateLimit {
	limit?: number;
	remaining?: number;
	/** Epoch milliseconds. */
	resetAt?: number;
}

/**
 * Reads the rate-limit headers: `X-RateLimit-*`, or `RateLimit-*` as the IETF drafts write them.
 *
 * @param headers lower-case names; a header that came twice may be a list or a text with a comma
 * @param now epoch milliseconds
 */
export function readRateLimit(headers: Headers, now: number): RateLimit {
	const of = (name: string) => headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
	return {
		limit: firstNumber(of('limit')),
		remaining: firstNumber(of('remaining')),
		resetAt: momentOf(of('reset'), now),
	};
}

/**
 * When a refused call may come again, as told by its headers, its body or the vendor's words.
 *
 * @param text the vendor's words
 * @param isLimited it was refused for its rate, so the end of the rate-limit window counts too
 * @returns epoch milliseconds, or `undefined` where no time was told
 */
export function toldMoment(
	headers: Headers,
	body: unknown,
	text: string | undefined,
	isLimited: boolean,
	now: number,
): number | undefined {
	const milliseconds = firstNumber(headers['retry-after-ms']);
	return (
		(milliseconds === undefined || milliseconds < 0
			? undefined
			: believed(now + milliseconds, now)) ??
		momentOf(headers['retry-after'], now) ??
		momentOf((body as { retry_after?: unknown } | null | undefined)?.retry_after, now) ??
		(isLimited ? readRateLimit(headers, now).resetAt : undefined) ??
		momentInWords(text, now)
	);
}

function momentInWords(text = '', now: number): number | undefined {
	const span = TOLD_SPAN.exec(text);
	if (span === null) return momentOf(TOLD_MOMENT.exec(text)?.[1], now);
	const unit = span[2].toLowerCase();
	const short = /^(ms|milli)/.test(unit) ? 'ms' : unit[0];
	return believed(now + Number(span[1]) * UNIT_MS[short], now);
}

function firstNumber(value: unknown): number | undefined {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof first === 'number') return Number.isFinite(first) ? first : undefined;
	const found = typeof first === 'string' ? FIRST_NUMBER.exec(first) : null;
	return found === null ? undefined : Number(found[1]);
}
