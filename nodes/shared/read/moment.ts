import { clockParts } from './clockParts';
import { look } from './look';

/** A point in time, or a day. */
export interface Moment {
	/** Milliseconds since 1970 in UTC; of a day, its start. */
	ms: number;
	/** Whether it is a day without a time. */
	isDay: boolean;
	/** The minutes that it is written ahead of UTC. Without them it is read as UTC. */
	offset?: number;
}

const LONGEST = 64;
const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T\s]\s*(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Time zones differ from UTC by whole quarters of an hour. */
const STEP_OF_ZONES = 15 * MINUTE;
const FARTHEST_OFFSET = 14 * 60;

/** What to do about a date in another order, such as 3/15/2026. */
export const YEAR_FIRST = 'Write the year first, then month and day: 2026-03-15.';

/** Whether a value is a date of JavaScript or of n8n's expressions, right or not. */
export function isMoment(value: unknown): boolean {
	return look(() => value instanceof Date || isoOf(value) !== undefined) === true;
}

/** What a DateTime of n8n's expressions is as text, `null` if it does not exist; nothing if it is none. */
function isoOf(value: unknown): unknown {
	return isLength(value) ? undefined : toIso(value);
}

function toIso(value: unknown): unknown {
	const dateTime = value as { toISO?: () => unknown } | null | undefined;
	return typeof dateTime?.toISO === 'function' ? dateTime.toISO() : undefined;
}

/** Luxon's durations and intervals have the method of its dates too. */
function isLength(value: unknown): boolean {
	const { isLuxonDuration, isLuxonInterval } = (value ?? {}) as Record<string, unknown>;
	return isLuxonDuration === true || isLuxonInterval === true;
}

/** A duration or an interval of n8n's expressions in words, such as "a duration (P1D)"; nothing if it is none. */
export function lengthText(value: unknown): string | undefined {
	return look(() => {
		if (!isLength(value)) return undefined;
		const { isLuxonDuration } = value as Record<string, unknown>;
		const iso = look(() => toIso(value));
		const text = typeof iso === 'string' ? ` (${iso.slice(0, LONGEST)})` : '';
		return `${isLuxonDuration === true ? 'a duration' : 'an interval'}${text}`;
	});
}

/**
 * Reads a date, or a date with a time: ISO 8601 with a T or a space before the time, a Date, or a
 * DateTime of n8n's expressions.
 *
 * @returns nothing for what is none, and for days and times that do not exist
 */
export function readMoment(value: unknown): Moment | undefined {
	if (typeof value === 'string') return readIso(value);
	return look(() => {
		if (value instanceof Date) {
			const ms = value.getTime();
			return Number.isNaN(ms) ? undefined : { ms, isDay: false, offset: 0 };
		}
		const iso = isoOf(value);
		return typeof iso === 'string' ? readIso(iso) : undefined;
	});
}

function readIso(given: string): Moment | undefined {
	const text = given.length > LONGEST * 4 ? '' : given.trim();
	const parts = text.length > LONGEST ? null : ISO.exec(text);
	if (parts === null) return undefined;
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = parts;
	const start = Date.UTC(Number(year), Number(month) - 1, Number(day));
	// February 30 would otherwise be a day in March.
	if (!new Date(start).toISOString().startsWith(`${year}-${month}-${day}`)) return undefined;
	if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
	const offset = offsetOf(zone);
	if (offset === undefined) return undefined;
	const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
	const ms = start + seconds * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
	const isDay = parts[4] === undefined;
	return { ms: ms - offset * MINUTE, isDay, ...(zone !== undefined && { offset }) };
}

/** The minutes that a zone is ahead of UTC. */
function offsetOf(zone: string | undefined): number | undefined {
	if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
	const offset = hours * 60 + minutes;
	if (minutes > 59 || offset > FARTHEST_OFFSET) return undefined;
	return zone.startsWith('-') ? -offset : offset;
}

/** A moment in UTC, such as 2026-01-31T12:00:00Z; with milliseconds where there are any. */
export function utcText({ ms }: Moment): string {
	return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/**
 * The day of a moment, such as 2026-01-31.
 *
 * A moment with an offset counts in UTC, so the same instant has the same day however it is written.
 * Midnight is an exception: as it is written, and in the workflow's time zone, it means the day that
 * starts with it, as n8n's `$today` does.
 *
 * @param zone the workflow's time zone, such as Europe/Berlin
 */
export function dayText(moment: Moment, zone?: string): string {
	return dayStartingWith(moment, zone) ?? dayOf(moment.ms);
}

/** A moment in UTC, or the day where it is one or the midnight that starts it, as in `dayText`. */
export function momentText(moment: Moment, zone?: string): string {
	if (moment.isDay) return dayOf(moment.ms);
	return dayStartingWith(moment, zone) ?? utcText(moment);
}

/** The day that starts at a moment, as it is written or in a time zone. */
function dayStartingWith({ ms, offset }: Moment, zone = 'UTC'): string | undefined {
	if (offset === undefined || ms % STEP_OF_ZONES !== 0) return undefined;
	const written = ms + offset * MINUTE;
	return written % DAY === 0 ? dayOf(written) : dayStartingIn(zone, ms);
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function dayStartingIn(zone: string, ms: number): string | undefined {
	const parts = clockParts(ms, zone);
	// A zone that is not known has no midnight.
	if (parts === undefined) return undefined;
	const { year, month, day, hour, minute } = parts;
	return hour === '00' && minute === '00' ? `${year}-${month}-${day}` : undefined;
}
