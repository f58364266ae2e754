const WAITING = /^(pending|queued|enqueued|scheduled|waiting|created|new|)$/i;

/** Whether a batch, or an item of one, in this state has not begun; without a state it has not either. */
export function isWaiting(state: string): boolean {
	return WAITING.test(state);
}
