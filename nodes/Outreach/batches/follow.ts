import { rest, type Clock } from '../../shared/clock';
import { executionCanceled } from '../../shared/givenUp';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { isOtherAction } from './actionNames';
import type { Batch } from './batch';
import type { BatchApi } from './batchApi';
import { actOnce } from './actOnce';
import {
	aboutBatch,
	countToConfirm,
	endedBadly,
	hasEnded,
	isAtRest,
	isConfirming,
	isUnderWay,
	notConfirmed,
	notEndedInTime,
	notSeen,
	stillConfirming,
	printRecords,
	wasCancelled,
	wasGivenUp,
} from './state';

const FIRST_PAUSE_MS = 300;
const SECOND_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** How long to look at a batch that is not to be waited for. */
const SETTLE_MS = 5_000;

/** What is right for a batch that a bulk action has started. */
export interface FollowRules {
	/** How many ids were sent. */
	sent: number;
	/** Whether to wait for its end. */
	waits: boolean;
	maxWaitMs: number;
	/** Whether it may go ahead with fewer records than were sent. */
	acceptsFewer: boolean;
}

/** How long to wait before looking at a batch again: soon at first, then ever longer. */
export function pauseMs(look: number): number {
	if (look === 0) return FIRST_PAUSE_MS;
	return Math.min(LONGEST_PAUSE_MS, SECOND_PAUSE_MS * 1.5 ** (look - 1));
}

/** When a batch need not be looked at any more. */
interface Watch {
	maxWaitMs: number;
	/** Asked at each look; what it returns takes the place of the batch. */
	step?: (batch: Batch) => Promise<Result<Batch>>;
	/** @param before the batch at the look before this one */
	isOver: (batch: Batch, before?: Batch) => boolean;
	/** What to make of a batch that is not over in time. */
	late: (batch: Batch) => Result<Batch>;
}

/** An answer about another batch says nothing about this one. */
function otherBatch({ id, action }: Batch, start: Batch) {
	return aboutBatch(
		{
			kind: 'unreadable',
			ambiguous: true,
			message: `Outreach answered with a batch about ${action} instead of ${start.action}`,
			hint: 'What became of the records is not known. Look at them in Outreach before you run it again.',
		},
		id,
	);
}

async function watch(
	api: BatchApi,
	start: Batch,
	{ maxWaitMs, step = async (batch) => success(batch), isOver, late }: Watch,
	clock: Clock,
): Promise<Result<Batch>> {
	const deadline = clock.now() + maxWaitMs;
	let batch = start;
	let before: Batch | undefined;
	for (let look = 0; ; look += 1) {
		const stepped = await step(batch);
		if (!stepped.ok || isOver(stepped.value, before)) return stepped;
		const left = deadline - clock.now();
		if (left <= 0) return late(stepped.value);
		await rest(Math.min(pauseMs(look), left), clock);
		if (clock.isCancelled()) {
			return aboutBatch(executionCanceled(), batch.id);
		}
		const next = await api.get(batch.id);
		if (!next.ok) return notSeen(next.failure, batch.id);
		if (isOtherAction(next.value.action, start.action)) return otherBatch(next.value, start);
		before = stepped.value;
		batch = next.value;
	}
}

/**
 * Looks at a batch again and again until it ends. A state that is not known is an end where nothing is
 * left to do and nothing changes any more.
 *
 * @param step asked at each look; what it returns takes the place of the batch
 * @returns the batch as it ended, in whatever way
 */
export async function waitForEnd(
	api: BatchApi,
	start: Batch,
	maxWaitMs: number,
	clock: Clock,
	step?: Watch['step'],
): Promise<Result<Batch>> {
	const isOver: Watch['isOver'] = (batch, before) =>
		hasEnded(batch) || (before !== undefined && isAtRest(before, batch));
	const late = (batch: Batch) => notEndedInTime(batch, maxWaitMs);
	return await watch(api, start, { maxWaitMs, step, isOver, late }, clock);
}

/**
 * A batch that was canceled while it waited to be confirmed, since it did not count all records that
 * were sent: nothing has been changed.
 */
export interface Dropped {
	ok: false;
	failure: Failure;
	dropped: Batch;
}

/**
 * Sees a batch through that a bulk action has started: stops it if it is about more records than were
 * sent, confirms it if the number is right, and waits for its end. A batch that waits to be confirmed
 * and does not tell its number is looked at for a few seconds, and then stopped. Also if it is not to be waited for,
 * it is looked at for a few seconds, until it has told its number and is under way.
 *
 * @returns the batch as it finished, or as it is now if it is not to be waited for
 */
export async function follow(
	api: BatchApi,
	start: Batch,
	rules: FollowRules,
	clock: Clock,
): Promise<Result<Batch> | Dropped> {
	let isConfirmed = false;
	const patience = rules.waits ? Math.min(SETTLE_MS, rules.maxWaitMs) : SETTLE_MS;
	const countedBy = clock.now() + patience;
	let dropped: Batch | undefined;
	const step = async (batch: Batch): Promise<Result<Batch>> => {
		const tooMany = Math.max(batch.total ?? 0, batch.confirmCount ?? 0);
		if (tooMany > rules.sent) {
			return (await stop(api, batch, describeMismatch(tooMany, rules))).result;
		}
		if (isConfirmed || !isConfirming(batch) || hasEnded(batch)) return success(batch);
		const count = countToConfirm(batch);
		// Outreach may still be counting.
		if (count === undefined && clock.now() < countedBy) return success(batch);
		const isRight =
			count === rules.sent || (count !== undefined && count > 0 && rules.acceptsFewer);
		if (!isRight) {
			const stopped = await stop(api, batch, describeMismatch(count, rules));
			dropped = stopped.cancelled;
			return stopped.result;
		}
		const confirmed = await actOnce(
			api,
			batch.id,
			async () => await api.confirm(batch.id, count),
			(now) => !isConfirming(now),
		);
		isConfirmed = confirmed.ok;
		return confirmed.ok ? confirmed : notConfirmed(confirmed.failure, batch.id);
	};
	const end = rules.waits
		? await waitForEnd(api, start, rules.maxWaitMs, clock, step)
		: await watch(
				api,
				start,
				{
					maxWaitMs: SETTLE_MS,
					step,
					isOver: (batch) =>
						hasEnded(batch) || (isConfirmed ? !isConfirming(batch) : isUnderWay(start, batch)),
					late: (batch) => (isConfirmed ? stillConfirming(batch) : success(batch)),
				},
				clock,
			);
	if (end.ok) {
		// One that is not waited for shows its state, but a confirmation that comes to nothing is none.
		const counts = rules.waits || isConfirmed;
		return counts && wasGivenUp(end.value) ? endedBadly(end.value) : end;
	}
	if (dropped === undefined) return end;
	const hint =
		`Nothing was changed, because the batch had not begun. ${end.failure.hint ?? ''}`.trim();
	return { ok: false, failure: { ...end.failure, hint }, dropped };
}

function describeMismatch(count: number | undefined, { sent }: FollowRules): Failure {
	const few = count !== undefined && count < sent;
	return {
		kind: 'rejected',
		message: `Outreach would work on ${printRecords(count)}, but the node named ${sent}`,
		hint: few
			? 'Some records may have been deleted, or the connected user cannot see them. To go on with the records that are left, turn on "Accept Fewer Records" under Options.'
			: 'Look at the batch in Outreach, and run it again only when it is clear why.',
	};
}

/**
 * Cancels a batch and says why, and whether that was in time.
 *
 * @returns the failure, and the batch if it was canceled
 */
async function stop(
	api: BatchApi,
	batch: Batch,
	failure: Failure,
): Promise<{ result: Result<Batch>; cancelled?: Batch }> {
	const attempt = hasEnded(batch) ? undefined : await cancel(api, batch.id);
	const outcome =
		attempt === undefined
			? `The batch ${batch.id} had already ended as "${batch.state}"`
			: attempt.ok
				? printCancelled(attempt.value)
				: `The batch ${batch.id} could not be canceled: ${attempt.failure.message}`;
	const result = failed({ ...failure, message: `${failure.message}. ${outcome}` });
	const isCancelled = attempt?.ok && wasCancelled(attempt.value);
	return { result, cancelled: isCancelled ? attempt.value : undefined };
}

/** Cancels a batch; an answer that does not show it yet is looked at once more. */
async function cancel(api: BatchApi, id: number): Promise<Result<Batch>> {
	const cancelled = await actOnce(api, id, async () => await api.cancel(id), hasEnded);
	if (!cancelled.ok || hasEnded(cancelled.value)) return cancelled;
	const now = await api.get(id);
	return now.ok ? now : cancelled;
}

function printCancelled(batch: Batch): string {
	const { id, state } = batch;
	return wasCancelled(batch) ? `The batch ${id} was canceled` : `The batch ${id} is now "${state}"`;
}
