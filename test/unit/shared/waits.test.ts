import fc from 'fast-check';
import { backoffMs, momentOf } from '../../../nodes/shared/waits';

const NOW = Date.parse('2026-11-21T10:00:00Z');

describe('momentOf', () => {
	it.each([
		['seconds', '60', NOW + 60_000],
		['a number of seconds', 1.5, NOW + 1500],
		['epoch seconds', String(NOW / 1000 + 60), NOW + 60_000],
		['epoch milliseconds', NOW + 60_000, NOW + 60_000],
		['an ISO date', '2026-11-21T10:01:00Z', NOW + 60_000],
		['an ISO date with an offset', '2026-11-21T11:01:00+01:00', NOW + 60_000],
		['an ISO date without a zone, as UTC', '2026-11-21T10:01:00', NOW + 60_000],
		['an HTTP date', 'Sat, 21 Nov 2026 10:01:00 GMT', NOW + 60_000],
		['seconds with their unit', '60s', NOW + 60_000],
		['milliseconds with their unit', '1500 ms', NOW + 1500],
		['a header that came twice', ['60', '90'], NOW + 60_000],
		['two numbers in one header', '60, 3600', NOW + 60_000],
		['a number with a policy', '60;w=60', NOW + 60_000],
		['epoch seconds twice', `${NOW / 1000 + 60}, ${NOW / 1000 + 60}`, NOW + 60_000],
		['an ISO date with a space', '2026-11-21 10:01:00', NOW + 60_000],
		['an ISO date twice', '2026-11-21T10:01:00Z, 2026-11-21T10:01:00Z', NOW + 60_000],
		[
			'an HTTP date twice',
			'Sat, 21 Nov 2026 10:01:00 GMT, Sat, 21 Nov 2026 10:01:00 GMT',
			NOW + 60_000,
		],
		['the text of a date', 'Sat Nov 21 2026 10:01:00 GMT+0000', NOW + 60_000],
	])('reads %s', (_form, value, expected) => {
		expect(momentOf(value, NOW)).toBe(expected);
	});

	it.each([undefined, null, '', 'soon', 'in 5', '-5', {}, [], true, '9'.repeat(1e6)])(
		'makes nothing of %j',
		(value) => {
			expect(momentOf(value, NOW)).toBeUndefined();
		},
	);
});

it.each(['98204315555', 9e12, '2099-01-01T00:00:00Z', '4000000000s'])(
	'does not believe that a wait ends in years: %j',
	(value) => expect(momentOf(value, NOW)).toBeUndefined(),
);

describe('backoffMs', () => {
	it('lies between half its ceiling and its ceiling, which doubles up to 20 s', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 60 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(attempt, random) => {
					const ceiling = Math.min(20_000, 500 * 2 ** (attempt - 1));
					const wait = backoffMs(attempt, random);
					expect(wait).toBeGreaterThanOrEqual(ceiling / 2);
					expect(wait).toBeLessThanOrEqual(ceiling);
				},
			),
		);
	});
});
