import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayText, readMoment, utcText } from '../../../nodes/shared/read/moment';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'];
const zone = fc.constantFrom(...ZONES);
/** Whole seconds from 1975 to 2095. */
const second = fc.integer({ min: 157_766_400, max: 3_944_678_400 }).map((one) => one * 1000);

/** All ways in which an expression may give one instant. */
function formsOf(ms: number, inZone: string): unknown[] {
	const luxon = DateTime.fromMillis(ms, { zone: inZone });
	const iso = luxon.toISO() ?? '';
	const utc = new Date(ms).toISOString();
	return [
		luxon,
		new Date(ms),
		iso,
		iso.replace('T', ' '),
		` ${iso} `,
		iso.replace('T', 't'),
		utc,
		utc.replace('.000Z', 'Z'),
		utc.replace('.000Z', '+00:00'),
		utc.replace('T', ' ').replace('.000Z', ' UTC'),
		luxon.toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ"),
	];
}

it('reads the same instant the same, whether it comes as Luxon, as Date or as text', () => {
	fc.assert(
		fc.property(second, zone, zone, (ms, written, workflow) => {
			const moments = formsOf(ms, written).map(readMoment);
			for (const moment of moments) {
				if (moment === undefined) throw new Error('not read');
				expect(utcText(moment)).toBe(new Date(ms).toISOString().replace('.000Z', 'Z'));
			}
			// Midnight means a day, and is tested below.
			fc.pre(ms % 900_000 !== 0);
			const days = moments.map((moment) => moment && dayText(moment, workflow));
			expect(new Set(days).size).toBe(1);
		}),
	);
});

it('takes midnight in the time zone of the workflow for the day that starts there', () => {
	fc.assert(
		fc.property(second, zone, (ms, workflow) => {
			const today = DateTime.fromMillis(ms, { zone: workflow }).startOf('day');
			const forms = formsOf(today.toMillis(), workflow);
			const days = forms.map(readMoment).map((moment) => moment && dayText(moment, workflow));
			// Where a clock change leaves out midnight, the day starts later.
			if (today.hour === 0) expect(new Set(days)).toEqual(new Set([today.toISODate()]));
		}),
	);
});

it('takes midnight as it is written for the day that starts with it', () => {
	fc.assert(
		fc.property(second, zone, zone, (ms, written, workflow) => {
			const midnight = DateTime.fromMillis(ms, { zone: written }).startOf('day');
			fc.pre(midnight.hour === 0);
			for (const form of [midnight, midnight.toISO()]) {
				const moment = readMoment(form);
				expect(moment && dayText(moment, workflow)).toBe(midnight.toISODate());
			}
		}),
	);
});

it.each([
	['2026-01-31', '2026-01-31T00:00:00Z', '2026-01-31'],
	['2026-01-31 12:00', '2026-01-31T12:00:00Z', '2026-01-31'],
	['2026-01-31 23:30:00', '2026-01-31T23:30:00Z', '2026-01-31'],
	['2026-01-31T12:00+02:00', '2026-01-31T10:00:00Z', '2026-01-31'],
	['2026-01-31T23:30-05:00', '2026-02-01T04:30:00Z', '2026-02-01'],
	['2026-01-31T12:00:00.250Z', '2026-01-31T12:00:00.250Z', '2026-01-31'],
	['2026-01-31T12:00:00+0530', '2026-01-31T06:30:00Z', '2026-01-31'],
	['2026-01-31T12:00:00-03', '2026-01-31T15:00:00Z', '2026-01-31'],
	['2026-01-31\u00A012:00', '2026-01-31T12:00:00Z', '2026-01-31'],
	['2024-02-29', '2024-02-29T00:00:00Z', '2024-02-29'],
])('reads %j', (text, utc, day) => {
	const moment = readMoment(text);
	expect(moment && utcText(moment)).toBe(utc);
	expect(moment && dayText(moment)).toBe(day);
});

it.each([
	'2026-02-30',
	'2026-02-29',
	'2026-13-01',
	'2026-00-10',
	'2026-01-31T24:00:00Z',
	'2026-01-31T12:60Z',
	'2026-01-31T23:59:60Z',
	'2026-01-31T12:00+99:00',
	'2026-01-31T12',
	'31/01/2026',
	'2026-1-31',
	'20260131',
	'2026-W05-6',
	'tomorrow',
	'Invalid DateTime',
	'Invalid Date',
	'',
	`2026-01-31${' '.repeat(1000)}x`,
	new Date('never'),
	DateTime.invalid('test'),
	DateTime.fromISO('2026-02-30'),
	1_769_817_600_000,
	true,
	null,
	undefined,
	{},
	[],
])('does not read %j', (value) => {
	expect(readMoment(value)).toBeUndefined();
});
