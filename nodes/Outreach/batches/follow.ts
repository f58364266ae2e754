import { failed, success, type Failure, type Result } from '../../shared/result';
import type { Batch, BatchApi } from './api';
import { actOnce } from './actOnce';
import {
	aboutBatch,
	countToConfirm,
	endedBadly,
	hasEnded,
	isConfirming,
	notEndedInTime,
	wasCancelled,
	wasGivenUp,
} from './state';

const FIRST_PAUSE_MS = 300;
const SECOND_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const SLICE_MS = 1_000;

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

/**
 * Looks at a batch again and again until it ends.
 *
 * @param step asked at each look; what it returns takes the place of the batch
 * @returns the batch as it ended, in whatever way
 */
export async function waitForEnd(
	api: BatchApi,
	start: Batch,
	maxWaitMs: number,
	tools: FollowTools,
	step: (batch: Batch) => Promise<Result<Batch>> = async (batch) => success(batch),
): Promise<Result<Batch>> {
	const deadline = tools.now() + maxWaitMs;
	let batch = start;
	for (let look = 0; ; look += 1) {
		const stepped = await step(batch);
		if (!stepped.ok || hasEnded(stepped.value)) return stepped;
		const left = deadline - tools.now();
		if (left <= 0) return notEndedInTime(stepped.value, maxWaitMs);
		await rest(Math.min(pauseMs(look), left), tools);
		if (tools.isCancelled()) {
			return aboutBatch({ kind: 'cancelled', message: 'The execution was cancelled' }, batch.id);
		}
		const next = await api.get(batch.id);
		if (!next.ok) return aboutBatch(next.failure, batch.id);
		batch = next.value;
	}
}

async function rest(ms: number, { sleep, isCancelled }: FollowTools): Promise<void> {
	for (let left = ms; left > 0 && !isCancelled(); left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
}

/**
 * Sees a batch through that a bulk action has started: stops it if it is about more records than were
 * sent, confirms it if the number is right, and waits for its end.
 *
 * @returns the batch as it finished, or as it is now if it is not to be waited for
 */
export async function follow(
	api: BatchApi,
	start: Batch,
	rules: FollowRules,
	tools: FollowTools,
): Promise<Result<Batch>> {
	let isConfirmed = false;
	const step = async (batch: Batch): Promise<Result<Batch>> => {
		const tooMany = Math.max(batch.total ?? 0, batch.confirmCount ?? 0);
		if (tooMany > rules.sent) return await stop(api, batch, describeMismatch(tooMany, rules));
		if (isConfirmed || !isConfirming(batch) || hasEnded(batch)) return success(batch);
		const count = countToConfirm(batch);
		const isRight =
			count === rules.sent || (count !== undefined && count > 0 && rules.acceptsFewer);
		if (!isRight) return await stop(api, batch, describeMismatch(count, rules));
		const confirmed = await actOnce(
			api,
			batch.id,
			async () => await api.confirm(batch.id, count),
			(now) => !isConfirming(now),
		);
		isConfirmed = confirmed.ok;
		return confirmed.ok ? confirmed : aboutBatch(confirmed.failure, batch.id);
	};
	if (!rules.waits) return await step(start);
	const end = await waitForEnd(api, start, rules.maxWaitMs, tools, step);
	return end.ok && wasGivenUp(end.value) ? endedBadly(end.value) : end;
}

function describeMismatch(count: number | undefined, { sent }: FollowRules): Failure {
	const few = count !== undefined && count < sent;
	return {
		kind: 'rejected',
		message: `Records asked for: ${sent}, records that Outreach would work on: ${count ?? 'not told'}`,
		hint: few
			? 'Some may have been deleted, or the connected user cannot see them. To go on with those that are left, switch on "Accept Fewer Records" under Options.'
			: 'Do not repeat it before it is clear why. Look at the batch in Outreach.',
	};
}

/** Cancels a batch and says why, and whether that was in time. */
async function stop(api: BatchApi, batch: Batch, failure: Failure): Promise<Result<Batch>> {
	const cancelled = hasEnded(batch)
		? undefined
		: await actOnce(api, batch.id, async () => await api.cancel(batch.id), hasEnded);
	const outcome =
		cancelled === undefined
			? `The batch ${batch.id} had already ended as "${batch.state}"`
			: cancelled.ok
				? printCancelled(cancelled.value)
				: `The batch ${batch.id} could not be cancelled: ${cancelled.failure.message}`;
	return failed({ ...failure, message: `${failure.message}. ${outcome}` });
}

function printCancelled(batch: Batch): string {
	const { id, state } = batch;
	return wasCancelled(batch)
		? `The batch ${id} was cancelled`
		: `The batch ${id} is now "${state}"`;
}
