import type { Workflow } from '../../../playground/src/n8n-api.ts';
import type { RunningDemo } from './running-demo';
import { waitFor } from './wait';

const EVERY_SECONDS = 10;

/** n8n's form of them. One poll time is at most once a minute; several save a test from waiting. */
export const EVERY_TEN_SECONDS = Array.from({ length: 60 / EVERY_SECONDS }, (_, turn) => ({
	mode: 'custom',
	cronExpression: `${turn * EVERY_SECONDS} * * * * *`,
}));

/** Waits until the trigger has twice asked for events, and so has seen through what is there now. */
export async function twoSweeps({ control }: Pick<RunningDemo, 'control'>): Promise<void> {
	const sweeps = async (): Promise<number> => (await control.counters()).explorium.eventFetches;
	const before = await sweeps();
	await waitFor('two sweeps', async () => ((await sweeps()) > before + 1 ? true : undefined));
}

/**
 * Publishes a workflow once more with another rhythm: its trigger checks at each poll, every ten seconds.
 * The rest stays as it is. Afterwards the trigger knows all events that there are.
 */
export async function publishHurried(
	{ api, control }: RunningDemo,
	{ staticData: _, ...workflow }: Workflow,
	triggerName: string,
): Promise<void> {
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== triggerName) return node;
		const options = { ...(node.parameters.options as object), minutesBetweenSweeps: 0 };
		const pollTimes = { item: EVERY_TEN_SECONDS };
		return { ...node, parameters: { ...node.parameters, options, pollTimes } };
	});
	await api.publishWorkflow(await api.updateWorkflow({ ...workflow, nodes }));
	// One sweep may be of the trigger as it was.
	await twoSweeps({ control });
}
