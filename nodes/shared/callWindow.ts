/** So many calls are under way at once until answers have told more. */
const START = 4;
/** A round of answers that took so many times the usual is as fast as ever, */
const EASY = 1.25;
/** and one that took so many times as long is slow. */
const SLOW = 1.5;
/** Differences below this are the network's or ours, not the vendor's. */
const SHORTEST_MS = 50;
/** One answer that took far longer says nothing of the others: it counts as so many times the usual. */
const OUTLIER = 4;
/** After so many rounds that were not as fast as ever, it is time to see whether "as ever" still holds. */
const ROUNDS_UNTIL_LOOK = 10;
/**
 * So many rounds at most go by before it makes as many calls again as were too many: two at first, as that
 * may have been chance, and twice as many each time that calls are turned away, until they are not.
 */
const MOST_ROUNDS_UNTIL_RETRY = 10;
/** How much of what was learned before gives way to a faster round. */
const NEW_SHARE = 0.25;
const SHRINK_OVERLOADED = 1 / 2;
const SHRINK_SLOW = 3 / 4;

/**
 * What became of a call: the vendor answered; it is asked too much, as it turned the call away, was not
 * reached or did not answer in time; or it says nothing about that, such as a canceled call.
 */
export type CallEnd = 'answered' | 'overloaded' | 'silent';

/** A call that has left. */
export interface Leaving {
	kind: string;
	round: number;
	shrinks: number;
}

/** Answers to calls of one kind, whose times can be compared. */
interface Times {
	/** How long an answer takes while few calls are under way; not known before some have come. */
	usualMs?: number;
	sumMs: number;
	count: number;
}

/**
 * How many calls one run of a node may have under way at once. It starts with few. They double, later grow
 * by one, with each round of answers that came as fast as those before, as long as the rate limit leaves
 * room for another round. They get fewer when answers slow down, and halve when the vendor turns calls
 * away, is not reached or does not answer in time.
 *
 * Each run has its own, unlike the pacer, which all runs with a credential share: the calls of a run are
 * alike, so that their times can be compared, and a run whose calls hang does not hold up the others. Runs
 * at the same time share what the vendor can take, since each of them notices when it gets slower. Time
 * spent waiting, for the rate limit or for another attempt, is not the vendor's and does not count.
 */
export class CallWindow {
	private most?: number;

	private current = START;

	private underWay = 0;

	/** So many wait until they are sent once more. Each keeps its place among those that may be under way. */
	private waiting = 0;

	/** It doubles until the vendor has shown for the first time that it can be too much. */
	private isStarting = true;

	/** The number of calls changes between rounds; answers to calls from before a change do not count. */
	private round = 0;

	private shrinks = 0;

	private answers = 0;

	private wasFull = false;

	private isNearLimit = false;

	private slowRounds = 0;

	/** So many were too many, */
	private tooMany = Infinity;

	/** and so many rounds went by with nearly as many since, */
	private roundsBelow = 0;

	/** of so many. */
	private roundsUntilRetry = 1;

	/** This round has as many as were too many. */
	private isRetry = false;

	/** While it looks what is usual with fewer calls: how many there were. */
	private sizeBeforeLook?: number;

	private readonly times = new Map<string, Times>();

	private wakeWaiting: Array<() => void> = [];

	/** @param most the bound, where the user has set one */
	constructor(most?: number) {
		this.most = most;
	}

	/** Sets the bound that holds for this vendor where the user has set none. */
	suggest(most: number): void {
		this.most ??= most;
	}

	/** How many calls may be under way now, at least 1. */
	get size(): number {
		return Math.max(1, Math.min(this.current, this.most ?? START));
	}

	/** Whether as many calls are under way as may be. One that works on a call may make others of its own. */
	get isFull(): boolean {
		return this.underWay >= this.size;
	}

	/** Whether no further call could be under way now. */
	private get isTaken(): boolean {
		return this.underWay + this.waiting >= this.size;
	}

	/** Notes that a call waits until it is sent once more. */
	beginWait(): void {
		this.waiting += 1;
	}

	/** Notes that it waits no longer. */
	endWait(): void {
		this.waiting -= 1;
	}

	/** Waits for the end of a call that is under way. Each of them has its time limit. */
	async nextEnd(): Promise<void> {
		await new Promise<void>((wake) => this.wakeWaiting.push(wake));
	}

	/**
	 * Notes that a call leaves.
	 *
	 * @param kind the same for calls that take about the same time
	 */
	leave(kind: string): Leaving {
		this.underWay += 1;
		this.wasFull ||= this.isTaken;
		return { kind, round: this.round, shrinks: this.shrinks };
	}

	/**
	 * Learns from a call that is over.
	 *
	 * @param tookMs from its leaving to its end
	 * @param room how many more calls like it the rate limit lets through now; `Infinity` where none is known
	 */
	settle(call: Leaving, end: CallEnd, tookMs: number, room: number): void {
		this.underWay -= 1;
		const waiting = this.wakeWaiting;
		this.wakeWaiting = [];
		for (const wake of waiting) wake();
		if (end === 'overloaded') {
			// Of those that were under way together, one is enough.
			if (call.shrinks !== this.shrinks) return;
			this.holdBelow();
			this.shrink(SHRINK_OVERLOADED);
			return;
		}
		if (end === 'silent' || call.round !== this.round) return;
		this.note(call.kind, tookMs);
		this.isNearLimit ||= room < this.size;
		this.answers += 1;
		if (this.answers >= Math.max(this.size, START)) this.endRound();
	}

	/** Notes that a call has to wait for the rate limit: then more of them at once bring nothing. */
	hold(): void {
		if (this.size > START) this.resize(START);
	}

	private note(kind: string, tookMs: number): void {
		const times = this.times.get(kind) ?? { sumMs: 0, count: 0 };
		this.times.set(kind, times);
		const { usualMs = Infinity } = times;
		times.sumMs += Math.min(Math.max(tookMs, SHORTEST_MS), usualMs * OUTLIER);
		times.count += 1;
	}

	private endRound(): void {
		const slowdown = this.slowdown();
		this.learn();
		if (slowdown > EASY) this.slowRounds += 1;
		if (this.sizeBeforeLook !== undefined) {
			this.resize(this.sizeBeforeLook);
		} else if (this.slowRounds >= ROUNDS_UNTIL_LOOK && this.size > 1) {
			const before = this.size;
			this.resize(Math.ceil(before / 2));
			this.sizeBeforeLook = before;
		} else if (slowdown > SLOW) {
			this.shrink(SHRINK_SLOW);
		} else if (slowdown <= EASY && this.wasFull && !this.isNearLimit) {
			this.grow();
		} else {
			this.beginRound();
		}
	}

	/** So many as now are too many: it makes fewer, and for longer than the last time. */
	private holdBelow(): void {
		this.tooMany = this.size;
		this.roundsBelow = 0;
		this.roundsUntilRetry = Math.min(this.roundsUntilRetry * 2, MOST_ROUNDS_UNTIL_RETRY);
	}

	private grow(): void {
		if (this.isRetry) {
			// They are not too many, so it is as if nothing had been learned.
			this.isStarting = true;
			this.roundsUntilRetry = 1;
		}
		const size = this.isStarting ? this.size * 2 : this.size + 1;
		if (size < this.tooMany) {
			this.resize(size);
			return;
		}
		// With one or two calls at once, a round has at least twice as many answers.
		this.roundsBelow += this.answers >= 2 * this.size ? 2 : 1;
		if (this.roundsBelow < this.roundsUntilRetry) {
			this.beginRound();
			return;
		}
		this.tooMany = Infinity;
		this.resize(size);
		this.isRetry = true;
	}

	/** How many times the usual the answers of this round took. */
	private slowdown(): number {
		let sum = 0;
		let count = 0;
		for (const { usualMs, sumMs, count: answers } of this.times.values()) {
			sum += usualMs === undefined ? answers : sumMs / usualMs;
			count += answers;
		}
		return sum / count;
	}

	/** What is faster than usual shows what is usual; what is slower does so only with few calls. */
	private learn(): void {
		const isLook = this.sizeBeforeLook !== undefined || this.size === 1;
		for (const times of this.times.values()) {
			const { usualMs, sumMs, count } = times;
			if (count === 0) continue;
			const mean = sumMs / count;
			if (usualMs === undefined) {
				// Kept for the next round: a few answers are no measure.
				if (count < START) continue;
				times.usualMs = mean;
			} else if (isLook) {
				times.usualMs = mean;
			} else {
				times.usualMs = usualMs + Math.min(0, mean - usualMs) * NEW_SHARE;
			}
			Object.assign(times, { sumMs: 0, count: 0 });
		}
	}

	private shrink(factor: number): void {
		this.isStarting = false;
		this.shrinks += 1;
		this.resize(Math.floor(this.size * factor));
	}

	private resize(size: number): void {
		if (this.sizeBeforeLook !== undefined) this.slowRounds = 0;
		this.sizeBeforeLook = undefined;
		this.isRetry = false;
		this.current = Math.max(1, size);
		this.round += 1;
		this.beginRound();
	}

	private beginRound(): void {
		this.answers = 0;
		this.wasFull = this.isTaken;
		this.isNearLimit = false;
		for (const times of this.times.values()) {
			if (times.usualMs !== undefined) Object.assign(times, { sumMs: 0, count: 0 });
		}
	}
}
