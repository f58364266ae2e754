import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import type { VendorRequest } from '../../shared/vendor';
import { askForOne } from '../jsonApi';
import { isOtherAction } from './actionNames';
import { batchOf, type Batch } from './batch';

/**
 * Sends a request that starts a batch. A batch about another action is no answer to it. One that does not
 * name its action is taken for one about this.
 *
 * @param action Outreach's name of it, such as `prospectsAddTags`
 */
export async function startBatch(
	client: Client,
	request: VendorRequest,
	action: string,
): Promise<Result<Batch>> {
	const result = await askForOne(client, request, 'batch', undefined, ({ attributes }) =>
		isOtherAction(attributes.action, action) ? `a batch about ${action}` : undefined,
	);
	if (!result.ok) return result;
	const batch = batchOf(result.value);
	return success({ ...batch, action: batch.action || action });
}
