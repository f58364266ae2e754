import { readRateLimit, type Headers } from './rateHeaders';

/** While another call finds out whether the limit has been lifted, look again this often. */
const RECHECK_MS = 50;
/** A call without an answer for so long is not waited for: it may hang. */
const PATIENCE_MS = 2000;
/** A reset that lies further ahead than this is a vendor's slip, not a limit. */
const FARTHEST_RESET_MS = 3_700_000;

/** Calls, and the records that they carry in all. */
export interface Load {
	calls: number;
	records: number;
}

/**
 * Keeps one account's calls inside the vendor's rate limit, from what its answers say.
 *
 * `X-RateLimit-Remaining` may count requests or the records they carry; until an answer proves that
 * it counts requests, a call is taken to cost one per record. One pacer serves all executions of a
 * credential in this process.
 */
export class Pacer {
	/** What certainly remains once all calls that have left are over; unknown before the first answer. */
	private remaining?: number;

	private resetAt = 0;

	private countsRequests = false;

	private inFlight: Load = { calls: 0, records: 0 };

	/** When the youngest call left. */
	private lastSentAt = 0;

	/** The least that an answer told since the last time that nothing was in flight. */
	private leastTold = Infinity;

	private finished: Load = { calls: 0, records: 0 };

	/** All that has been settled so far. */
	get settled(): Load {
		return this.finished;
	}

	/**
	 * Asks leave to send a call now.
	 *
	 * @param records how many records the call carries, at least 1
	 * @param now epoch milliseconds
	 * @returns 0 when the call may go (it then counts as in flight until `settle`), otherwise the
	 * milliseconds after which to ask again
	 */
	reserve(records: number, now: number): number {
		const load = { calls: 1, records };
		if (this.remaining !== undefined && this.remaining < this.costOf(load)) {
			// What remains is known for sure when those under way are over. How far the window has moved is the
			// vendor's to say: then one call goes ahead and finds out.
			if (this.resetAt > now) {
				const untilReset = this.resetAt - now;
				return this.inFlight.calls > 0 ? Math.min(RECHECK_MS, untilReset) : untilReset;
			}
			if (this.inFlight.calls > 0 && this.isWorthWaiting(now)) return RECHECK_MS;
		}
		this.lastSentAt = now;
		this.inFlight = sum(this.inFlight, load);
		if (this.remaining !== undefined) this.remaining -= this.costOf(load);
		return 0;
	}

	/** How many more such calls certainly fit into the limit now; `Infinity` where none is known. */
	room(records: number): number {
		if (this.remaining === undefined) return Infinity;
		return this.remaining / this.costOf({ calls: 1, records });
	}

	/** Milliseconds until the limit is reset, as far as that is known; 0 where it has been. */
	untilReset(now: number): number {
		return Math.max(0, this.resetAt - now);
	}

	/** Whether a call is under way that will tell more, and soon. */
	private isWorthWaiting(now: number): boolean {
		const isFromBeforeReset = this.resetAt > 0 && this.lastSentAt < this.resetAt;
		return !isFromBeforeReset && now - this.lastSentAt < PATIENCE_MS;
	}

	/**
	 * Learns from a finished call. Answers to calls under way together come in any order, and nobody
	 * knows which of the others an answer has counted: it is taken to have counted none.
	 *
	 * @param records what `reserve` was asked for
	 * @param headers of the answer, lower-case names; `undefined` when none came
	 * @param before what had been settled when the call was sent
	 */
	settle(records: number, headers: Headers | undefined, now: number, before = this.finished): void {
		const load = { calls: 1, records };
		const meanwhile = difference(this.finished, before);
		this.inFlight = difference(this.inFlight, load);
		this.finished = sum(this.finished, load);
		if (headers !== undefined) this.learn(load, headers, now, meanwhile);
		// It may have been the last one that was counted.
		else this.leastTold = -Infinity;
		if (this.inFlight.calls > 0) return;
		// One of them was counted last, and told all of it.
		if (this.remaining !== undefined && this.leastTold < Infinity) {
			this.remaining = Math.max(this.remaining, this.leastTold);
		}
		this.leastTold = Infinity;
	}

	private learn({ records }: Load, headers: Headers, now: number, meanwhile: Load): void {
		const { limit = 0, remaining: told, resetAt = 0 } = readRateLimit(headers, now);
		if (told === undefined) {
			this.remaining = undefined;
			return;
		}
		this.leastTold = Math.min(this.leastTold, told);
		const used = limit - told;
		if (!this.countsRequests && used > 0 && used < records) {
			this.countsRequests = true;
			this.remaining = undefined;
		}
		const afterAll = told - this.costOf(this.inFlight);
		const certain = afterAll - this.costOf(meanwhile);
		this.remaining = Math.min(afterAll, Math.max(this.remaining ?? certain, certain));

		const believed = resetAt - now < FARTHEST_RESET_MS ? resetAt : 0;
		this.resetAt = meanwhile.calls > 0 ? Math.max(this.resetAt, believed) : believed;
	}

	private costOf({ calls, records }: Load): number {
		return this.countsRequests ? calls : records;
	}
}

const sum = (one: Load, other: Load): Load => ({
	calls: one.calls + other.calls,
	records: one.records + other.records,
});

const difference = (one: Load, other: Load): Load => ({
	calls: one.calls - other.calls,
	records: one.records - other.records,
});

const pacers = new Map<string, Pacer>();

/** The pacer that all calls with one credential share in this process. */
export function pacerFor(account: string): Pacer {
	let pacer = pacers.get(account);
	if (pacer === undefined) {
		pacer = new Pacer();
		pacers.set(account, pacer);
	}
	return pacer;
}
