import fc from 'fast-check';
import { DateTime, Interval } from 'luxon';

/**
 * An Interval as n8n copies it: its DateTimes have become texts, and its methods throw.
 *
 * Follows n8n 2.41 (packages/workflow/src/utils.ts).
 */
export function copiedInterval(): object {
	const interval = Interval.after(DateTime.fromISO('2026-01-31T12:00:00Z'), { days: 1 });
	const fields = { s: '2026-01-31', e: '2026-02-01', invalid: null, isLuxonInterval: true };
	return Object.assign(Object.create(Object.getPrototypeOf(interval)) as object, fields);
}

const throws = () => {
	throw new TypeError('this is not a function');
};

/** Throws whatever is looked at. */
function revoked(target: object): object {
	const { proxy, revoke } = Proxy.revocable(target, {});
	revoke();
	return proxy;
}

/** Values that throw when they are looked at. */
export const HOSTILE: object[] = [
	copiedInterval(),
	{ toISO: throws, toJSON: throws, toString: throws },
	Object.defineProperty({}, 'a', { get: throws, enumerable: true }),
	Object.create(Date.prototype) as object,
	revoked({}),
	revoked([]),
];

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
	'["a","b"',
	'{"name":"team A"',
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
