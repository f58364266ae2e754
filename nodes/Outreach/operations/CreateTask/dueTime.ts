import { readMoment, utcText, YEAR_FIRST } from '../../../shared/read/moment';
import { refuse, refuseEmpty } from '../../../shared/read/text';
import { momentOf, nextWorkingDay, wallTime } from '../../../shared/read/wallTime';
import { success, type Result } from '../../../shared/result';
import { isBlank } from '../../../shared/valueText';

/** When a day begins for people: a task that is due at midnight would be late all day. */
const MORNING_MS = 9 * 60 * 60_000;

const ALLOWED = 'a date such as 2026-03-15, or a date and time such as 2026-03-15T14:30';

/** 9:00 on the next working day after a moment, in a time zone, as Outreach takes it. */
export function nextWorkingMorning(now: number, zone?: string): string {
	return utcText({
		ms: momentOf(nextWorkingDay(wallTime(now, zone)) + MORNING_MS, zone),
		isDay: false,
	});
}

/**
 * Reads when a task is due. A date means 9:00 on that day. Without an offset a time is meant in the time zone.
 *
 * @param zone the workflow's time zone
 * @returns the full time in UTC
 */
export function readDueTime(value: unknown, field: string, zone?: string): Result<string> {
	if (value === undefined || isBlank(value)) return refuseEmpty(field, `It must be ${ALLOWED}.`);
	const moment = readMoment(value);
	if (moment === undefined) return refuse(field, value, ALLOWED, YEAR_FIRST);
	const { ms, isDay, offset } = moment;
	if (offset !== undefined) return success(utcText(moment));
	return success(utcText({ ms: momentOf(isDay ? ms + MORNING_MS : ms, zone), isDay: false }));
}
