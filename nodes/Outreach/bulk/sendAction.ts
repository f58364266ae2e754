import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import type { VendorRequest } from '../../shared/vendor';
import { askForOne } from '../api';
import { batchOf, type Batch } from '../batchApi';
import { LONGEST_PATH } from '../outreach';
import { targetQuery, type Target } from './target';

/** A bulk action as it is sent. */
export interface ActionCall {
	/** Outreach's name of it, such as `prospectsAddTags`. */
	action: string;
	target: Target;
	/** What it takes besides the ids. */
	attributes: object;
	/** Start at once, instead of waiting where Outreach wants the number of records confirmed. */
	skipConfirmation: boolean;
}

/**
 * The request of a bulk action: https://developers.outreach.io/api/bulk-api
 *
 * The ids go into the body, and into the filter of the query as well while the address stays short
 * enough, as both are documented and which one counts is not. With ids in the body alone the
 * confirmation is never skipped: it shows how many records would be affected. Sent twice it makes two
 * batches, so it is not repeated when its outcome is unclear.
 */
export function actionRequest(call: ActionCall): VendorRequest {
	const { action, target, attributes, skipConfirmation } = call;
	const path = `/batches/actions/${action}`;
	const skip = skipConfirmation ? '&actionParams%5BskipConfirmation%5D=true' : '';
	const query = `${targetQuery(target)}${skip}`;
	return {
		method: 'POST',
		path,
		query: path.length + 1 + query.length <= LONGEST_PATH ? query : undefined,
		body: { data: { attributes: { ...attributes, ids: target.ids } } },
		repeatable: false,
	};
}

/** Starts a bulk action. */
export async function sendAction(client: Client, call: ActionCall): Promise<Result<Batch>> {
	const result = await askForOne(client, actionRequest(call));
	return result.ok ? success(batchOf(result.value)) : result;
}
