import type { SandboxPerson } from '../../../support/sandbox';
import { executionsOf, type FinishedExecution } from '../executions';
import { isUpToDate } from '../records';
import type { RunningDemo } from '../running-demo';
import { settle } from './settle';
import type { Traffic } from './traffic';

/** What became of the events. */
export interface Outcome {
	executions: number;
	/** Executions with events that ended with an error; of these, the ones that did again when retried. */
	failed: number;
	failedAgain: number;
	/** The errors of those, by their message. */
	messages: string[];
	lost: string[];
	repeated: string[];
	/** Prospects that are not as their event says. */
	wrong: string[];
}

function isRight(person: SandboxPerson, tag: string): boolean {
	const { tags = [], sequences = [] } = person.outreach ?? {};
	return (
		isUpToDate(person) &&
		tags.includes(tag) &&
		sequences.filter(({ state }) => state === 'active').length === 1
	);
}

/** Waits until n8n has nothing left to do, retries what failed, as a user would, and counts. */
export async function findOutcome(
	demo: RunningDemo,
	workflowId: string,
	triggerName: string,
	tag: string,
	{ changed }: Traffic,
): Promise<Outcome> {
	const { api, control } = demo;
	await settle(demo, [workflowId]);
	const executions = await executionsOf(api, workflowId);
	const ofTrigger = executions.filter((one) => one.startedWith(triggerName).length > 0);
	const failed = ofTrigger.filter(({ status }) => status !== 'success');
	for (const { id } of failed) await api.retryExecution(id);
	await settle(demo, [workflowId]);
	const retries = (await executionsOf(api, workflowId)).filter(
		({ id }) => !executions.some((one) => one.id === id),
	);
	const again = retries.filter(({ status }) => status !== 'success');

	const timesSeen = (eventId: string): number => countOf(ofTrigger, triggerName, eventId);
	const { people } = await control.state();
	const expected = new Set(changed.values());
	return {
		executions: ofTrigger.length,
		failed: failed.length,
		failedAgain: again.length,
		messages: failed.map(({ error }) => error?.message ?? ''),
		lost: [...changed.keys()].filter((id) => timesSeen(id) === 0),
		repeated: [...changed.keys()].filter((id) => timesSeen(id) > 1),
		wrong: people.filter((one) => expected.has(one.id) && !isRight(one, tag)).map(({ id }) => id),
	};
}

function countOf(executions: FinishedExecution[], triggerName: string, eventId: string): number {
	return executions
		.flatMap((execution) => execution.startedWith(triggerName))
		.filter(({ event_id }) => event_id === eventId).length;
}
