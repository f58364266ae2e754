/**
 * How long n8n may take to save what a poll gave. Less than the minute between polls, so that the next
 * one is not left out when saving failed.
 */
const SAVED_WITHIN_MS = 30_000;

/**
 * n8n reads the memory some time before the poll, later than this only if it stands still. A poll that
 * begins so long after another one has read what that one could not know of.
 */
const READ_WITHIN_MS = 5000;

interface Output {
	count: number;
	/** Epoch milliseconds. */
	at: number;
	/** When a poll first saw an older memory although saving should have been over. */
	missedAt?: number;
}

/** The latest output of this process, by node. */
const latest = new Map<string, Output>();

/**
 * Notes that a poll hands something over.
 *
 * @param node a text that no other node shares
 * @param count how many outputs there have been, with this one
 * @param now epoch milliseconds
 */
export function noteOutput(node: string, count: number, now: number): void {
	latest.set(node, { count, at: now });
}

/**
 * Whether n8n may still be at saving the latest output of this process.
 *
 * @param now epoch milliseconds
 */
export function isBeingSaved(node: string, now: number): boolean {
	const age = now - (latest.get(node)?.at ?? 0);
	// A clock that was set back must not make anybody wait for longer.
	return age >= 0 && age < SAVED_WITHIN_MS;
}

/**
 * Whether a memory is older than the latest output. n8n's durable engine reads it when a poll is due,
 * and saves it some time after the poll: one that becomes due in between would emit the same once more.
 *
 * After half a minute the memory is believed all the same: saving has failed, the execution with it. On the
 * durable engine the first poll that sees this may have been given a memory from before, so the next one
 * decides.
 *
 * @param isReadBefore whether n8n reads the memory before the poll
 * @param count how many outputs the memory knows of
 * @param now epoch milliseconds
 */
export function isOutdated(
	node: string,
	isReadBefore: boolean,
	count: number,
	now: number,
): boolean {
	const output = latest.get(node);
	if (output === undefined || count >= output.count) return false;
	// A clock that was set back must not make anybody wait for longer.
	if (now < (output.missedAt ?? output.at)) Object.assign(output, { at: now, missedAt: undefined });
	if (now - output.at < SAVED_WITHIN_MS) return true;
	if (!isReadBefore) return false;
	output.missedAt ??= now;
	return now - output.missedAt < READ_WITHIN_MS;
}
