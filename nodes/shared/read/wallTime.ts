import { clockParts } from './clockParts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A time as a clock on the wall shows it, as the milliseconds that it would be in UTC. */
export type WallTime = number;

/** What a clock on the wall of a time zone shows; in UTC where the zone is not known. */
export function wallTime(ms: number, zone = 'UTC'): WallTime {
	const parts = clockParts(ms, zone);
	if (parts === undefined) return ms;
	const [year, month, day, hour, minute, second] = [
		parts.year,
		parts.month,
		parts.day,
		parts.hour,
		parts.minute,
		parts.second,
	].map(Number);
	return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}

/**
 * The moment at which a clock on the wall of a time zone shows a time: the first, where clocks are set back.
 * A time that is left out as clocks are set forward is as much later.
 */
export function momentOf(wall: WallTime, zone?: string): number {
	const offsetAt = (ms: number) => wallTime(ms, zone) - ms;
	const before = wall - offsetAt(wall - DAY);
	if (wallTime(before, zone) === wall) return before;
	const after = wall - offsetAt(wall + DAY);
	return wallTime(after, zone) === wall ? after : before;
}

/** The start of the day of a time. */
export function startOfDay(wall: WallTime): WallTime {
	return wall - (((wall % DAY) + DAY) % DAY);
}

/** The start of the next day that is no Saturday or Sunday. */
export function nextWorkingDay(wall: WallTime): WallTime {
	let day = startOfDay(wall) + DAY;
	while ([0, 6].includes(new Date(day).getUTCDay())) day += DAY;
	return day;
}
