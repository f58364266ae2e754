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
	/** Each with the executions that it is in. */
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

	const seenIn = executionsByEvent(ofTrigger, triggerName);
	const { people } = await control.state();
	const expected = new Set(changed.values());
	return {
		executions: ofTrigger.length,
		failed: failed.length,
		failedAgain: again.length,
		messages: failed.map(({ error }) => error?.message ?? ''),
		lost: [...changed.keys()].filter((id) => !seenIn.has(id)),
		repeated: repeatedOf(seenIn, [...changed.keys()]),
		wrong: people.filter((one) => expected.has(one.id) && !isRight(one, tag)).map(({ id }) => id),
	};
}

/** The executions that each event is in; one that holds it twice is there twice. */
export function executionsByEvent(
	executions: readonly FinishedExecution[],
	triggerName: string,
): Map<string, FinishedExecution[]> {
	const seenIn = new Map<string, FinishedExecution[]>();
	for (const execution of executions) {
		for (const { event_id } of execution.startedWith(triggerName)) {
			const id = String(event_id);
			seenIn.set(id, [...(seenIn.get(id) ?? []), execution]);
		}
	}
	return seenIn;
}

/** Those of the events that came more than once, each with where and when. */
export function repeatedOf(
	seenIn: ReadonlyMap<string, readonly FinishedExecution[]>,
	eventIds: readonly string[],
): string[] {
	return eventIds.flatMap((id) => {
		const found = seenIn.get(id) ?? [];
		if (found.length < 2) return [];
		const places = found.map((one) => `execution ${one.id}, created ${one.createdAt}`);
		return [`${id} (${places.join('; ')})`];
	});
}
