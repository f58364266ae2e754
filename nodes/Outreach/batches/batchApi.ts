import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import { mapInTurns } from '../../shared/turns';
import { askForOne, type Resource } from '../jsonApi';
import { batchOf, type Batch } from './batch';
import { readBatchItem, type BatchItem } from './batchItem';
import { listItems } from './items';

const asBatch = (result: Result<Resource>): Result<Batch> =>
	result.ok ? success(batchOf(result.value)) : result;

/** What can be done with a batch: https://developers.outreach.io/api/bulk-api */
export interface BatchApi {
	get(id: number): Promise<Result<Batch>>;
	/** Lets a batch that waits go ahead with exactly this many records. */
	confirm(id: number, count: number): Promise<Result<Batch>>;
	/** Drops what is not done yet. */
	cancel(id: number): Promise<Result<Batch>>;
	/** Its items, all of them or those that failed. */
	items(batch: Batch, which: 'all' | 'failed'): Promise<Result<BatchItem[]>>;
}

/**
 * The calls about batches. Confirming or canceling twice does nothing more than once.
 *
 * @param field the label of the field that names the batch, if the form has one
 */
export function batchApi(client: Client, field?: string): BatchApi {
	const act = async (id: number, action: string, query?: string) =>
		asBatch(
			await askForOne(
				client,
				{
					method: 'POST',
					path: `/batches/${id}/actions/${action}`,
					query,
					body: {},
					repeatable: true,
					lookAt: 'at the batch (Get Batch)',
				},
				'batch',
				{ field, id },
			),
		);
	return {
		get: async (id) =>
			asBatch(
				await askForOne(
					client,
					{ method: 'GET', path: `/batches/${id}`, repeatable: true },
					'batch',
					{ field, id },
				),
			),
		confirm: async (id, count) =>
			await act(id, 'confirm', `actionParams%5BconfirmedCount%5D=${count}`),
		cancel: async (id) => await act(id, 'cancel'),
		items: async (batch, which) => {
			const items = await listItems(client, batch.id, { which }, async () => success(batch));
			return items.ok ? success(await mapInTurns(items.value, readBatchItem)) : items;
		},
	};
}
