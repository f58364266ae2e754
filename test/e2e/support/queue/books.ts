import type { FinishedExecution } from '../executions';
import { TRIGGER } from './workflow';

/**
 * In how many executions that the trigger started each event is. Of one that was killed, only what was
 * `open` right after the kill tells: n8n wipes it later.
 */
export function timesStarted(
	executions: readonly FinishedExecution[],
	open: readonly FinishedExecution[],
): Map<string, number> {
	const times = new Map<string, number>();
	for (const execution of executions.filter(({ mode }) => mode === 'trigger')) {
		const { startedWith } = open.find(({ id }) => id === execution.id) ?? execution;
		for (const { event_id: id } of startedWith(TRIGGER)) {
			times.set(String(id), (times.get(String(id)) ?? 0) + 1);
		}
	}
	return times;
}

function ranTogether(one: FinishedExecution, other: FinishedExecution): boolean {
	const [from, to] = [one, other].map(({ startedAt }) => Date.parse(startedAt));
	const [end, otherEnd] = [one, other].map(({ stoppedAt }) => Date.parse(stoppedAt ?? ''));
	return from < otherEnd && to < end;
}

/** How often two executions with an event of the same prospect ran at the same time. */
export function overlaps(executions: readonly FinishedExecution[]): number {
	const runs = executions.map((execution) => ({
		execution,
		prospects: new Set(execution.startedWith(TRIGGER).map((event) => event.prospect_id)),
	}));
	const pairs = runs.flatMap((one, index) => runs.slice(index + 1).map((other) => [one, other]));
	return pairs.filter(
		([one, other]) =>
			ranTogether(one.execution, other.execution) &&
			[...one.prospects].some((prospect) => other.prospects.has(prospect)),
	).length;
}
