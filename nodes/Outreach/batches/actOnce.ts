import type { Result } from '../../shared/result';
import type { Batch } from './batch';
import type { BatchApi } from './batchApi';

/**
 * Confirms or cancels a batch. A refusal, or an answer that is lost for good, is no failure where the
 * batch shows that an attempt got through: https://developers.outreach.io/api/bulk-api
 *
 * @param gotThrough tells it by the batch as it is now
 * @returns the batch, or why nothing came of it
 */
export async function actOnce(
	api: BatchApi,
	id: number,
	act: () => Promise<Result<Batch>>,
	gotThrough: (batch: Batch) => boolean,
): Promise<Result<Batch>> {
	const result = await act();
	if (result.ok) return result;
	const { kind, ambiguous } = result.failure;
	if (kind !== 'rejected' && !ambiguous) return result;
	const now = await api.get(id);
	return now.ok && gotThrough(now.value) ? now : result;
}
