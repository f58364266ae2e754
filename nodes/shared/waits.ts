const EPOCH_SECONDS_FROM = 1e9;
const EPOCH_MILLISECONDS_FROM = 1e12;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;
const ISO_WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?$/;
/** Seconds as some write them, `1s`, also one of several: `60, 3600` or `60;w=60`. */
const NUMBER = /^"?(-?\d+(?:\.\d+)?)"?\s*(ms|s|secs?|seconds?)?\s*(?:[,;]|$)/i;
/** No vendor's limit lasts longer than a month; what names a later moment is no time to wait for. */
const LONGEST_WAIT_MS = 32 * 86_400_000;
/** No vendor's way to write a moment is longer. */
const LONGEST_TEXT = 200;

/**
 * Reads the moment a vendor names in `Retry-After` or a rate-limit reset header.
 *
 * Vendors write it as seconds from now, as epoch seconds or milliseconds, or as a date (ISO 8601,
 * HTTP date or the text of a JavaScript date). An ISO date without a zone is taken as UTC. Of
 * several, the first one counts.
 *
 * @param value the header or body value as it came
 * @param now epoch milliseconds
 * @returns epoch milliseconds, or `undefined` where the value says nothing, or a moment months away
 */
export function momentOf(value: unknown, now: number): number | undefined {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof first !== 'number' && typeof first !== 'string') return undefined;
	const text = String(first).trim();
	if (text === '' || text.length > LONGEST_TEXT) return undefined;
	const number = NUMBER.exec(text);
	const moment = number ? momentOfNumber(Number(number[1]), number[2], now) : momentOfDate(text);
	return believed(moment, now);
}

/** A moment that a vendor can mean; nothing for one that is too far off. */
export function believed(moment: number | undefined, now: number): number | undefined {
	return moment !== undefined && moment - now <= LONGEST_WAIT_MS ? moment : undefined;
}

function momentOfNumber(number: number, unit: string | undefined, now: number): number | undefined {
	if (number < 0) return undefined;
	if (unit?.toLowerCase() === 'ms') return now + number;
	if (unit === undefined && number >= EPOCH_MILLISECONDS_FROM) return number;
	if (unit === undefined && number >= EPOCH_SECONDS_FROM) return number * 1000;
	return now + number * 1000;
}

/** A date may hold one comma, and a second date may follow after another one. */
function momentOfDate(text: string): number | undefined {
	const [day, time] = text.split(',');
	for (const part of [text, day, `${day},${time}`]) {
		const date = part.trim();
		// Without a year, `Date.parse` makes a date of almost anything.
		if (!/\d{4}/.test(date)) continue;
		const moment = Date.parse(ISO_WITHOUT_ZONE.test(date) ? `${date.replace(' ', 'T')}Z` : date);
		if (!Number.isNaN(moment)) return moment;
	}
	return undefined;
}

/**
 * How long to wait before trying again when the vendor did not say: doubles from half a second up
 * to 20 seconds, with full jitter over its upper half so that parallel calls do not return together.
 *
 * @param attempt number of the attempt that has just failed, from 1
 * @param random 0 up to 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, random: number): number {
	const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
	return Math.round(ceiling * (0.5 + random / 2));
}
