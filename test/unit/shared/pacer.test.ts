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

it('waits until the reset once the records in flight use up what remains', () => {
	const pacer = new Pacer();
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(200, 100, NOW + 30_000), NOW);
	expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBe(30_000);
});

it('sees that requests are counted, not records', () => {
	const pacer = new Pacer();
	pacer.reserve(40, NOW);
	pacer.settle(40, headers(200, 199, NOW + 30_000), NOW);
	for (let call = 0; call < 199; call += 1) expect(pacer.reserve(40, NOW)).toBe(0);
	expect(pacer.reserve(40, NOW)).toBe(30_000);
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
