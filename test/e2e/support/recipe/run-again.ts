import type { Workflow } from '../../../../playground/src/n8n-api.ts';
import type { SandboxEvent } from '../../../support/sandbox';
import type { RunningDemo } from '../running-demo';
import { waitFor } from '../wait';

const START = 'A Person Changed Jobs';
const END_MS = 120_000;

/** Works an event off once more, as a person does who runs the workflow by hand with the same input. */
export async function runAgain(
	{ api }: RunningDemo,
	perPerson: Workflow,
	{ data, discovered_at: _, ...event }: SandboxEvent,
): Promise<void> {
	const json = { ...event, ...data };
	const { executionId } = await api.runWorkflowWith(perPerson.id, START, [json]);
	await waitFor(
		'the execution to end',
		async () => ((await api.getExecution(executionId)).stoppedAt ? true : undefined),
		END_MS,
	);
}
