import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { mergeItems, type ItemRequest } from '../../shared/merge';
import type { ItemFailure, Output } from '../../shared/nodeRun';
import type { Result } from '../../shared/result';
import { runNode } from '../../shared/runNode';
import { giveTurns } from '../../shared/turns';
import type { Batch } from '../batches/api';
import { followTools } from '../batches/followTools';
import { openOutreach } from '../client';
import { RECORDS_PER_BULK_ACTION } from '../outreach';
import type { RecordType } from '../recordTypes';
import { carryOut } from './carryOut';
import { describeRun, outputOf, type BulkCall, type BulkRun, type BulkSettings } from './output';
import type { Target } from './target';
import { inWaves } from './waves';

/** What of the input items can be carried out, and why the others cannot. */
export interface Resolved<A extends object> {
	requests: Array<ItemRequest<BulkSettings<A>>>;
	failures?: ItemFailure[];
}

/** How a node starts its batches. */
export interface BatchPlan<R, A extends object> {
	/** Reads one input item. */
	read: (itemIndex: number) => Result<R>;
	/** Finds the records that the items mean, and changes nothing. */
	resolve: (wanted: R[], client: Client, concurrency: number) => Resolved<A> | Promise<Resolved<A>>;
	/** The kind of the records; what the action's name tells if it is left out. */
	recordType?: RecordType;
	/** Starts one batch; only what it is given may be worked on. */
	start: (target: Target, settings: BulkSettings<A>, client: Client) => Promise<Result<Batch>>;
}

/**
 * The way to run a node that works on many records of Outreach: merges what input items ask for with
 * the same settings, starts a batch for each up to 100,000 records and sees it through. Unless the
 * node continues on fail, one item that cannot be carried out stops all of them before anything is
 * changed.
 *
 * @returns one item per record, or per batch that is not waited for
 */
export async function runBatches<R, A extends object>(
	context: IExecuteFunctions,
	{ read, resolve, recordType, start }: BatchPlan<R, A>,
): Promise<INodeExecutionData[][]> {
	const tools = followTools(context);
	return await runNode(
		context,
		{ open: openOutreach, read, changes: true },
		async ({ client, concurrency, goesOn, requests: wanted }) => {
			const { requests, failures = [] } = await resolve(wanted, client, concurrency);
			if (!goesOn && failures.length > 0) return { items: [], failures: [unchanged(failures[0])] };
			const made = await startAll(requests, concurrency, goesOn, async (call, isOnly) => {
				const begin = async (target: Target, settings: BulkSettings<A>) =>
					await start(target, settings, client);
				const plan = { start: begin, recordType, concurrency, isOnly, goesOn };
				return await carryOut(client, call, plan, tools);
			});
			return { items: made.items, failures: [...failures, ...made.failures] };
		},
	);
}

function unchanged({ items, failure }: ItemFailure): ItemFailure {
	const hint = [failure.hint, 'Nothing has been changed.'].filter(Boolean).join(' ');
	return { items, failure: { ...failure, hint } };
}

/** Starts the batches, wave by wave; where the node stops on fail, none after the first that fails. */
async function startAll<A extends object>(
	requests: Array<ItemRequest<BulkSettings<A>>>,
	concurrency: number,
	goesOn: boolean,
	seeThrough: (call: BulkCall<A>, isOnly: boolean) => Promise<BulkRun[]>,
): Promise<Required<Output>> {
	const giveTurn = giveTurns();
	const parts = inWaves(requests);
	await giveTurn();
	const waves = parts.map((wave) => mergeItems(wave, RECORDS_PER_BULK_ACTION));
	await giveTurn();
	const count = waves.reduce((sum, calls) => sum + calls.length, 0);
	const made: Array<{ run: BulkRun; output: Required<Output> }> = [];
	const isOver = ({ output }: { output: Required<Output> }) =>
		!goesOn && output.failures.length > 0;
	for (const calls of waves) {
		const work = async (call: BulkCall<A>) => {
			const runs = await seeThrough(call, count === 1);
			return runs.map((run) => ({ run, output: outputOf(run) }));
		};
		const runs = await concurrently(calls, concurrency, work, (some) => some.some(isOver));
		for (const some of runs) for (const one of some ?? []) made.push(one);
		if (made.some(isOver)) break;
	}
	const outputs = made.map(({ output }) => output);
	const failures = outputs.flatMap((output) => output.failures);
	if (!goesOn && failures.length > 0) {
		const runs = made.map(({ run }) => run);
		return { items: [], failures: [describeRun(runs, outputs, count)] };
	}
	return { items: outputs.flatMap(({ items }) => items), failures };
}
