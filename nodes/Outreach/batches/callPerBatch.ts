import { mergeItems, type ItemRequest, type MergedCall } from '../../shared/merge';

/**
 * Merges what input items ask to do with batches: each batch gets one call, with the settings of the
 * first item that names it. A second call would find the batch changed by the first, and fail.
 */
export async function callPerBatch<S extends object>(
	requests: Array<ItemRequest<S>>,
): Promise<Array<MergedCall<S>>> {
	const single = requests.flatMap(({ itemIndex, ids, settings }) =>
		ids.map((id) => ({ itemIndex, ids: [id], settings: { ...settings, batchId: id } })),
	);
	return await mergeItems(single, 1, ({ batchId }) => batchId);
}
