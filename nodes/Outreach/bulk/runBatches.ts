import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { mergeItems, type ItemRequest } from '../../shared/merge';
import { finish, type ItemFailure } from '../../shared/nodeRun';
import { success, type Result } from '../../shared/result';
import { batchApi, type Batch } from '../batches/api';
import { RECORDS_PER_BULK_ACTION } from '../outreach';
import { follow, type FollowTools } from '../batches/follow';
import { followTools } from '../batches/followTools';
import {
	describeRun,
	outputOf,
	type BulkCall,
	type BulkOutput,
	type BulkRun,
	type BulkSettings,
} from './output';
import { recordOutcomes } from './records';
import { targetOf, type Target } from './target';
import { inWaves } from './waves';

/** How a node starts its batches. */
export interface BatchPlan<A extends object> {
	concurrency: number;
	/** Starts one batch; only what it is given may be worked on. */
	start: (target: Target, settings: BulkSettings<A>) => Promise<Result<Batch>>;
}

/**
 * Carries out what input items ask for: merges those with the same settings, starts a batch for each
 * up to 100,000 records, sees it through and returns one item per record.
 *
 * @param failures of items that cannot be carried out
 */
export async function runBatches<A extends object>(
	context: IExecuteFunctions,
	client: Client,
	requests: Array<ItemRequest<BulkSettings<A>>>,
	failures: ItemFailure[],
	{ concurrency, start }: BatchPlan<A>,
): Promise<INodeExecutionData[][]> {
	const waves = inWaves(requests).map((wave) => mergeItems(wave, RECORDS_PER_BULK_ACTION));
	const count = waves.reduce((sum, calls) => sum + calls.length, 0);
	const goesOn = context.continueOnFail();
	const tools = followTools(context);
	const made: Array<{ run: BulkRun; output: BulkOutput }> = [];
	const isOver = ({ output }: { output: BulkOutput }) => !goesOn && output.failures.length > 0;
	for (const calls of waves) {
		const work = async (call: BulkCall<A>) => {
			const run = { call, result: await carryOut(client, call, count === 1, start, tools) };
			return { run, output: outputOf(run) };
		};
		const runs = await concurrently(calls, concurrency, work, isOver);
		made.push(...runs.filter((one) => one !== undefined));
		if (made.some(isOver)) break;
	}
	const outputs = made.map(({ output }) => output);
	const failed = [...failures, ...outputs.flatMap((output) => output.failures)];
	if (!goesOn && failed.length > 0) {
		const runs = made.map(({ run }) => run);
		return finish(context, [], [describeRun(runs, outputs, count)]);
	}
	return finish(
		context,
		outputs.flatMap(({ items }) => items),
		failed,
	);
}

async function carryOut<A extends object>(
	client: Client,
	{ ids, settings }: BulkCall<A>,
	isOnly: boolean,
	start: BatchPlan<A>['start'],
	tools: FollowTools,
): Promise<BulkRun['result']> {
	const { options, matching } = settings;
	// Beside other batches the filter may mean more: the other parts, or what they change.
	const isSame = isOnly && matching?.count === ids.length;
	const target = targetOf(ids, isSame ? matching.filter : undefined);
	if (!target.ok) return target;
	const started = await start(target.value, settings);
	if (!started.ok) return started;
	const api = batchApi(client);
	const { waits, acceptsFewer } = options;
	const end = await follow(api, started.value, { ...options, sent: ids.length }, tools);
	if (!end.ok || !waits) return end.ok ? success({ batch: end.value }) : end;
	const outcomes = await recordOutcomes(api, end.value, ids, acceptsFewer);
	return success({ batch: end.value, outcomes });
}
