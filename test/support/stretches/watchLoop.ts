import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { threadMs } from '../threadMs.ts';

/** What the event loop was held for. */
export interface Held {
	/**
	 * The longest stretch that was not anybody else's, in milliseconds of the processor. Collecting garbage
	 * is left out: how long it takes depends on the test's own memory, and on how busy the other processors
	 * are. The bench counts it.
	 */
	longestMs: number;
	/** The share of all the work that was done in the longest stretch: 1 where nothing else got a turn. */
	longestShare: number;
	seconds: number;
}

/** A time in which nothing else began, in milliseconds of the clock, and how much of it was work. */
interface Stretch {
	from: number;
	to: number;
	workMs: number;
}

/** Shorter stretches are of no interest. */
const NOTED_MS = 20;

/** Time of a stand-in for a vendor, which counts as nobody's. */
let othersMs = 0;

/** Does a stand-in's work, which is not counted. */
export function uncounted<T>(work: () => T): T {
	const started = threadMs();
	const done = work();
	othersMs += threadMs() - started;
	return done;
}

/** The longest of some stretches, without the garbage that was collected in it. */
function longest(stretches: Stretch[], collections: PerformanceEntry[]): number {
	const own = stretches.map(({ from, to, workMs }) => {
		const within = collections.filter(({ startTime: at }) => at >= from && at < to);
		return within.reduce((left, { duration }) => left - duration, workMs);
	});
	return Math.max(0, ...own);
}

/** Does some work, and watches for how long at a time it keeps the event loop from everything else. */
export async function watchLoop(work: () => Promise<unknown>): Promise<Held> {
	const stretches: Stretch[] = [];
	const collections: PerformanceEntry[] = [];
	const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()));
	observer.observe({ entryTypes: ['gc'] });
	let isOver = false;
	let from = performance.now();
	const began = threadMs() - othersMs;
	let since = began;
	const look = () => {
		const to = performance.now();
		const now = threadMs() - othersMs;
		if (now - since > NOTED_MS) stretches.push({ from, to, workMs: now - since });
		since = now;
		from = to;
	};
	const turn = () => {
		look();
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	const started = performance.now();
	await work();
	isOver = true;
	look();
	const seconds = (performance.now() - started) / 1000;
	// What was collected last is told a turn later.
	await nextTurn();
	await nextTurn();
	collections.push(...observer.takeRecords());
	observer.disconnect();
	const longestShare = Math.max(0, ...stretches.map(({ workMs }) => workMs)) / (since - began);
	return { longestMs: longest(stretches, collections), longestShare, seconds };
}
