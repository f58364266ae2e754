import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openClient, type Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { mergeItems, type ItemRequest, type MergedCall } from '../../shared/merge';
import { finish, readItems, type ItemFailure } from '../../shared/nodeRun';
import { readRequestSettings } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { batchApi } from '../batchApi';
import { outreach, RECORDS_PER_BULK_ACTION } from '../outreach';
import { follow, type FollowTools } from './follow';
import { followTools } from './followTools';
import { readBulkOptions } from './options';
import { describeRun, outputOf, type BulkRun, type BulkSettings } from './output';
import { recordOutcomes } from './records';
import { sendAction } from './sendAction';
import { readIds, targetOf } from './target';

/** What sets one bulk action apart from another. */
export interface BulkAction {
	/** Outreach's name of it, such as `prospectsAddTags`. */
	action: string;
	/** The label of the field that names the records. */
	idsLabel: 'Prospect IDs' | 'Account IDs';
	/** Reads what it takes besides the ids, as it is sent. */
	readAttributes: (itemIndex: number) => Result<object>;
}

/**
 * Carries out a bulk action for all input items: reads them, merges those with the same settings,
 * starts a batch for each up to 100,000 records, sees it through and returns one item per record.
 *
 * @param prepare asked once, before the items are read, for what they are read with
 */
export async function runBulkAction(
	context: IExecuteFunctions,
	prepare: (client: Client) => BulkAction | Promise<BulkAction>,
): Promise<INodeExecutionData[][]> {
	const request = readRequestSettings(context.getNodeParameter('requestOptions', 0, {}));
	const client = await openClient(context, outreach, request);
	const action = await prepare(client);
	const { requests, failures } = readItems(context, (item) => readItem(context, action, item));

	const calls = mergeItems(requests, RECORDS_PER_BULK_ACTION);
	const tools = followTools(context);
	const goesOn = context.continueOnFail();
	const runs = await concurrently(
		calls,
		request.concurrency,
		async (call) => {
			const run: BulkRun = { call, result: await carryOut(client, action.action, call, tools) };
			return { run, output: outputOf(run) };
		},
		({ output }) => !goesOn && output.failures.length > 0,
	);
	const made = runs.filter((one) => one !== undefined);
	const outputs = made.map(({ output }) => output);
	const failed: ItemFailure[] = [...failures, ...outputs.flatMap((output) => output.failures)];
	if (!goesOn && failed.length > 0) {
		const all = made.map(({ run }) => run);
		return finish(context, [], [describeRun(all, outputs, calls.length)]);
	}
	return finish(
		context,
		outputs.flatMap((output) => output.items),
		failed,
	);
}

function readItem(
	context: IExecuteFunctions,
	{ idsLabel, readAttributes }: BulkAction,
	itemIndex: number,
): Result<ItemRequest<BulkSettings>> {
	const ids = readIds(context.getNodeParameter('ids', itemIndex), idsLabel);
	if (!ids.ok) return ids;
	const attributes = readAttributes(itemIndex);
	if (!attributes.ok) return attributes;
	const options = readBulkOptions(context, itemIndex);
	return success({
		itemIndex,
		ids: ids.value,
		settings: { attributes: attributes.value, options },
	});
}

async function carryOut(
	client: Client,
	action: string,
	{ ids, settings: { attributes, options } }: MergedCall<BulkSettings>,
	tools: FollowTools,
): Promise<BulkRun['result']> {
	const target = targetOf(ids);
	if (!target.ok) return target;
	const { waits, maxWaitMs, acceptsFewer, skipConfirmation } = options;
	const started = await sendAction(client, {
		action,
		target: target.value,
		attributes,
		skipConfirmation,
	});
	if (!started.ok) return started;
	const api = batchApi(client);
	const rules = { sent: ids.length, waits, maxWaitMs, acceptsFewer };
	const end = await follow(api, started.value, rules, tools);
	if (!end.ok || !waits) return end.ok ? success({ batch: end.value }) : end;
	const outcomes = await recordOutcomes(api, end.value, ids, acceptsFewer);
	return success({ batch: end.value, outcomes });
}
