import { failed, type Result } from '../../shared/result';
import type { Batch, BatchApi } from '../batches/api';
import { actOnce } from '../batches/actOnce';
import { aboutBatch, hasEnded, wasCancelled } from '../batches/state';

/**
 * Cancels a batch: what it has not done yet is dropped, what is done stays.
 * https://developers.outreach.io/api/bulk-api
 *
 * It is read first: once it is cancelled, nothing tells whether this call or an earlier one did it.
 *
 * @returns the batch as it is then; a failure if it had already ended, in whatever way
 */
export async function cancelBatch(api: BatchApi, id: number): Promise<Result<Batch>> {
	const read = await api.get(id);
	if (!read.ok) return read;
	if (hasEnded(read.value)) return alreadyEnded(read.value);
	const cancelled = await actOnce(api, id, async () => await api.cancel(id), hasEnded);
	if (!cancelled.ok) return aboutBatch(cancelled.failure, id);
	const batch = cancelled.value;
	return hasEnded(batch) && !wasCancelled(batch) ? alreadyEnded(batch) : cancelled;
}

function alreadyEnded({ id, state }: Batch) {
	return failed({
		kind: 'rejected',
		message: `The batch ${id} cannot be cancelled: it has already ended as "${state}"`,
		hint: 'Records that it worked on stay changed. Get Batch shows how many.',
	});
}
