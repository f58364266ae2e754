import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../../../shared/clock';
import type { Shape } from '../../../shared/outputShape';
import { success, type Result } from '../../../shared/result';
import type { BatchApi } from '../../batches/batchApi';
import { waitForEnd } from '../../batches/follow';
import { showBatch } from '../../batches/showBatch';

/** What to find out about a batch. */
export interface BatchSettings {
	waits: boolean;
	maxWaitMs: number;
	listsFailedItems: boolean;
	shape: Shape;
}

/**
 * Reads a batch as an item, whatever its state. Nothing is confirmed or canceled.
 *
 * @returns a failure if it is to be waited for and does not end in time
 */
export async function readBatch(
	api: BatchApi,
	id: number,
	{ waits, maxWaitMs, listsFailedItems, shape }: BatchSettings,
	clock: Clock,
): Promise<Result<IDataObject>> {
	const first = await api.get(id);
	if (!first.ok) return first;
	const batch = waits ? await waitForEnd(api, first.value, maxWaitMs, clock) : first;
	if (!batch.ok) return batch;
	const json = showBatch(batch.value, shape);
	if (!listsFailedItems) return success(json);
	const items = await api.items(batch.value, 'failed');
	if (!items.ok) return items;
	const failedItems = items.value.map(({ itemId, recordId, info }) => ({
		id: itemId,
		recordId: recordId === undefined ? null : Number(recordId),
		info,
	}));
	return success({ ...json, failedItems });
}
