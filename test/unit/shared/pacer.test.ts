import fc from 'fast-check';
import { Pacer } from '../../../nodes/shared/pacer';

const headers = (limit: number, remaining: number, reset: number) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(reset / 1000),
});
const NOW = 1_700_000_000_000;

it('lets everything through while nothing is known of a limit', () => {
	const pacer = new Pacer();
	for (let call = 0; call < 50; call += 1) expect(pacer.reserve(40, NOW)).toBe(0);
	pacer.settle(40, {}, NOW);
	expect(pacer.reserve(40, NOW)).toBe(0);
});

/** Less than a reset: while calls are under way, what remains is about to be known. */
const SOON = 1000;

it('waits once the records in flight use up what remains, and then until the reset', () => {
	const pacer = new Pacer();
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(200, 100, NOW + 30_000), NOW);
	expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBe(0);
	const wait = pacer.reserve(40, NOW);
	expect(wait).toBeGreaterThan(0);
	expect(wait).toBeLessThan(SOON);
	pacer.settle(40, headers(200, 60, NOW + 30_000), NOW);
	pacer.settle(40, headers(200, 20, NOW + 30_000), NOW);
	expect(pacer.reserve(40, NOW)).toBe(30_000);
});

it('sees that requests are counted, not records', () => {
	const pacer = new Pacer();
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(200, 199, NOW + 30_000), NOW);
	for (let call = 0; call < 199; call += 1) expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBeGreaterThan(0);
});

it('sends one call ahead when the reset has passed, and the others after its answer', () => {
	const pacer = new Pacer();
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(200, 0, NOW + 1000), NOW);
	expect(pacer.reserve(40, NOW + 1000)).toBe(0);
	expect(pacer.reserve(40, NOW + 1000)).toBeGreaterThan(0);
	pacer.settle(40, headers(200, 160, NOW + 60_000), NOW + 1100);
	expect(pacer.reserve(40, NOW + 1100)).toBe(0);
});

it('takes the least that answers to calls under way together say, whichever comes first', () => {
	for (const order of [
		[0, 1, 2],
		[2, 1, 0],
		[1, 2, 0],
	]) {
		const pacer = new Pacer();
		const before = order.map(() => {
			pacer.reserve(40, NOW);
			return pacer.settled;
		});
		for (const call of order) {
			pacer.settle(40, headers(120, 80 - 40 * call, NOW + 30_000), NOW, before[call]);
		}
		expect(pacer.reserve(40, NOW)).toBe(30_000);
	}
});

it('believes a later call that more remains', () => {
	const pacer = new Pacer();
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(200, 40, NOW + 30_000), NOW, pacer.settled);
	pacer.reserve(40, NOW);
	const before = pacer.settled;
	pacer.settle(40, headers(200, 80, NOW + 30_000), NOW, before);
	expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBeGreaterThan(0);
});

it('counts a call without an answer as if it had taken effect', () => {
	const pacer = new Pacer();
	const before = pacer.settled;
	pacer.reserve(40, NOW);
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(120, 80, NOW + 30_000), NOW, before);
	pacer.settle(40, undefined, NOW, before);
	expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBeGreaterThan(0);
});

it('does not believe in a reset far away', () => {
	const pacer = new Pacer();
	pacer.reserve(1, NOW);
	pacer.settle(1, headers(10, 0, NOW + 90 * 86_400_000), NOW);
	expect(pacer.reserve(1, NOW)).toBe(0);
});

it('never exceeds a limit that counts records in a fixed window, and always gets on', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }),
			(calls) => {
				const pacer = new Pacer();
				const limit = 100;
				let now = NOW;
				let used = 0;
				let windowEnd = NOW + 60_000;
				for (const records of calls) {
					for (
						let wait = pacer.reserve(records, now);
						wait > 0;
						wait = pacer.reserve(records, now)
					) {
						now += wait;
					}
					if (now >= windowEnd) {
						used = 0;
						windowEnd = now + 60_000;
					}
					used += records;
					expect(used).toBeLessThanOrEqual(limit);
					// The first answer could otherwise look like a limit on requests.
					pacer.settle(records, headers(limit, limit - used, windowEnd), now);
				}
			},
		),
	);
});

describe('a call that hangs', () => {
	const withHanging = (reset: number) => {
		const pacer = new Pacer();
		pacer.reserve(1, NOW);
		pacer.reserve(1, NOW);
		pacer.settle(1, headers(200, 0, NOW + reset), NOW);
		return pacer;
	};

	it('holds nobody once the limit has been reset', () => {
		const pacer = withHanging(1000);
		expect(pacer.reserve(1, NOW + 999)).toBeGreaterThan(0);
		expect(pacer.reserve(1, NOW + 1000)).toBe(0);
		// The one that went ahead tells more.
		expect(pacer.reserve(1, NOW + 1000)).toBeGreaterThan(0);
		pacer.settle(1, headers(200, 199, NOW + 61_000), NOW + 1010);
		expect(pacer.reserve(1, NOW + 1010)).toBe(0);
	});

	it('is not waited for when it went ahead to find out', () => {
		const pacer = withHanging(1000);
		expect(pacer.reserve(1, NOW + 1000)).toBe(0);
		expect(pacer.reserve(1, NOW + 2900)).toBeGreaterThan(0);
		expect(pacer.reserve(1, NOW + 3000)).toBe(0);
	});
});

it('goes by the first of two limits', () => {
	const pacer = new Pacer();
	pacer.reserve(1, NOW);
	pacer.settle(1, { 'x-ratelimit-remaining': '0, 5000', 'x-ratelimit-reset': '30, 3600' }, NOW);
	expect(pacer.reserve(1, NOW)).toBe(30_000);
});
