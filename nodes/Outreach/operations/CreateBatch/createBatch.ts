import type { Client } from '../../../shared/client';
import { failed, type Result } from '../../../shared/result';
import type { Batch } from '../../batches/batch';
import { startBatch } from '../../batches/startBatch';
import { nameValue } from '../../bulk/nameValue';
import type { Target } from '../../bulk/target';

/** A batch as the user describes it. */
export interface BatchInput {
	action: string;
	/** What the action takes besides the records. */
	payload: Record<string, unknown>;
	externalStartPayload?: string;
}

/**
 * Creates a batch by the older way of the API, for the records of the target only, and only once for
 * all tries of the node: what the action does twice is not known.
 *
 * https://developers.outreach.io/api/reference
 */
export async function createBatch(
	client: Client,
	{ ids }: Target,
	input: BatchInput,
): Promise<Result<Batch>> {
	return await client.writes.once({
		name: `create ${input.action}`,
		ids,
		content: input,
		send: async () => await send(client, ids, input),
	});
}

async function send(
	client: Client,
	ids: Target['ids'],
	{ action, payload, externalStartPayload }: BatchInput,
): Promise<Result<Batch>> {
	const attributes = { action, payload: { ...payload, ids }, externalStartPayload };
	const request = {
		method: 'POST' as const,
		path: '/batches',
		body: { data: { type: 'batch', attributes } },
		repeatable: false,
	};
	const created = await startBatch(client, request, action);
	if (created.ok) return created;
	const { failure } = created;
	if (failure.status !== 404 && failure.status !== 405) {
		return failed(nameValue(failure, { action, ...payload }));
	}
	return failed({
		...failure,
		hint: 'The API of this Outreach account can no longer create a batch by its action. Use the node for the bulk action instead, such as "Add Tags to Prospects".',
	});
}
