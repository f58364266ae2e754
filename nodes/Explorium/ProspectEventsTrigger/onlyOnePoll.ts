const running = new Set<string>();

/**
 * n8n may start a poll while the last one of the same node is still running. Side by side they would
 * emit the same events, so the second one is left out; the next one sees all it would have seen.
 *
 * @returns what `work` gives, or `null` if it was left out
 */
export async function onlyOnePoll<T>(
	node: string,
	work: () => Promise<T | null>,
): Promise<T | null> {
	if (running.has(node)) return null;
	running.add(node);
	try {
		return await work();
	} finally {
		running.delete(node);
	}
}
