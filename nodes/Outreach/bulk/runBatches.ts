import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { mergeItems, type ItemRequest } from '../../shared/merge';
import { finish, type ItemFailure } from '../../shared/nodeRun';
import { RECORDS_PER_BULK_ACTION } from '../outreach';
import { followTools } from '../batches/followTools';
import { carryOut, type CarryOut } from './carryOut';
import {
	describeRun,
	outputOf,
	type BulkCall,
	type BulkOutput,
	type BulkRun,
	type BulkSettings,
} from './output';
import { inWaves } from './waves';

/** How a node starts its batches. */
export type BatchPlan<A extends object> = Omit<CarryOut<A>, 'isOnly' | 'goesOn'>;

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
	plan: BatchPlan<A>,
): Promise<INodeExecutionData[][]> {
	const waves = inWaves(requests).map((wave) => mergeItems(wave, RECORDS_PER_BULK_ACTION));
	const count = waves.reduce((sum, calls) => sum + calls.length, 0);
	const goesOn = context.continueOnFail();
	const tools = followTools(context);
	const made: Array<{ run: BulkRun; output: BulkOutput }> = [];
	const isOver = ({ output }: { output: BulkOutput }) => !goesOn && output.failures.length > 0;
	for (const calls of waves) {
		const work = async (call: BulkCall<A>) => {
			const runs = await carryOut(client, call, { ...plan, isOnly: count === 1, goesOn }, tools);
			return runs.map((run) => ({ run, output: outputOf(run) }));
		};
		const runs = await concurrently(calls, plan.concurrency, work, (some) => some.some(isOver));
		made.push(...runs.flatMap((some) => some ?? []));
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
