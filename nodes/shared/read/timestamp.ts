import { success, type Result } from '../result';
import { readGiven } from './given';
import { readMoment, utcText, YEAR_FIRST } from './moment';
import { refuse, refuseEmpty } from './text';

/**
 * Reads a date, or a date with a time.
 *
 * @param leaveOut what to do if no date is wanted, in a sentence
 * @returns the day as it is, or the moment in UTC; without an offset it is read as UTC
 */
export function readTimestamp(value: unknown, field: string, leaveOut: string): Result<string> {
	const moment = readMoment(value);
	if (moment !== undefined) {
		const text = utcText(moment);
		return success(moment.isDay ? text.slice(0, 10) : text);
	}
	const allowed = 'a date such as 2026-01-31 or 2026-01-31T12:00:00Z';
	if (readGiven(value).kind === 'nothing') {
		return refuseEmpty(field, `It must be ${allowed}. ${leaveOut}`);
	}
	return refuse(
		field,
		value,
		allowed,
		`${YEAR_FIRST} Times without a time zone are read as UTC. ${leaveOut}`,
	);
}
