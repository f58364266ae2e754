import fc from 'fast-check';
import { DateTime } from 'luxon';

/** Values that no field for one text may take: what expressions give instead of one. */
export const NO_TEXTS: unknown[] = [
	true,
	false,
	[],
	['a'],
	[['a']],
	['a', 'b'],
	'["a","b"]',
	' ["a"] ',
	{},
	{ name: 'team A' },
	'{"name":"team A"}',
	new Date('2026-01-31T12:00:00Z'),
	new Date('never'),
	DateTime.fromISO('2026-01-31T12:00:00Z'),
	DateTime.invalid('test'),
	'2026-01-31T07:00:00.000-05:00',
	NaN,
	Infinity,
	12345678901234567890,
	'undefined',
	'null',
	'NaN',
	'undefined undefined',
	'[object Object]',
	'Mr [object Object]',
	'Invalid DateTime',
	'Invalid Date',
];

/** What an expression gives that finds nothing. */
export const NOTHINGS: unknown[] = [undefined, null, '', ' ', '\n', '\u00A0', '\u200B', '\uFEFF'];

export const oddValues: fc.Arbitrary<unknown> = fc.constantFrom(...NO_TEXTS, ...NOTHINGS);
