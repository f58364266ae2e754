import { setTimeout as sleep } from 'node:timers/promises';

/** n8n polls once a minute; the rest is for a slow machine. */
export const NEXT_POLL_MS = 100_000;

/** Asks until the answer is there, or fails saying what it waited for. */
export async function waitFor<T>(
	what: string,
	ask: () => Promise<T | undefined>,
	timeoutMs = NEXT_POLL_MS,
	everyMs = 500,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
		await sleep(everyMs);
	}
}
