/** How often the loop is looked at. */
const EVERY_MS = 5;
/** Delays that any process has are left out. */
const NOTED_MS = 10;
const MICROSECONDS = 1000;

/** A time, in milliseconds since 1970. */
export interface Span {
	from: number;
	to: number;
}

/** A time in which a process began nothing else: from when a timer was due until its turn came. */
export interface Block extends Span {
	/** How long the process itself was at work, and not kept from a processor by others. */
	busyMs: number;
}

const now = () => performance.timeOrigin + performance.now();

function processorTime(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / MICROSECONDS;
}

/** Tells of each block of this process's event loop, as soon as it is over. */
export function watchLoop(note: (block: Block) => void): void {
	let last = now();
	let lastBusy = processorTime();
	setInterval(() => {
		const due = last + EVERY_MS;
		const busyBefore = lastBusy;
		last = now();
		lastBusy = processorTime();
		if (last - due < NOTED_MS) return;
		note({ from: due, to: last, busyMs: lastBusy - busyBefore });
	}, EVERY_MS).unref();
}

/**
 * The longest block within a time, in milliseconds. What sticks out of that time does not count, nor what
 * other processes took.
 */
export function longestBlock(blocks: Block[], { from, to }: Span): number {
	const within = blocks.map((one) =>
		Math.min(Math.min(one.to, to) - Math.max(one.from, from), one.busyMs),
	);
	return Math.max(0, ...within);
}
