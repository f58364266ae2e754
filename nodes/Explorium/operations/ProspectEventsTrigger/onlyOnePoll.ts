interface Running {
	startedAt: number;
	/** When it is given up, if it has not ended. */
	endsBy: number;
}

const running = new Map<string, Running>();

/** How one poll of a node relates to the others. */
export interface PollTurn {
	/** Epoch milliseconds. It is looked at here, as a poll that began first may get here last. */
	now(): number;
	/** Epoch milliseconds by when this poll must have ended; after that, the next one gives it up. */
	endsBy: number;
	/** Told when this poll takes the place of one that did not end, and for how long that has run. */
	onGivenUp(ranMs: number): void;
}

/**
 * n8n may start a poll while the last one of the same node is still running. Side by side they would
 * emit the same events, so the second one is left out; the next one sees all it would have seen. A poll
 * that does not end in its time is given up: it may hand nothing over any more.
 *
 * @param work told how to find out whether it may still hand something over; nothing may be waited for
 * between asking and handing over
 * @returns what `work` gives, or `null` if it was left out or given up
 */
export async function onlyOnePoll<T>(
	node: string,
	turn: PollTurn,
	work: (isStillMine: () => boolean) => Promise<T | null>,
): Promise<T | null> {
	const { endsBy } = turn;
	const now = turn.now();
	const other = running.get(node);
	if (other !== undefined) {
		// A clock that was set back must not make it wait for longer.
		if (now >= other.startedAt && now < other.endsBy) return null;
		turn.onGivenUp(now - other.startedAt);
	}
	const mine: Running = { startedAt: now, endsBy };
	running.set(node, mine);
	const isStillMine = () => running.get(node) === mine;
	const outcome = work(isStillMine);
	await outcome.catch(() => {});
	// That it did not end has been said; what became of it later is no news.
	if (!isStillMine()) return null;
	running.delete(node);
	return await outcome;
}
