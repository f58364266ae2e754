import { DURABLE_POLLING } from '../../../../playground/src/durable-polling.ts';
import type { N8nApi } from '../../../../playground/src/n8n-api.ts';
import { EVERY_TEN_SECONDS } from '../poll-times';

export interface Engine {
	name: 'plain' | 'durable';
	/** What switches it on. */
	env: Record<string, string>;
	/** n8n's form of the times at which the trigger polls. */
	pollTimes: Array<Record<string, unknown>>;
	/** Whether every start of n8n is a poll. Otherwise only the clock is. */
	pollsAtStart: boolean;
	/** Whether n8n keeps the trigger's memory with the workflow, and not in a place of its own. */
	savesInWorkflow: boolean;
}

/** n8n's default. */
const plain: Engine = {
	name: 'plain',
	env: { N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '500' },
	pollTimes: [{ mode: 'everyMinute' }],
	pollsAtStart: true,
	savesInWorkflow: true,
};

/**
 * A start of n8n is no poll here. n8n looks every second for what is due, and gives a poll that was
 * killed up after a quarter of a minute, so that the polls which it runs again are part of the test.
 */
export const durable: Engine = {
	name: 'durable',
	env: {
		...DURABLE_POLLING,
		N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		N8N_SCHEDULER_LEASE_DURATION: '15',
		N8N_SCHEDULER_REAPER_INTERVAL: '5',
	},
	pollTimes: EVERY_TEN_SECONDS,
	pollsAtStart: false,
	savesInWorkflow: false,
};

export const ENGINES: readonly Engine[] = [plain, durable];

/** What is measured: an engine, and what the trigger is to do on it. */
export interface Setting {
	name: string;
	engine: Engine;
	delivery: 'once' | 'atLeastOnce';
}

export const SETTINGS: readonly Setting[] = [
	{ name: 'plain, once', engine: plain, delivery: 'once' },
	{ name: 'plain, at least once', engine: plain, delivery: 'atLeastOnce' },
	{ name: 'durable', engine: durable, delivery: 'once' },
];

/** Which of the two has saved the trigger's memory: only the plain one does so with the workflow. */
export async function isSavedInWorkflow(api: N8nApi, workflowId: string): Promise<boolean> {
	const workflow = await api.findWorkflow(workflowId);
	return Object.keys(workflow?.staticData ?? {}).length > 0;
}
