import { momentOf } from './waits';

/** While another call finds out whether the limit has been lifted, look again this often. */
const RECHECK_MS = 50;
/** A reset that lies further ahead than this is a vendor's slip, not a limit. */
const FARTHEST_RESET_MS = 3_700_000;

export type Headers = Record<string, unknown>;

/**
 * Keeps one account's calls inside the vendor's rate limit, from what its answers say.
 *
 * `X-RateLimit-Remaining` may count requests or the records they carry; until an answer proves that
 * it counts requests, a call is taken to cost one per record. One pacer serves all executions of a
 * credential in this process.
 */
export class Pacer {
	private remaining?: number;

	private resetAt = 0;

	private countsRequests = false;

	private callsInFlight = 0;

	private recordsInFlight = 0;

	/**
	 * Asks leave to send a call now.
	 *
	 * @param records how many records the call carries, at least 1
	 * @param now epoch milliseconds
	 * @returns 0 when the call may go (it then counts as in flight until `settle`), otherwise the
	 * milliseconds after which to ask again
	 */
	reserve(records: number, now: number): number {
		const [cost, inFlight] = this.countsRequests
			? [1, this.callsInFlight]
			: [records, this.recordsInFlight];
		if (this.remaining !== undefined && this.remaining - inFlight < cost) {
			if (this.resetAt > now) return this.resetAt - now;
			// How far the window has moved is the vendor's to say: one call goes ahead and finds out.
			if (this.callsInFlight > 0) return RECHECK_MS;
		}
		this.callsInFlight += 1;
		this.recordsInFlight += records;
		return 0;
	}

	/**
	 * Learns from a finished call.
	 *
	 * @param records what `reserve` was asked for
	 * @param headers of the answer, lower-case names; `undefined` when none came
	 */
	settle(records: number, headers: Headers | undefined, now: number): void {
		this.callsInFlight -= 1;
		this.recordsInFlight -= records;
		if (headers === undefined) return;
		this.remaining = numberOf(headers['x-ratelimit-remaining']);
		if (this.remaining === undefined) return;
		const used = (numberOf(headers['x-ratelimit-limit']) ?? 0) - this.remaining;
		if (used > 0 && used < records) this.countsRequests = true;
		const resetAt = momentOf(headers['x-ratelimit-reset'], now) ?? 0;
		this.resetAt = resetAt - now < FARTHEST_RESET_MS ? resetAt : 0;
	}
}

function numberOf(value: unknown): number | undefined {
	const number = Number(value);
	return value === undefined || value === '' || !Number.isFinite(number) ? undefined : number;
}

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
