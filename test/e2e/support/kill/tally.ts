import type { FinishedExecution } from '../executions';
import type { Life } from './lives';
import { TRIGGER } from './workflow';

/** An execution counts as started just before a kill for this long. */
const JUST_BEFORE_MS = 2000;

/** What became of the events. */
export interface Tally {
	/** Executions that the trigger started with events. */
	executions: number;
	/** Of these, the ones that a kill ended. */
	crashed: number;
	/** Lives in which n8n was killed before an execution with what it had been shown was saved. */
	killedInPoll: number;
	/** Events that no execution was started with. */
	lost: string[];
	/** Events that another execution was started with before, and that did not say so. */
	repeated: string[];
	/** Events that came marked as handed over once more. */
	redelivered: string[];
	/** Of these, the ones that no execution had been started with before. */
	saved: string[];
	/** Events that came again, marked, although a later poll of the same life had confirmed them. */
	redeliveredConfirmed: string[];
	/** Events that the receiver never got, although an execution was started with them. */
	unreceived: string[];
	/** Events that the receiver got more than once. */
	receivedTwice: string[];
	/** Executions that the event is in. */
	executionsOf(eventId: string): FinishedExecution[];
}

const createdAt = (execution: FinishedExecution): number => Date.parse(execution.createdAt);

const wasCreatedIn = (execution: FinishedExecution, { startedAt, killedAt }: Life): boolean =>
	createdAt(execution) >= startedAt && createdAt(execution) <= killedAt;

/** A poll confirms nothing that is younger; n8n may take some moments to save. */
const CONFIRMED_AFTER_MS = 30_000;

const isMarked = (execution: FinishedExecution, eventId: string): boolean =>
	execution
		.startedWith(TRIGGER)
		.some(({ event_id, redelivered }) => event_id === eventId && redelivered === true);

const hasEvents = (execution: FinishedExecution): boolean =>
	execution.startedWith(TRIGGER).length > 0;

export function tally(
	eventIds: readonly string[],
	executions: readonly FinishedExecution[],
	lives: readonly Life[],
	received: ReadonlyMap<string, number>,
): Tally {
	const started = executions.filter(hasEvents);
	const found = new Map<string, FinishedExecution[]>();
	for (const execution of started) {
		for (const { event_id: id } of execution.startedWith(TRIGGER)) {
			found.set(String(id), [...(found.get(String(id)) ?? []), execution]);
		}
	}
	const executionsOf = (id: string): FinishedExecution[] => found.get(id) ?? [];
	/** Whether a poll of the same life saved something later on, before the event came again. */
	const wasConfirmed = (first: FinishedExecution, again: FinishedExecution): boolean =>
		lives.some(
			(life) =>
				wasCreatedIn(first, life) &&
				executions.some(
					(later) =>
						wasCreatedIn(later, life) &&
						createdAt(later) < createdAt(again) &&
						createdAt(later) - createdAt(first) >= CONFIRMED_AFTER_MS,
				),
		);
	const marked = eventIds.filter((id) => executionsOf(id).some((one) => isMarked(one, id)));
	return {
		executions: started.length,
		crashed: started.filter(({ status }) => status === 'crashed').length,
		killedInPoll: lives.filter((life) => !started.some((one) => wasCreatedIn(one, life))).length,
		lost: eventIds.filter((id) => executionsOf(id).length === 0),
		repeated: eventIds.filter((id) =>
			executionsOf(id)
				.slice(1)
				.some((one) => !isMarked(one, id)),
		),
		redelivered: marked,
		saved: marked.filter((id) => isMarked(executionsOf(id)[0], id)),
		redeliveredConfirmed: marked.filter((id) =>
			executionsOf(id).some((one, index, all) => index > 0 && wasConfirmed(all[index - 1], one)),
		),
		unreceived: eventIds.filter((id) => executionsOf(id).length > 0 && !received.has(id)),
		receivedTwice: eventIds.filter((id) => (received.get(id) ?? 0) > 1),
		executionsOf,
	};
}

/**
 * Whether a kill between the saving of the memory and the saving of the execution may have lost the
 * event: n8n was killed after it had been shown the event in a sweep that was over, and no execution
 * is known from that life.
 */
export function mayBeLost(
	eventId: string,
	lives: readonly Life[],
	executions: readonly FinishedExecution[],
): boolean {
	const started = executions.filter(hasEvents);
	return lives.some(
		(life) =>
			life.swept &&
			life.served.has(eventId) &&
			!started.some((execution) => wasCreatedIn(execution, life)),
	);
}

/** How many more executions with the event may be there, each because of a kill just after one. */
export function repeatsExplained(
	executions: readonly FinishedExecution[],
	lives: readonly Life[],
): number {
	return executions.filter((execution) =>
		lives.some(({ killedAt }) => {
			const before = killedAt - createdAt(execution);
			return before >= 0 && before < JUST_BEFORE_MS;
		}),
	).length;
}
