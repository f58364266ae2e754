import { BULK_ACTIONS } from './actions.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { sequenceRules } from './sequence-rules.ts';
import { getRecord } from './state.ts';
import type { BatchRun, OutreachRecord } from './state.ts';

const UNKNOWN_END = 'complete';
const END_STATES: Record<string, string> = { failed: 'failed', unknown: UNKNOWN_END };

/**
 * Batches run by the clock: whoever looks brings them up to date first. No timers, so that a
 * test can jump to any moment of a batch's life by moving the time.
 */
export function settleBatches(sandbox: OutreachSandbox): void {
	const now = sandbox.clock.now();
	for (const run of sandbox.world.outreach.runs) {
		if (run.startsAt === null || run.endsAt === null || run.startsAt > now) continue;
		const batch = getRecord(sandbox.world.outreach, 'batch', run.batchId);
		if (batch === undefined) continue;
		progress(sandbox, run, batch, now);
	}
	sandbox.world.outreach.runs = sandbox.world.outreach.runs.filter(
		(run) => getRecord(sandbox.world.outreach, 'batch', run.batchId) !== undefined,
	);
}

/** Sets the time at which a batch starts and ends. */
export function startRun(sandbox: OutreachSandbox, run: BatchRun): void {
	const { batchPendingMs, batchRunMs, batchEnd } = sandbox.switches.outreach;
	if (batchEnd === 'hangs') return;
	run.startsAt = sandbox.clock.now() + batchPendingMs;
	run.endsAt = run.startsAt + batchRunMs;
}

/** Ends a batch in the given state; items not done yet are dropped. */
export function finishRun(sandbox: OutreachSandbox, run: BatchRun, state: string): void {
	const batch = getRecord(sandbox.world.outreach, 'batch', run.batchId);
	if (batch === undefined) return;
	const at = new Date(sandbox.clock.now()).toISOString();
	const canceled = state.startsWith('cancel');
	// A state that nobody knows comes without the time that would tell that it is an end.
	const end = state === UNKNOWN_END ? {} : { [canceled ? 'canceledAt' : 'finishedAt']: at };
	const dropped = run.items.length - run.done;
	run.startsAt = null;
	run.endsAt = null;
	Object.assign(batch.attributes, {
		state,
		pending: 0,
		...end,
		updatedAt: at,
		summary: { failures: batch.attributes.failures, dropped },
	});
}

function progress(
	sandbox: OutreachSandbox,
	run: BatchRun,
	batch: OutreachRecord,
	now: number,
): void {
	const { executingState, batchEnd } = sandbox.switches.outreach;
	const starts = run.startsAt as number;
	const ends = run.endsAt as number;
	const share = ends === starts ? 1 : Math.min(1, (now - starts) / (ends - starts));
	const due = Math.floor(share * run.items.length);
	// A batch that is to fail stops half-way.
	const target = batchEnd === 'failed' ? Math.min(due, Math.floor(run.items.length / 2)) : due;
	while (run.done < target) {
		workOn(sandbox, run, batch, now);
		run.done += 1;
	}
	Object.assign(batch.attributes, {
		state: executingState,
		startedAt: new Date(starts).toISOString(),
		pending: run.items.length - run.done,
		updatedAt: new Date(now).toISOString(),
	});
	if (now < ends) return;
	if (batchEnd === 'vanishes') delete sandbox.world.outreach.records.batch[batch.id];
	else finishRun(sandbox, run, END_STATES[batchEnd] ?? 'finished');
}

function workOn(sandbox: OutreachSandbox, run: BatchRun, batch: OutreachRecord, now: number): void {
	const state = sandbox.world.outreach;
	const entry = run.items[run.done];
	const item = entry && getRecord(state, 'batchItem', entry.itemId);
	if (entry === undefined || item === undefined) return;
	const problem = apply(sandbox, run, entry.recordId, entry.itemId, now);
	item.attributes.state = problem === undefined ? 'done' : 'error';
	item.attributes.failed = problem !== undefined;
	item.attributes.info = problem ?? null;
	if (problem !== undefined) {
		batch.attributes.failures = Number(batch.attributes.failures) + 1;
	}
}

/** Carries out the action on one record; returns why it failed. */
function apply(
	sandbox: OutreachSandbox,
	run: BatchRun,
	recordId: number,
	itemId: number,
	now: number,
): string | undefined {
	const { failEveryNthItem } = sandbox.switches.outreach;
	if (failEveryNthItem > 0 && (run.done + 1) % failEveryNthItem === 0) {
		return 'Validation failed: The record could not be saved.';
	}
	const action = BULK_ACTIONS.find((one) => one.name === run.action);
	if (action === undefined) return 'Unknown action.';
	const record = getRecord(sandbox.world.outreach, action.recordType, recordId);
	if (record === undefined) return `Could not find '${action.recordType}' with ID '${recordId}'.`;
	return action.apply(sandbox.world.outreach, record, run.attributes, {
		itemId,
		now,
		sequenceRules: sequenceRules(sandbox),
	});
}
