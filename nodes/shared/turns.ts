import { sleep } from 'n8n-workflow';

/** How long n8n may be kept from its other work. */
const LONGEST_STRETCH_MS = 50;

/** To be called between the steps of a computation that many items make long: n8n gets a turn when it is due. */
export function giveTurns(): () => Promise<void> {
	let since = Date.now();
	return async () => {
		if (Date.now() - since <= LONGEST_STRETCH_MS) return;
		await sleep(0);
		since = Date.now();
	};
}
