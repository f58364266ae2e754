import { failed, type Failure, type Result } from '../../shared/result';
import type { Batch, BatchApi } from '../batches/api';
import { actOnce } from '../batches/actOnce';
import {
	aboutBatch,
	countToConfirm,
	endedBadly,
	hasEnded,
	isConfirming,
	wasCancelled,
	wasGivenUp,
} from '../batches/state';
import { waitForEnd, type FollowTools } from '../batches/follow';

/** What is confirmed, and what comes then. */
export interface Confirmation {
	/** How many records the batch is expected to work on. */
	count: number;
	/** Whether to wait for its end. */
	waits: boolean;
	maxWaitMs: number;
}

/**
 * Confirms a batch that waits for it and is about exactly as many records as expected:
 * https://developers.outreach.io/api/bulk-api
 *
 * @returns the batch, as it finished if it is waited for; a failure if it was not confirmed, or was
 * given up later
 */
export async function confirmBatch(
	api: BatchApi,
	id: number,
	{ count, waits, maxWaitMs }: Confirmation,
	tools: FollowTools,
): Promise<Result<Batch>> {
	const read = await api.get(id);
	if (!read.ok) return read;
	const reason = reasonAgainst(read.value, count);
	if (reason !== undefined) return failed(reason);
	const confirmed = await actOnce(
		api,
		id,
		async () => await api.confirm(id, count),
		(batch) => !isConfirming(batch) && !wasCancelled(batch),
	);
	if (!confirmed.ok) return aboutBatch(confirmed.failure, id);
	if (!waits) return confirmed;
	const end = await waitForEnd(api, confirmed.value, maxWaitMs, tools);
	return end.ok && wasGivenUp(end.value) ? endedBadly(end.value) : end;
}

/** Why a batch may not be confirmed, if so. */
function reasonAgainst(batch: Batch, expected: number): Failure | undefined {
	const { id, state } = batch;
	if (!isConfirming(batch) || hasEnded(batch)) {
		return {
			kind: 'rejected',
			message: `The batch ${id} does not wait to be confirmed: its state is "${state}"`,
			hint: 'Nothing was confirmed. It may have been confirmed before, or have started without. Get Batch shows how it stands.',
		};
	}
	const count = countToConfirm(batch);
	if (count === expected) return undefined;
	return {
		kind: 'rejected',
		message: `Records expected: ${expected}, records that the batch ${id} would work on: ${count ?? 'not told'}`,
		hint: 'Nothing was confirmed. Look at the batch in Outreach before you give another number. Cancel Batch drops it.',
	};
}
