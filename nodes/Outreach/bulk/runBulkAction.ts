import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import type { RecordType } from '../recordTypes';
import { readBulkInput, sortOut, type BulkInput, type Settle } from './bulkInput';
import { isRepeatable } from './repeatableActions';
import { resolveWanted } from './resolve';
import { runBatches, type Resolved } from './runBatches';
import { sendAction } from './sendAction';

/** A bulk action of Outreach. */
interface BulkAction<G extends object> {
	/** Outreach's name of it, such as `prospectsAddTags`. */
	action: string;
	recordType: RecordType;
	/** Reads what it takes besides the records: as it is sent, unless it is settled. */
	readAttributes: (itemIndex: number) => Result<G>;
}

/**
 * Carries out a bulk action for all input items: reads them, finds the records they mean, and starts
 * as few batches as possible.
 */
export async function runBulkAction<A extends object>(
	context: IExecuteFunctions,
	action: BulkAction<A>,
): Promise<INodeExecutionData[][]> {
	return await runSettledAction(context, { ...action, settle: asGiven });
}

type SettledAction<G, A> = Pick<BulkAction<object>, 'action' | 'recordType'> & {
	settle: Settle<G, A>;
};

/** The same for an action that asks Outreach about what the items give before anything is changed. */
export async function runSettledAction<G extends object, A extends object>(
	context: IExecuteFunctions,
	{ action, recordType, readAttributes, settle }: BulkAction<G> & SettledAction<G, A>,
): Promise<INodeExecutionData[][]> {
	return await runBatches(context, {
		read: (item) => readBulkInput(context, item, recordType, readAttributes),
		resolve: async (inputs, client, concurrency) =>
			await resolve(inputs, { action, recordType, settle }, client, concurrency),
		recordType,
		start: async (target, { attributes, options: { skipConfirmation } }, client) =>
			await sendAction(client, { action, target, attributes, skipConfirmation }),
	});
}

const asGiven = async <G>(given: G[]): Promise<Array<Result<G>>> => given.map(success);

async function resolve<G, A extends object>(
	inputs: Array<BulkInput<G>>,
	{ action, recordType, settle }: SettledAction<G, A>,
	client: Client,
	concurrency: number,
): Promise<Resolved<A>> {
	const given = inputs.map(({ attributes }) => attributes);
	const settled = sortOut(inputs, await settle(given, client, concurrency));
	const wanted = settled.good.map(({ input }) => input.wanted);
	const find = async () => await resolveWanted(client, recordType, wanted, concurrency);
	// A delete whose answer was lost may leave nothing to be found when the node is tried again.
	const found = sortOut(
		settled.good.map(({ input, value }) => ({ ...input, attributes: value })),
		isRepeatable(action) ? await find() : await client.writes.keep(JSON.stringify(wanted), find),
	);
	const requests = found.good.map(({ input, value: { ids, filter } }) => {
		const matching = filter && { filter, count: ids.length };
		const { itemIndex, attributes, options } = input;
		return { itemIndex, ids, settings: { attributes, options, matching } };
	});
	return { requests, failures: [...settled.bad, ...found.bad] };
}
