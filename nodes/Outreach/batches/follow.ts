import { failed, success, type Failure, type Result } from '../../shared/result';
import type { Batch, BatchApi } from './api';
import { actOnce } from './actOnce';
import {
	aboutBatch,
	countToConfirm,
	endedBadly,
	hasEnded,
	isAtRest,
	isConfirming,
	isUnderWay,
	notEndedInTime,
	wasCancelled,
	wasGivenUp,
} from './state';

const FIRST_PAUSE_MS = 300;
const SECOND_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const SLICE_MS = 1_000;
/** How long to look at a batch that is not to be waited for. */
const SETTLE_MS = 5_000;

/** The world outside, so that tests need not wait. */
export interface FollowTools {
	now(): number;
	sleep(ms: number): Promise<void>;
	isCancelled(): boolean;
}

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

async function watch(
	api: BatchApi,
	start: Batch,
	{ maxWaitMs, step = async (batch) => success(batch), isOver, late }: Watch,
	tools: FollowTools,
): Promise<Result<Batch>> {
	const deadline = tools.now() + maxWaitMs;
	let batch = start;
	let before: Batch | undefined;
	for (let look = 0; ; look += 1) {
		const stepped = await step(batch);
		if (!stepped.ok || isOver(stepped.value, before)) return stepped;
		const left = deadline - tools.now();
		if (left <= 0) return late(stepped.value);
		await rest(Math.min(pauseMs(look), left), tools);
		if (tools.isCancelled()) {
			return aboutBatch({ kind: 'cancelled', message: 'The execution was cancelled' }, batch.id);
		}
		const next = await api.get(batch.id);
		if (!next.ok) return aboutBatch(next.failure, batch.id);
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
	tools: FollowTools,
	step?: Watch['step'],
): Promise<Result<Batch>> {
	const isOver: Watch['isOver'] = (batch, before) =>
		hasEnded(batch) || (before !== undefined && isAtRest(before, batch));
	const late = (batch: Batch) => notEndedInTime(batch, maxWaitMs);
	return await watch(api, start, { maxWaitMs, step, isOver, late }, tools);
}

async function rest(ms: number, { sleep, isCancelled }: FollowTools): Promise<void> {
	for (let left = ms; left > 0 && !isCancelled(); left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
}

/**
 * A batch that was cancelled while it waited to be confirmed, since it did not count all records that
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
	tools: FollowTools,
): Promise<Result<Batch> | Dropped> {
	let isConfirmed = false;
	const patience = rules.waits ? Math.min(SETTLE_MS, rules.maxWaitMs) : SETTLE_MS;
	const countedBy = tools.now() + patience;
	let dropped: Batch | undefined;
	const step = async (batch: Batch): Promise<Result<Batch>> => {
		const tooMany = Math.max(batch.total ?? 0, batch.confirmCount ?? 0);
		if (tooMany > rules.sent) {
			return (await stop(api, batch, describeMismatch(tooMany, rules))).result;
		}
		if (isConfirmed || !isConfirming(batch) || hasEnded(batch)) return success(batch);
		const count = countToConfirm(batch);
		// Outreach may still be counting.
		if (count === undefined && tools.now() < countedBy) return success(batch);
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
		return confirmed.ok ? confirmed : aboutBatch(confirmed.failure, batch.id);
	};
	const end = rules.waits
		? await waitForEnd(api, start, rules.maxWaitMs, tools, step)
		: await watch(
				api,
				start,
				{
					maxWaitMs: SETTLE_MS,
					step,
					isOver: (batch) => isConfirmed || hasEnded(batch) || isUnderWay(start, batch),
					late: success,
				},
				tools,
			);
	if (end.ok) return rules.waits && wasGivenUp(end.value) ? endedBadly(end.value) : end;
	if (dropped === undefined) return end;
	const hint = `It had not begun, so it has changed nothing. ${end.failure.hint ?? ''}`.trim();
	return { ok: false, failure: { ...end.failure, hint }, dropped };
}

function describeMismatch(count: number | undefined, { sent }: FollowRules): Failure {
	const few = count !== undefined && count < sent;
	return {
		kind: 'rejected',
		message: `Records asked for: ${sent}, records that Outreach would work on: ${count ?? 'not told'}`,
		hint: few
			? 'Some may have been deleted, or the connected user cannot see them. To go on with those that are left, turn on "Accept Fewer Records" under Options.'
			: 'Do not repeat it before it is clear why. Look at the batch in Outreach.',
	};
}

/**
 * Cancels a batch and says why, and whether that was in time.
 *
 * @returns the failure, and the batch if it was cancelled
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
				: `The batch ${batch.id} could not be cancelled: ${attempt.failure.message}`;
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
	return wasCancelled(batch)
		? `The batch ${id} was cancelled`
		: `The batch ${id} is now "${state}"`;
}
