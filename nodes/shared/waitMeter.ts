/** A wait that lasts longer is written to the log while it lasts, */
const LOGGED_FROM_MS = 10_000;
/** though not more often than this. */
const LOGGED_EVERY_MS = 30_000;
/** Waits are cut into slices; those with a shorter gap are one stretch. */
const LONGEST_GAP_MS = 250;

/** Why a call waits: for the rate limit, or as the vendor has too much to do and said for how long. */
export type WaitReason = 'rateLimited' | 'unavailable';

/**
 * Measures for how much of a run at least one of its calls waited for the vendor. Calls that wait at
 * the same time count once. It also knows what the run was told to wait for, and does not.
 */
export class WaitMeter {
	private readonly log: (leftMs: number, reason: WaitReason) => void;

	private waiting = 0;

	private since = 0;

	private endedAt = -Infinity;

	private stretchFrom = 0;

	private loggedAt = -Infinity;

	private totalMs = 0;

	private readonly reasons = new Set<WaitReason>();

	private readonly told = new Map<string, { until: number; reason: WaitReason }>();

	/** @param log told, now and then during a long wait, how long it still lasts as far as is known */
	constructor(log: (leftMs: number, reason: WaitReason) => void) {
		this.log = log;
	}

	/** Milliseconds that were spent waiting, up to the end of the last wait. */
	get waitedMs(): number {
		return this.totalMs;
	}

	/** What was waited for. */
	get waitedFor(): WaitReason[] {
		return [...this.reasons];
	}

	/**
	 * Notes that a call begins to wait.
	 *
	 * @param now epoch milliseconds
	 * @param leftMs how long it has to, as far as is known
	 */
	begin(now: number, leftMs: number, reason: WaitReason): void {
		this.reasons.add(reason);
		if (this.waiting === 0) {
			this.since = now;
			if (now - this.endedAt > LONGEST_GAP_MS) this.stretchFrom = now;
		}
		this.waiting += 1;
		const isLong = now - this.stretchFrom + leftMs > LOGGED_FROM_MS;
		if (!isLong || now - this.loggedAt < LOGGED_EVERY_MS) return;
		this.loggedAt = now;
		this.log(leftMs, reason);
	}

	/** Notes that the vendor wants no calls of a kind until then, and that the run does not wait for so long. */
	tell(kind: string, until: number, reason: WaitReason): void {
		this.told.set(kind, { until, reason });
	}

	/** Milliseconds for which the vendor wants no calls of a kind, and why; 0 if it may be asked. */
	toldFor(kind: string, now: number): { ms: number; reason: WaitReason } {
		const { until, reason } = this.told.get(kind) ?? { until: now, reason: 'rateLimited' };
		return { ms: Math.max(0, until - now), reason };
	}

	/** Notes that a call has waited. */
	end(now: number): void {
		this.waiting -= 1;
		if (this.waiting > 0) return;
		this.totalMs += now - this.since;
		this.endedAt = now;
	}
}
