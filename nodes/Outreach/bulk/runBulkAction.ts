import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import type { AtOnce } from '../../shared/concurrently';
import { success, type Result } from '../../shared/result';
import { mapInTurns } from '../../shared/turns';
import type { RecordType } from '../recordTypes';
import type { BulkForm } from './bulkForm';
import { readBulkInput, sortOut, type BulkInput, type Settle } from './bulkInput';
import { previewAll } from './preview';
import { resolveSelections } from './resolve';
import type { Selection } from './selection';
import type { LookedUp } from './recordItems';
import { runBatches, type BatchRequests } from './runBatches';
import { sendAction } from './sendAction';

/** A bulk action of Outreach. */
interface BulkAction<G extends object> {
	/** Outreach's name of it, such as `prospectsAddTags`. */
	action: string;
	/**
	 * Doing it twice has the same effect as doing it once, so a start whose answer is lost may be sent
	 * again. Where a node does not say so, it is sent once.
	 */
	repeatable?: boolean;
	/** Reads what it takes besides the records: as it is sent, unless it is settled. */
	readAttributes: (context: IExecuteFunctions, itemIndex: number) => Result<G>;
}

/**
 * Carries out a bulk action for all input items: reads them, finds the records they mean, and starts
 * as few batches as possible.
 */
export async function runBulkAction<A extends object>(
	context: IExecuteFunctions,
	form: BulkForm,
	action: BulkAction<A>,
): Promise<INodeExecutionData[][]> {
	return await runSettledAction(context, form, { ...action, settle: asGiven });
}

interface SettledAction<G, A> {
	repeatable?: boolean;
	settle: Settle<G, A>;
}

/** The same for an action that asks Outreach about what the items give before anything is changed. */
export async function runSettledAction<G extends object, A extends object>(
	context: IExecuteFunctions,
	{ recordType }: BulkForm,
	{ action, repeatable = false, readAttributes, settle }: BulkAction<G> & SettledAction<G, A>,
): Promise<INodeExecutionData[][]> {
	return await runBatches(context, {
		read: (reading, item) => readBulkInput(reading, item, recordType, readAttributes),
		resolve: async (inputs, client, concurrency) =>
			await resolve(inputs, recordType, { repeatable, settle }, client, concurrency),
		recordType,
		start: async (target, { attributes, options: { skipConfirmation } }, client) =>
			await sendAction(client, { action, repeatable, target, attributes, skipConfirmation }),
	});
}

const asGiven = async <G>(given: G[]): Promise<Array<Result<G>>> => given.map(success);

async function resolve<G, A extends object>(
	given: Array<BulkInput<G>>,
	recordType: RecordType,
	action: SettledAction<G, A>,
	client: Client,
	concurrency: AtOnce,
): Promise<BatchRequests<A>> {
	const toPreview = given.flatMap(({ itemIndex, selection }) =>
		selection.by === 'preview' ? [{ itemIndex, selection }] : [],
	);
	const wanted = toPreview.map(({ selection }) => selection);
	const seen = await sortOut(toPreview, await previewAll(client, recordType, wanted, concurrency));
	const inputs = given.flatMap((one) =>
		one.selection.by === 'preview' ? [] : [{ ...one, selection: one.selection }],
	);
	const found = await resolveTargets(inputs, recordType, action, client, concurrency);
	return {
		...found,
		failures: [...seen.bad, ...(found.failures ?? [])],
		previews: seen.good.map(({ input: { itemIndex }, value }) => ({ itemIndex, json: value })),
	};
}

async function resolveTargets<G, A extends object>(
	inputs: Array<BulkInput<G> & { selection: Selection }>,
	recordType: RecordType,
	{ repeatable, settle }: SettledAction<G, A>,
	client: Client,
	concurrency: AtOnce,
): Promise<BatchRequests<A>> {
	const given = inputs.map(({ attributes }) => attributes);
	const settled = await sortOut(inputs, await settle(given, client, concurrency));
	const selections = settled.good.map(({ input }) => input.selection);
	const find = async () => await resolveSelections(client, recordType, selections, concurrency);
	// A delete whose answer was lost may leave nothing to be found when the node is tried again.
	const found = await sortOut(
		await mapInTurns(settled.good, ({ input, value }) => ({ ...input, attributes: value })),
		repeatable ? await find() : await client.writes.keep(JSON.stringify(selections), find),
	);
	const lookedUp: LookedUp = new Map();
	const requests = await mapInTurns(found.good, ({ input, value: { ids, filter, shown } }) => {
		const matching = filter && { filter, count: ids.length };
		const { itemIndex, attributes, options } = input;
		if (shown) lookedUp.set(itemIndex, shown);
		return { itemIndex, ids, settings: { attributes, options, matching } };
	});
	return { requests, lookedUp, failures: [...settled.bad, ...found.bad] };
}
