import type { Json } from '../../shared/answers';
import type { Client } from '../../shared/client';
import { failed, type Result } from '../../shared/result';
import type { VendorRequest } from '../../shared/vendor';
import type { Batch } from '../batches/batch';
import { startBatch } from '../batches/startBatch';
import { LONGEST_PATH } from '../outreach';
import { findStarted } from './findStarted';
import { nameValue } from './nameValue';
import { approvedQuery, idsQuery, type Target } from './target';

/** A bulk action as it is sent. */
export interface ActionCall {
	/** Outreach's name of it, such as `prospectsAddTags`. */
	action: string;
	/** Whether it may be sent again when it is not known if it has been started. */
	repeatable: boolean;
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
 * affected, is then never skipped. Sent twice it makes two batches, so it is repeated after an unclear
 * outcome only where that does no harm. The later batch is followed then. The first one has the same
 * effect, or waits for a confirmation that never comes.
 */
export function actionRequest(call: ActionCall): VendorRequest {
	const { action, repeatable, target, attributes, skipConfirmation } = call;
	const path = `/batches/actions/${action}`;
	const fits = (query: string) => path.length + 1 + query.length <= LONGEST_PATH;
	const skip = skipConfirmation ? '&actionParams%5BskipConfirmation%5D=true' : '';
	// Each id is longer than one character.
	const mayFit = target.ids.length < LONGEST_PATH;
	const byIds = mayFit ? `${idsQuery(target)}${skip}` : undefined;
	return {
		method: 'POST',
		path,
		query: [byIds, approvedQuery(target)].find((query) => query !== undefined && fits(query)),
		body: { data: { attributes: { ...attributes, ids: target.ids } } },
		repeatable,
	};
}

/** Starts a bulk action; one that may not be repeated only once for all tries of the node. */
export async function sendAction(client: Client, call: ActionCall): Promise<Result<Batch>> {
	const { action, attributes, target } = call;
	const request = actionRequest(call);
	const send = async (): Promise<Result<Batch>> => {
		const started = await startBatch(client, request, action);
		return started.ok ? started : failed(nameValue(started.failure, attributes as Json));
	};
	if (request.repeatable) return await send();
	const lost = { action, attributes, ids: target.ids };
	return await client.writes.once({
		name: action,
		ids: target.ids,
		content: attributes,
		send,
		find: async (sentAt) => await findStarted(client, lost, sentAt),
	});
}
