import { sleep, type IDataObject } from 'n8n-workflow';
import type { WasStarted } from './repeats';

/** What is read of the answer to a request. */
interface Answer {
	headersSent: boolean;
	statusCode: number;
}

/**
 * Whether n8n has started the workflow: it answers when it has saved the execution (n8n 2.0: right before
 * that), and with an error if it could not.
 */
export function startOf(answer: Answer): WasStarted {
	return () => (answer.headersSent ? answer.statusCode < 300 : undefined);
}

/**
 * Keeps what a delivery adds to the static data. n8n 2.0 saves it at once. n8n 2.41 takes it for unchanged
 * when it begins to start the workflow, and saves it when the execution is saved, so it is changed in between.
 *
 * Follows n8n 2.41 (packages/cli/src/webhooks/webhook-helpers.ts, packages/cli/src/workflow-runner.ts).
 */
export async function keep(staticData: IDataObject, changes: IDataObject): Promise<void> {
	Object.assign(staticData, changes);
	await sleep(0);
	Object.assign(staticData, changes);
}
