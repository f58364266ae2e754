import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import type { VendorRequest } from '../../shared/vendor';
import { askForOne } from '../api';
import { batchOf, type Batch } from '../batches/api';
import { LONGEST_PATH } from '../outreach';
import { approvedQuery, idsQuery, type Target } from './target';

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
 * The ids go into the body, and into the filter of the address as well, as both are documented and
 * which one counts is not. Where they would make the address too long, the filter that found them
 * takes their place there, if there is one. The confirmation, which shows how many records would be
 * affected, is then never skipped. Sent twice it makes two batches, so it is not repeated when its
 * outcome is unclear.
 */
export function actionRequest(call: ActionCall): VendorRequest {
	const { action, target, attributes, skipConfirmation } = call;
	const path = `/batches/actions/${action}`;
	const fits = (query: string) => path.length + 1 + query.length <= LONGEST_PATH;
	const skip = skipConfirmation ? '&actionParams%5BskipConfirmation%5D=true' : '';
	const byIds = `${idsQuery(target)}${skip}`;
	return {
		method: 'POST',
		path,
		query: [byIds, approvedQuery(target)].find((query) => query !== undefined && fits(query)),
		body: { data: { attributes: { ...attributes, ids: target.ids } } },
		repeatable: false,
	};
}

/** Starts a bulk action. */
export async function sendAction(client: Client, call: ActionCall): Promise<Result<Batch>> {
	const result = await askForOne(client, actionRequest(call));
	return result.ok ? success(batchOf(result.value)) : result;
}
