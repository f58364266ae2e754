/** A wait that lasts longer is written to the log while it lasts, */
const LOGGED_FROM_MS = 10_000;
/** though not more often than this. */
const LOGGED_EVERY_MS = 30_000;
/** Waits are cut into slices; those with a shorter gap are one stretch. */
const LONGEST_GAP_MS = 250;

/**
 * Measures for how much of a run at least one of its calls waited for the rate limit. Calls that wait at
 * the same time count once. It also knows what the run was told to wait for, and does not.
 */
export class WaitMeter {
	private readonly log: (leftMs: number) => void;

	private waiting = 0;

	private since = 0;

	private endedAt = -Infinity;

	private stretchFrom = 0;

	private loggedAt = -Infinity;

	private totalMs = 0;

	private readonly toldUntil = new Map<string, number>();

	/** @param log told, now and then during a long wait, how long it still lasts as far as is known */
	constructor(log: (leftMs: number) => void) {
		this.log = log;
	}

	/** Milliseconds that were spent waiting, up to the end of the last wait. */
	get waitedMs(): number {
		return this.totalMs;
	}

	/**
	 * Notes that a call begins to wait.
	 *
	 * @param now epoch milliseconds
	 * @param leftMs how long it has to, as far as is known
	 */
	begin(now: number, leftMs: number): void {
		if (this.waiting === 0) {
			this.since = now;
			if (now - this.endedAt > LONGEST_GAP_MS) this.stretchFrom = now;
		}
		this.waiting += 1;
		const isLong = now - this.stretchFrom + leftMs > LOGGED_FROM_MS;
		if (!isLong || now - this.loggedAt < LOGGED_EVERY_MS) return;
		this.loggedAt = now;
		this.log(leftMs);
	}

	/** Notes that the vendor wants no calls of a kind until then, and that the run does not wait for so long. */
	tell(kind: string, until: number): void {
		this.toldUntil.set(kind, until);
	}

	/** Milliseconds for which the vendor wants no calls of a kind; 0 if it may be asked. */
	toldFor(kind: string, now: number): number {
		return Math.max(0, (this.toldUntil.get(kind) ?? 0) - now);
	}

	/** Notes that a call has waited. */
	end(now: number): void {
		this.waiting -= 1;
		if (this.waiting > 0) return;
		this.totalMs += now - this.since;
		this.endedAt = now;
	}
}
