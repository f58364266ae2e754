import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { concurrently, type AtOnce } from '../../shared/concurrently';
import { clockOf } from '../../shared/executionClock';
import { inputFields } from '../../shared/includeInput';
import { mergeItems, type ItemRequest } from '../../shared/merge';
import type { ItemFailure, Output, Worked } from '../../shared/nodeRun';
import type { Result } from '../../shared/result';
import { runNode } from '../../shared/runNode';
import { giveTurn } from '../../shared/turns';
import type { Batch } from '../batches/batch';
import { openOutreach } from '../client';
import { RECORDS_PER_BULK_ACTION } from '../outreach';
import type { RecordType } from '../recordTypes';
import { carryOut } from './carryOut';
import { countRecords } from './countRecords';
import { describeRun, outputOf, type BulkCall, type BulkRun, type BulkSettings } from './output';
import { recordItems, type LookedUp, type RecordItems } from './recordItems';
import type { Target } from './target';
import { inWaves } from './waves';

/** What of the input items can be carried out, and why the others cannot. */
export interface BatchRequests<A extends object> {
	requests: Array<ItemRequest<BulkSettings<A>>>;
	/** What was read of the records on the way. */
	lookedUp?: LookedUp;
	failures?: ItemFailure[];
	/** What to put out for items that only want to see what they would work on. */
	previews?: Array<{ itemIndex: number; json: IDataObject }>;
}

/** How a node starts its batches. */
export interface BatchPlan<R, A extends object> {
	/** Reads one input item. */
	read: (context: IExecuteFunctions, itemIndex: number) => Result<R>;
	/** Finds the records that the items mean, and changes nothing. */
	resolve: (
		inputs: R[],
		client: Client,
		concurrency: AtOnce,
	) => BatchRequests<A> | Promise<BatchRequests<A>>;
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
 * @returns for each input item one item per record, or one per batch that is not waited for
 */
export async function runBatches<R, A extends object>(
	context: IExecuteFunctions,
	{ read, resolve, recordType, start }: BatchPlan<R, A>,
): Promise<INodeExecutionData[][]> {
	const clock = clockOf(context);
	const inputs = inputFields(context);
	return await runNode(
		context,
		{
			open: openOutreach,
			read: (reading, itemIndex) => {
				const given = read(reading, itemIndex);
				if (!given.ok) return given;
				const included = inputs.read(reading, itemIndex);
				return included.ok ? given : included;
			},
			changes: true,
		},
		async ({ client, concurrency, goesOn, requests: read }) => {
			const {
				requests,
				lookedUp,
				failures = [],
				previews = [],
			} = await resolve(read, client, concurrency);
			if (!goesOn && failures.length > 0) return { items: [], failures: [unchanged(failures[0])] };
			const items = await recordItems(inputs, requests, lookedUp);
			const made = await startAll(requests, items, concurrency, goesOn, async (call, isOnly) => {
				const begin = async (target: Target, settings: BulkSettings<A>) =>
					await start(target, settings, client);
				const plan = { start: begin, recordType, concurrency, isOnly, goesOn };
				return await carryOut(client, call, plan, clock);
			});
			const all = [...failures, ...made.failures];
			const previewed = previews.map(({ itemIndex, json }) => items.ofBatch(json, itemIndex));
			return {
				...made,
				items: [...previewed, ...made.items],
				failures: all,
				refusedItems: failures.length,
			};
		},
	);
}

function unchanged({ items, failure }: ItemFailure): ItemFailure {
	const hint = [failure.hint, 'Nothing was changed.'].filter(Boolean).join(' ');
	return { items, failure: { ...failure, hint } };
}

/** Starts the batches, wave by wave; where the node stops on fail, none after the first that fails. */
async function startAll<A extends object>(
	requests: Array<ItemRequest<BulkSettings<A>>>,
	items: RecordItems,
	concurrency: AtOnce,
	goesOn: boolean,
	seeThrough: (call: BulkCall<A>, isOnly: boolean) => Promise<BulkRun[]>,
): Promise<Required<Output> & Worked> {
	const waves: Array<Array<BulkCall<A>>> = [];
	for (const wave of await inWaves(requests)) {
		waves.push(await mergeItems(wave, RECORDS_PER_BULK_ACTION));
	}
	const all = waves.flat();
	const made: Array<{ run: BulkRun; output: Required<Output> }> = [];
	const isOver = ({ output }: { output: Required<Output> }) =>
		!goesOn && output.failures.length > 0;
	for (const calls of waves) {
		const work = async (call: BulkCall<A>) => {
			const runs = await seeThrough(call, all.length === 1);
			const outputs: Array<{ run: BulkRun; output: Required<Output> }> = [];
			for (const run of runs) {
				outputs.push({ run, output: await outputOf(run, items) });
				if (goesOn) await giveTurn();
			}
			return outputs;
		};
		const runs = await concurrently(calls, concurrency, work, (some) => some.some(isOver));
		for (const some of runs) for (const one of some ?? []) made.push(one);
		if (made.some(isOver)) break;
	}
	const outputs = made.map(({ output }) => output);
	const failures = outputs.flatMap((output) => output.failures);
	if (!goesOn && failures.length > 0) {
		const runs = made.map(({ run }) => run);
		return { items: [], failures: [describeRun(runs, outputs, all)] };
	}
	const records = made.length > 0 ? countRecords(made.map(({ run }) => run)) : undefined;
	return { items: outputs.flatMap(({ items }) => items), failures, records };
}
