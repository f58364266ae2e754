/** What the event loop was held for. */
export interface Held {
	/** The longest stretch that was not anybody else's, in milliseconds of the processor. */
	longestMs: number;
	seconds: number;
}

/** Milliseconds that this thread has been at work, whatever else the machine does. */
function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

/** Time of a stand-in for a vendor, which counts as nobody's. */
let othersMs = 0;

/** Does a stand-in's work, which is not counted. */
export function uncounted<T>(work: () => T): T {
	const started = threadMs();
	const done = work();
	othersMs += threadMs() - started;
	return done;
}

/** Does some work, and watches for how long at a time it keeps the event loop from everything else. */
export async function watchLoop(work: () => Promise<unknown>): Promise<Held> {
	let longestMs = 0;
	let isOver = false;
	let since = threadMs() - othersMs;
	const look = () => {
		const now = threadMs() - othersMs;
		longestMs = Math.max(longestMs, now - since);
		since = now;
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
	return { longestMs, seconds: (performance.now() - started) / 1000 };
}
