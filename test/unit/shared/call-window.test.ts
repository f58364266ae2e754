import { CallWindow } from '../../../nodes/shared/callWindow';
import { concurrently } from '../../../nodes/shared/concurrently';
import { Pacer } from '../../../nodes/shared/pacer';
import { WaitMeter } from '../../../nodes/shared/waitMeter';
import { send, type SendTools } from '../../../nodes/shared/send';
import type { Exchange, Vendor } from '../../../nodes/shared/vendor';
import { clock } from '../../support/clock';

// A turn takes time of the real clock, in which the one of the test would jump ahead.
jest.mock('../../../nodes/shared/turns', () => ({ giveTurn: async () => undefined }));

const ANSWER_MS = 100;
const MOST = 20;

const vendor: Vendor = {
	name: 'Acme',
	credentialType: 'acmeApi',
	versionPath: '/v1',
	callsAtOnce: MOST,
	hints: {},
};

/** What a vendor does with a call, given how many are under way with it. */
type Behavior = (underWay: number, call: number) => Exchange | { ms: number };

interface Played {
	/** Calls per second in the second half of the run. */
	rate: number;
	/** The most that were ever under way. */
	most: number;
	/** How many were under way in the second half, when a call came. */
	usual: number;
	failed: number;
	refused: number;
	seconds: number;
	/** How many were under way with each call that came. */
	underWay: number[];
}

const answered = (status = 200): Exchange => ({ reply: { status, headers: {}, body: {} } });
const isExchange = (one: Exchange | { ms: number }): one is Exchange => !('ms' in one);

/** Makes so many calls and tells how that went. */
async function play(
	calls: number,
	behavior: Behavior,
	limit: number | CallWindow,
	{ windowMs, parts = 1 }: { windowMs?: number; parts?: number } = {},
): Promise<Played> {
	let underWay = 0;
	let count = 0;
	let refused = 0;
	const all: number[] = [];
	const ends: number[] = [];
	const tools: Omit<SendTools, 'window'> = {
		vendor: { ...vendor, windowMs },
		pacer: new Pacer(),
		waits: new WaitMeter(() => undefined),
		now: () => clock.now,
		random: () => 0.5,
		sleep: clock.sleep,
		isCancelled: () => false,
		transport: async () => {
			underWay += 1;
			count += 1;
			all.push(underWay);
			const fate = behavior(underWay, count);
			await clock.sleep(isExchange(fate) ? ANSWER_MS : fate.ms);
			underWay -= 1;
			ends.push(clock.now);
			const exchange = isExchange(fate) ? fate : answered();
			if ('reply' in exchange && exchange.reply.status === 429) refused += 1;
			return exchange;
		},
	};
	const limits = { maxAttempts: 5, maxWaitMs: 3_600_000, timeoutMs: 60_000 };
	const started = clock.now;
	const window = typeof limit === 'number' ? new CallWindow(limit) : limit;
	const call = async (_: unknown, index: number) => {
		const request = { method: 'GET', path: `/things/${index}`, repeatable: true } as const;
		return await send(request, limits, { ...tools, window });
	};
	const each = Array.from({ length: calls / parts });
	const ofParts = await concurrently(Array.from({ length: parts }), limit, async () => {
		return await concurrently(each, limit, call);
	});
	const results = ofParts.flatMap((part) => part ?? []);
	const half = Math.floor(ends.length / 2);
	const later = all.slice(half);
	return {
		rate: ((ends.length - half) / (clock.now - ends[half - 1])) * 1000,
		most: Math.max(...all),
		usual: later.reduce((sum, one) => sum + one, 0) / later.length,
		failed: results.filter((result) => !result?.ok).length,
		refused,
		seconds: (clock.now - started) / 1000,
		underWay: all,
	};
}

/** The best that any fixed number of calls at once gets out of a vendor. */
async function bestRate(behavior: Behavior): Promise<number> {
	let best = 0;
	for (let atOnce = 1; atOnce <= MOST; atOnce += 1) {
		clock.reset();
		best = Math.max(best, (await play(400, behavior, atOnce)).rate);
	}
	return best;
}

/** The same noise in every run: half the time or more, and the time itself on average. */
function noisy(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return 0.5 + -Math.log(1 - state / 2 ** 32) / 2;
	};
}

beforeEach(() => clock.reset());

it('starts with few and soon makes as many as it may', async () => {
	const { underWay, seconds, most } = await play(
		500,
		() => ({ ms: ANSWER_MS }),
		new CallWindow(MOST),
	);
	expect(Math.max(...underWay.slice(0, 4))).toBe(4);
	expect(most).toBe(MOST);
	const least = (500 / MOST) * (ANSWER_MS / 1000);
	expect(seconds).toBeLessThan(least * 1.25);
});

it.each([1, 3, 7])('never makes more than the user wants: %i', async (bound) => {
	const { most, failed } = await play(200, () => ({ ms: ANSWER_MS }), new CallWindow(bound));
	expect(most).toBe(bound);
	expect(failed).toBe(0);
});

it('has no bound of its own where the user has set one', () => {
	const own = new CallWindow(2);
	own.suggest(MOST);
	expect(own.size).toBe(2);
});

it('makes as many when the times of answers vary', async () => {
	const vary = noisy(7);
	const { usual } = await play(1_000, () => ({ ms: ANSWER_MS * vary() }), new CallWindow(MOST));
	expect(usual).toBeGreaterThan(MOST * 0.7);
});

describe.each<[string, (underWay: number) => number]>([
	['works on 6 calls at once', (underWay) => Math.max(1, underWay / 6)],
	['works on 12 calls at once', (underWay) => Math.max(1, underWay / 12)],
	['works on one call at a time', (underWay) => underWay],
	['is the slower the more it has to do, from 8', (underWay) => Math.max(1, (underWay / 8) ** 2)],
	['is the slower the more it has to do, from 3', (underWay) => Math.max(1, (underWay / 3) ** 2)],
])('a vendor that %s', (_, factor) => {
	it('is used near its best', async () => {
		const behavior: Behavior = (underWay) => ({ ms: ANSWER_MS * factor(underWay) });
		const best = await bestRate(behavior);
		clock.reset();
		const { rate } = await play(2_000, behavior, new CallWindow(MOST));
		expect(rate).toBeGreaterThan(best * 0.8);
	});
});

it('finds out when a slow vendor is fast again', async () => {
	const behavior: Behavior = (underWay, call) => ({
		ms: ANSWER_MS * (call < 500 ? Math.max(1, underWay / 2) ** 2 : 1),
	});
	const { usual } = await play(3_000, behavior, new CallWindow(MOST));
	expect(usual).toBeGreaterThan(MOST * 0.9);
});

it('does not take a slower kind of call for a slow vendor', async () => {
	const window = new CallWindow(MOST);
	const kinds = [
		{ kind: 'GET', ms: 100 },
		{ kind: 'POST', ms: 2_000 },
	];
	for (const { kind, ms } of kinds) {
		for (let round = 0; round < 20; round += 1) {
			const calls = Array.from({ length: window.size }, () => window.leave(kind));
			for (const call of calls) window.settle(call, 'answered', ms, Infinity);
		}
	}
	expect(window.size).toBe(MOST);
});

describe('a vendor that turns calls away and says nothing of a limit', () => {
	it('for more than 6 at once: few are turned away, and none fails', async () => {
		const behavior: Behavior = (underWay) => (underWay > 6 ? answered(429) : { ms: ANSWER_MS });
		const { failed, refused, usual } = await play(1_000, behavior, new CallWindow(MOST));
		expect(failed).toBe(0);
		expect(refused).toBeLessThan(100);
		expect(usual).toBeGreaterThan(3);
	});

	const twentyAMinute = (): Behavior => {
		const taken: number[] = [];
		return () => {
			const isFree = taken.filter((at) => at > clock.now - 60_000).length < 20;
			if (isFree) taken.push(clock.now);
			return isFree ? { ms: ANSWER_MS } : answered(429);
		};
	};

	it('for more than 20 in a minute: fewer are turned away than with a fixed number', async () => {
		const windowMs = 60_000;
		const fixed = await play(400, twentyAMinute(), 4, { windowMs });
		clock.reset();
		const window = new CallWindow(MOST);
		const { failed, refused, seconds } = await play(400, twentyAMinute(), window, { windowMs });
		expect(failed).toBe(0);
		expect(refused).toBeLessThan(fixed.refused);
		// 20 at once, and as many in each of 19 minutes.
		expect(19 * 60).toBeGreaterThan(seconds * 0.95);
		expect(window.size).toBeLessThan(4);
	});
});

it.each<[string, Exchange]>([
	['does not answer in time', { noReply: { reason: 'timedOut', detail: '' } }],
	['is not reached', { noReply: { reason: 'notReached', detail: '' } }],
	['is unavailable', answered(503)],
	['turns calls away', answered(429)],
])('makes one call at a time in the end to a vendor that %s', async (_, exchange) => {
	const window = new CallWindow(MOST);
	await play(30, () => exchange, window);
	expect(window.size).toBe(1);
});

describe('calls that are turned away by chance', () => {
	it.each([1, 30])('call %i alone: soon it makes as many as it may again', async (unlucky) => {
		const window = new CallWindow(MOST);
		const behavior: Behavior = (_, call) => (call === unlucky ? answered(429) : { ms: ANSWER_MS });
		const { seconds, refused } = await play(300, behavior, window);
		expect(refused).toBe(1);
		expect(window.size).toBe(MOST);
		const least = (300 / MOST) * (ANSWER_MS / 1000);
		expect(seconds).toBeLessThan(least * 2);
	});

	it('one that waits a minute to be sent again: the others soon are as many as may be', async () => {
		const window = new CallWindow(MOST);
		const behavior: Behavior = (_, call) => (call === 8 ? answered(429) : { ms: ANSWER_MS });
		const { usual, refused } = await play(400, behavior, window, { windowMs: 60_000 });
		expect(refused).toBe(1);
		expect(usual).toBeGreaterThan(MOST * 0.7);
	});

	it('one in nine for a while: afterwards it soon makes as many as it may again', async () => {
		const window = new CallWindow(MOST);
		const isUnlucky = (call: number) => call % 9 === 0 && call <= 54;
		const behavior: Behavior = (_, call) => (isUnlucky(call) ? answered(429) : { ms: ANSWER_MS });
		const { refused, underWay } = await play(160, behavior, window);
		expect(refused).toBe(6);
		// One by one for 20 calls; then it makes two at once, and doubles.
		expect(Math.max(...underWay.slice(54, 80))).toBeGreaterThan(1);
		expect(Math.max(...underWay)).toBe(MOST);
	});

	it('one in a hundred: it goes on with many', async () => {
		const chance = noisy(3);
		// One time in a hundred is longer than that.
		const behavior: Behavior = () => (chance() > 2.8 ? answered(429) : { ms: ANSWER_MS });
		const { usual, refused } = await play(4_000, behavior, new CallWindow(MOST));
		expect(refused).toBeGreaterThan(20);
		expect(usual).toBeGreaterThan(MOST * 0.45);
	});
});

it('takes a refused record for no sign of a busy vendor', async () => {
	const window = new CallWindow(MOST);
	await play(200, () => answered(500), window);
	expect(window.size).toBeGreaterThan(4);
});

it('halves once for calls that are turned away together', () => {
	const window = new CallWindow(MOST);
	const calls = Array.from({ length: 4 }, () => window.leave('GET'));
	for (const call of calls) window.settle(call, 'overloaded', ANSWER_MS, Infinity);
	expect(window.size).toBe(2);
});

it('learns nothing from canceled calls', () => {
	const window = new CallWindow(MOST);
	const calls = Array.from({ length: 8 }, () => window.leave('GET'));
	for (const call of calls) window.settle(call, 'silent', ANSWER_MS, Infinity);
	expect(window.size).toBe(4);
});

it('does not make more where the rate limit leaves no room for them', () => {
	const window = new CallWindow(MOST);
	for (let round = 0; round < 10; round += 1) {
		const calls = Array.from({ length: window.size }, () => window.leave('GET'));
		for (const call of calls) window.settle(call, 'answered', ANSWER_MS, 3);
	}
	expect(window.size).toBe(4);
});

it('goes back to few while calls wait for the rate limit, however long they wait', async () => {
	const window = new CallWindow(MOST);
	const grow = () => {
		const calls = Array.from({ length: window.size }, () => window.leave('GET'));
		for (const call of calls) window.settle(call, 'answered', ANSWER_MS, Infinity);
	};
	for (let round = 0; round < 10; round += 1) grow();
	expect(window.size).toBe(MOST);
	window.hold();
	expect(window.size).toBe(4);
	grow();
	expect(window.size).toBe(8);
});

it('does not make more where fewer are enough', () => {
	const window = new CallWindow(MOST);
	for (let call = 0; call < 100; call += 1) {
		window.settle(window.leave('GET'), 'answered', ANSWER_MS, Infinity);
	}
	expect(window.size).toBe(4);
});

it('keeps a hung call from holding up the others', async () => {
	const behavior: Behavior = (_, call) => ({ ms: call === 3 ? 50_000 : ANSWER_MS });
	const { seconds } = await play(400, behavior, new CallWindow(MOST));
	expect(seconds).toBeLessThan(51);
});

it('makes no more at once where each of many steps makes some of its own', async () => {
	for (const most of [1, 3, MOST]) {
		const played = await play(400, () => ({ ms: ANSWER_MS }), new CallWindow(most), { parts: 20 });
		expect(played.most).toBe(most);
		expect(played.failed).toBe(0);
	}
});
