import { CallWindow } from '../../../nodes/shared/callWindow';
import { concurrently } from '../../../nodes/shared/concurrently';
import { Pacer } from '../../../nodes/shared/pacer';
import { WaitMeter } from '../../../nodes/shared/waitMeter';
import { send, type SendTools } from '../../../nodes/shared/send';
import type { Vendor, VendorRequest } from '../../../nodes/shared/vendor';
import { clock } from '../../support/clock';

const LATENCY_MS = 100;
const WINDOW_MS = 60_000;
const CALLS_AT_ONCE = 20;

const vendor: Vendor = {
	name: 'Acme',
	credentialType: 'acmeApi',
	versionPath: '/v1',
	callsAtOnce: CALLS_AT_ONCE,
	hints: { unauthorized: 'Copy the key again.' },
};

/** A vendor that lets so many units through in any minute, and says so in its headers. */
class SlidingWindow {
	/** When it turned a call away. */
	readonly refused: number[] = [];
	/** When it let a call through. */
	readonly accepted: number[] = [];
	private readonly limit: number;
	private readonly cost: number;

	/** @param cost units that a call takes */
	constructor(limit: number, cost: number) {
		this.limit = limit;
		this.cost = cost;
	}

	answer() {
		const live = this.accepted.filter((at) => at > clock.now - WINDOW_MS);
		const used = live.length * this.cost;
		const isAccepted = used + this.cost <= this.limit;
		if (isAccepted) this.accepted.push(clock.now);
		else this.refused.push(clock.now);
		const left = this.limit - used - (isAccepted ? this.cost : 0);
		const oldest = live[0] ?? clock.now;
		const reset = Math.ceil((oldest + WINDOW_MS) / 1000);
		const headers = {
			'x-ratelimit-limit': String(this.limit),
			'x-ratelimit-remaining': String(left),
			'x-ratelimit-reset': String(reset),
			...(isAccepted ? {} : { 'retry-after': String(Math.max(1, reset - clock.now / 1000)) }),
		};
		return { status: isAccepted ? 200 : 429, headers, body: {} };
	}
}

/** Executions at the same time that share one pacer, as those of one credential do. */
async function runExecutions(
	limiter: SlidingWindow,
	executions: number,
	calls: number,
	records: number,
): Promise<{ minutes: number; failed: number }> {
	const pacer = new Pacer();
	let answers = 0;
	const tools: Omit<SendTools, 'window'> = {
		vendor,
		pacer,
		waits: new WaitMeter(() => undefined),
		now: () => clock.now,
		random: () => 0.5,
		sleep: clock.sleep,
		isCancelled: () => false,
		transport: async () => {
			await clock.sleep(LATENCY_MS / 2);
			const reply = limiter.answer();
			// Answers overtake each other on their way back.
			answers += 1;
			await clock.sleep((LATENCY_MS / 2) * (1 + (answers % 3)));
			return { reply };
		},
	};
	const started = clock.now;
	const limits = { maxAttempts: 5, maxWaitMs: 3_600_000, timeoutMs: 60_000 };
	const request: VendorRequest = { method: 'GET', path: '/things', repeatable: true, records };
	const outcomes = await Promise.all(
		Array.from({ length: executions }, async () => {
			const window = new CallWindow(CALLS_AT_ONCE);
			return await concurrently(
				Array.from({ length: calls / executions }),
				window,
				async () => await send(request, limits, { ...tools, window }),
			);
		}),
	);
	const failed = outcomes.flat().filter((result) => !result?.ok).length;
	return { minutes: (clock.now - started) / WINDOW_MS, failed };
}

beforeEach(() => clock.reset());

describe.each([1, 3])('beside each other, %i executions', (executions) => {
	it.each([
		['requests are counted', { limit: 200, cost: 1, records: 40, calls: 2_400 }],
		['records are counted', { limit: 200, cost: 40, records: 40, calls: 120 }],
		['records are counted, and do not fill it', { limit: 200, cost: 30, records: 30, calls: 120 }],
		['requests are counted, and few are allowed', { limit: 20, cost: 1, records: 1, calls: 240 }],
	])(
		'use 95 %% of what is allowed, and are not refused once it is known: %s',
		async (_, { limit, cost, records, calls }) => {
			const limiter = new SlidingWindow(limit, cost);
			const started = clock.now;
			const { minutes, failed } = await runExecutions(limiter, executions, calls, records);
			expect(failed).toBe(0);
			expect(limiter.accepted).toHaveLength(calls);
			expect(limiter.refused.filter((at) => at > started + WINDOW_MS)).toEqual([]);
			// The calls of the last window come at its beginning, so it takes no time.
			const fewestMinutes = Math.ceil(calls / Math.floor(limit / cost)) - 1;
			expect(fewestMinutes / minutes).toBeGreaterThanOrEqual(0.95);
		},
	);
});
