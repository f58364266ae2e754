import type { Clock } from './clock.ts';

/** How many units (requests or ids) fit in a sliding window. */
export interface Limit {
	limit: number;
	windowSeconds: number;
	unit: 'ids' | 'requests';
}

/** What the limiter says about one request, for the vendor's headers. */
export interface LimitState {
	allowed: boolean;
	limit: number;
	remaining: number;
	/** Client time in milliseconds at which the oldest counted request leaves the window. */
	resetAt: number;
	/** Whole seconds until the refused request would fit. */
	retryAfterSeconds: number;
}

/** Counts units in a sliding window, per key. */
export class Limiter {
	#clock: Clock;
	/** The vendor's own limit. */
	readonly initial: Limit;
	/** Null switches the limit off, and with it the vendor's headers. */
	limit: Limit | null;
	#used = new Map<string, Array<{ at: number; cost: number }>>();

	constructor(clock: Clock, initial: Limit) {
		this.#clock = clock;
		this.initial = initial;
		this.limit = initial;
	}

	/** Back to the vendor's own limit, with nothing used. */
	reset(): void {
		this.set(this.initial);
	}

	/** Puts another limit in force, with nothing used. */
	set(limit: (Omit<Limit, 'unit'> & Partial<Limit>) | null): void {
		this.limit = limit === null ? null : { unit: this.initial.unit, ...limit };
		this.#used.clear();
	}

	/** Counts a request that costs `cost` units, unless that would be too many. */
	take(key: string, cost: number): LimitState | null {
		if (this.limit === null) return null;
		const entries = this.#live(key, this.limit);
		// A request above the whole limit could never be served; it takes the full window instead.
		const units = Math.min(this.limit.unit === 'ids' ? cost : 1, this.limit.limit);
		const used = sum(entries);
		const allowed = used + units <= this.limit.limit;
		if (allowed) entries.push({ at: this.#clock.now(), cost: units });
		const state = this.peek(key);
		if (state === null) return null;
		const wait = allowed ? 0 : this.#waitFor(entries, used + units - this.limit.limit);
		return { ...state, allowed, retryAfterSeconds: Math.max(1, Math.ceil(wait / 1000)) };
	}

	/** The state as the headers of any answer show it; counts nothing. */
	peek(key: string): LimitState | null {
		if (this.limit === null) return null;
		const entries = this.#live(key, this.limit);
		const oldest = entries[0]?.at ?? this.#clock.now();
		return {
			allowed: true,
			limit: this.limit.limit,
			remaining: Math.max(0, this.limit.limit - sum(entries)),
			resetAt: this.#clock.toRealTime(oldest + this.limit.windowSeconds * 1000),
			retryAfterSeconds: 0,
		};
	}

	#live(key: string, limit: Limit): Array<{ at: number; cost: number }> {
		const from = this.#clock.now() - limit.windowSeconds * 1000;
		const entries = this.#used.get(key) ?? [];
		const firstLive = entries.findIndex((entry) => entry.at > from);
		entries.splice(0, firstLive < 0 ? entries.length : firstLive);
		this.#used.set(key, entries);
		return entries;
	}

	/** Milliseconds until `units` have left the window. */
	#waitFor(entries: Array<{ at: number; cost: number }>, units: number): number {
		const windowMs = (this.limit?.windowSeconds ?? 0) * 1000;
		let freed = 0;
		for (const entry of entries) {
			freed += entry.cost;
			if (freed >= units) return entry.at + windowMs - this.#clock.now();
		}
		return windowMs;
	}
}

function sum(entries: Array<{ cost: number }>): number {
	return entries.reduce((total, entry) => total + entry.cost, 0);
}
