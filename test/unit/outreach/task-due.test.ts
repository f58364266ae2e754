import {
	nextWorkingMorning,
	readDueTime,
} from '../../../nodes/Outreach/operations/CreateTask/dueTime';
import { success } from '../../../nodes/shared/result';

const at = (text: string) => Date.parse(text);

it.each([
	// 2026-11-26 is a Thursday.
	['2026-11-26T10:00:00Z', 'UTC', '2026-11-27T09:00:00Z'],
	['2026-11-27T10:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
	['2026-11-28T10:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
	['2026-11-29T23:59:59Z', 'UTC', '2026-11-30T09:00:00Z'],
	['2026-11-26T04:00:00Z', 'America/New_York', '2026-11-26T14:00:00Z'],
	['2026-11-26T23:30:00Z', 'Asia/Tokyo', '2026-11-30T00:00:00Z'],
	['2026-11-26T10:00:00Z', 'Asia/Kathmandu', '2026-11-27T03:15:00Z'],
	// Clocks go forward in Berlin on Sunday, 2026-03-29.
	['2026-03-27T10:00:00Z', 'Europe/Berlin', '2026-03-30T07:00:00Z'],
	['2026-03-26T10:00:00Z', 'Europe/Berlin', '2026-03-27T08:00:00Z'],
	['2026-11-26T10:00:00Z', 'No/Where', '2026-11-27T09:00:00Z'],
])('after %s in %s it is %s', (now, zone, due) => {
	expect(nextWorkingMorning(at(now), zone)).toBe(due);
});

it.each([
	['2026-07-01', 'Europe/Berlin', '2026-07-01T07:00:00Z'],
	['2026-01-15', 'Europe/Berlin', '2026-01-15T08:00:00Z'],
	['2026-07-01T14:30', 'Europe/Berlin', '2026-07-01T12:30:00Z'],
	['2026-07-01T00:00:00', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
	['2026-07-01T14:30:00Z', 'Europe/Berlin', '2026-07-01T14:30:00Z'],
	['2026-07-01T14:30:00-07:00', 'Europe/Berlin', '2026-07-01T21:30:00Z'],
	// That time does not exist, and this one exists twice.
	['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
	['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
	['2026-07-01', undefined, '2026-07-01T09:00:00Z'],
])('%s in %s is %s', (value, zone, due) => {
	expect(readDueTime(value, 'Due At', zone)).toEqual(success(due));
});

it('reads dates of expressions', () => {
	const date = new Date('2026-07-01T14:30:00Z');
	expect(readDueTime(date, 'Due At', 'Europe/Berlin')).toEqual(success('2026-07-01T14:30:00Z'));
});

it.each([undefined, null, '', 'soon', '3/15/2026', '2026-02-30', 5, {}, new Date(NaN)])(
	'refuses %j',
	(value) => {
		const read = readDueTime(value, 'Due At', 'UTC');
		expect(read.ok).toBe(false);
		if (!read.ok) expect(read.failure.message).toMatch(/^"Due At" is /);
	},
);
