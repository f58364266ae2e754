import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openClient, type Client } from '../../shared/client';
import { finish, readItems } from '../../shared/nodeRun';
import { readRequestSettings } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { outreach } from '../outreach';
import type { RecordType } from '../recordTypes';
import { isRepeatable } from './repeatableActions';
import { resolveWanted } from './resolve';
import { runBatches } from './runBatches';
import { sendAction } from './sendAction';
import { checkWishes, readWish, sortOut } from './wishes';

/** What sets one bulk action apart from another. */
export interface BulkAction<A extends object> {
	/** Outreach's name of it, such as `prospectsAddTags`. */
	action: string;
	recordType: RecordType;
	/** Reads what it takes besides the records, as it is sent. */
	readAttributes: (itemIndex: number) => Result<A>;
	/** Looks at that once more, asking Outreach where it has to, before anything is changed. */
	check?: (attributes: A) => Promise<Result<true>>;
}

/**
 * Carries out a bulk action for all input items: reads them, finds the records they mean, and starts
 * as few batches as possible. Unless the node continues on fail, one item that cannot be carried out
 * stops all of them before anything is changed.
 *
 * @param prepare asked once, before the items are read, for what they are read with
 */
export async function runBulkAction<A extends object>(
	context: IExecuteFunctions,
	prepare: (client: Client) => BulkAction<A> | Promise<BulkAction<A>>,
): Promise<INodeExecutionData[][]> {
	const request = readRequestSettings(context.getNodeParameter('requestOptions', 0, {}));
	const client = await openClient(context, outreach, request);
	const { concurrency } = request;
	const { action, recordType, readAttributes, check } = await prepare(client);
	const { requests: wishes, failures } = readItems(context, (item) =>
		readWish(context, item, recordType, readAttributes),
	);

	const checks = await checkWishes(wishes, check ?? (async () => success(true)), concurrency);
	const fit = sortOut(wishes, checks);
	const checked = fit.good.map(({ wish }) => wish);
	const wanted = checked.map((wish) => wish.wanted);
	const resolve = async () => await resolveWanted(client, recordType, wanted, concurrency);
	// A delete whose answer was lost may leave nothing to be found when the node is tried again.
	const resolved = isRepeatable(action)
		? await resolve()
		: await client.writes.keep(JSON.stringify(wanted), resolve);
	const found = sortOut(checked, resolved);
	failures.push(...fit.bad, ...found.bad);
	if (failures.length > 0 && !context.continueOnFail()) return finish(context, [], failures);

	const requests = found.good.map(({ wish, value: { ids, filter } }) => {
		const matching = filter && { filter, count: ids.length };
		const { itemIndex, attributes, options } = wish;
		return { itemIndex, ids, settings: { attributes, options, matching } };
	});
	return await runBatches(context, client, requests, failures, {
		concurrency,
		recordType,
		start: async (target, { attributes, options: { skipConfirmation } }) =>
			await sendAction(client, { action, target, attributes, skipConfirmation }),
	});
}
