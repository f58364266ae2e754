import type { Clock } from '../../../shared/clock';
import { failed, success, type Result } from '../../../shared/result';
import type { Batch } from '../../batches/batch';
import type { BatchApi } from '../../batches/batchApi';
import { actOnce } from '../../batches/actOnce';
import { pauseMs } from '../../batches/follow';
import { aboutBatch, hasEnded, wasCancelled } from '../../batches/state';

/** A batch that is canceled now. */
export interface Cancelled {
	batch: Batch;
	/** Whether this run canceled it; not if it was so before. */
	changed: boolean;
}

/** How often to look at a batch whose answer does not show the end yet. */
const LOOKS = 2;

/**
 * Cancels a batch: what it has not done yet is dropped, what is done stays.
 * https://developers.outreach.io/api/bulk-api
 *
 * It is read first: once it is canceled, nothing tells whether this call or an earlier one did it.
 *
 * @returns the batch as it is then; a failure if it had already ended in another way, or goes on
 */
export async function cancelBatch(
	api: BatchApi,
	id: number,
	{ sleep, isCancelled }: Pick<Clock, 'sleep' | 'isCancelled'>,
): Promise<Result<Cancelled>> {
	const read = await api.get(id);
	if (!read.ok) return read;
	const before = read.value;
	if (hasEnded(before)) {
		return wasCancelled(before) ? success({ batch: before, changed: false }) : alreadyEnded(before);
	}
	const cancelled = await actOnce(api, id, async () => await api.cancel(id), hasEnded);
	if (!cancelled.ok) return aboutBatch(cancelled.failure, id);
	let batch = cancelled.value;
	for (let look = 0; look < LOOKS && !hasEnded(batch) && !isCancelled(); look += 1) {
		await sleep(pauseMs(look));
		const now = await api.get(id);
		if (!now.ok) return aboutBatch({ ...now.failure, hasActed: true }, id);
		batch = now.value;
	}
	if (!hasEnded(batch)) return stillRuns(batch);
	return wasCancelled(batch) ? success({ batch, changed: true }) : alreadyEnded(batch);
}

function stillRuns({ id, state }: Batch) {
	return failed({
		kind: 'unreadable',
		message: `Outreach took the request to cancel the batch ${id}, but still shows it as "${state}"`,
		hint: 'It may stop a little later. Get Batch shows how it stands.',
		hasActed: true,
	});
}

function alreadyEnded({ id, state }: Batch) {
	return failed({
		kind: 'rejected',
		message: `The batch ${id} cannot be canceled: it has already ended as "${state}"`,
		hint: 'Records that it worked on stay changed. Get Batch shows how many.',
	});
}
