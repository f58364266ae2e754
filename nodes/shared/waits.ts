const EPOCH_SECONDS_FROM = 1e9;
const EPOCH_MILLISECONDS_FROM = 1e12;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;
const ISO_WITHOUT_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/;

/**
 * Reads the moment a vendor names in `Retry-After` or a rate-limit reset header.
 *
 * Vendors write it as seconds from now, as epoch seconds or milliseconds, or as a date (ISO 8601,
 * HTTP date or the text of a JavaScript date). An ISO date without a zone is taken as UTC.
 *
 * @param value the header or body value as it came
 * @param now epoch milliseconds
 * @returns epoch milliseconds, or `undefined` where the value says nothing
 */
export function momentOf(value: unknown, now: number): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = Number(value);
	if (Number.isFinite(number)) {
		if (number < 0) return undefined;
		if (number >= EPOCH_MILLISECONDS_FROM) return number;
		if (number >= EPOCH_SECONDS_FROM) return number * 1000;
		return now + number * 1000;
	}
	const text = String(value).trim();
	const moment = Date.parse(ISO_WITHOUT_ZONE.test(text) ? `${text}Z` : text);
	return Number.isNaN(moment) ? undefined : moment;
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
