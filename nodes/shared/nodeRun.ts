import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { addTo } from './addTo';
import { errorItems, type ItemFailure } from './errorItems';
import { nodeError } from './nodeError';
import { endTry } from './tryOf';
import { eachInTurns } from './turns';
import type { RecordCounts } from './whatHappened';

export type { ItemFailure };

/** What a node has to hand out: items for what went well, failures for what did not. */
export interface Output {
	items: INodeExecutionData[];
	failures?: ItemFailure[];
}

/** What the work of a node came to. */
export interface Worked extends Output {
	/** Given where the node knows what came of each record. */
	records?: RecordCounts;
	/** How many items nothing was done for, beside those records. */
	refusedItems?: number;
}

/** Links an output item to the input items it came from. */
export function paired(json: IDataObject, items: number[]): INodeExecutionData {
	return { json, pairedItem: pairingOf(items) };
}

/** The link to some input items, for all output items that came of the same ones. */
export function pairingOf(items: number[]): NonNullable<INodeExecutionData['pairedItem']> {
	const pairedItem = items.map((item) => ({ item }));
	return pairedItem.length === 1 ? pairedItem[0] : pairedItem;
}

const firstItem = ({ pairedItem }: INodeExecutionData): number => {
	const first = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof first === 'object' ? first.item : (first ?? 0);
};

/**
 * The node's output: what succeeded and one error item per failed input item, in the order of the
 * input items, unless a complete output keeps its own.
 *
 * @param done what had already been changed, for nodes that change something
 * @throws the first failure when the node stops on fail
 */
export async function finish(
	context: IExecuteFunctions,
	{ items, failures = [], keepsOrder = false }: Output & { keepsOrder?: boolean },
	done?: string,
): Promise<INodeExecutionData[][]> {
	if (failures.length === 0) {
		endTry(context);
		return [keepsOrder ? items : await inOrder(items)];
	}
	if (context.continueOnFail()) {
		return [await inOrder([...items, ...(await errorItems(failures))])];
	}
	throw nodeError(context.getNode(), failures[0].failure, failures[0].items, done);
}

/** The items of the output by their input items; those of one input item as they are. */
async function inOrder(items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const byItem = new Map<number, INodeExecutionData[]>();
	let last = -1;
	let isInOrder = true;
	await eachInTurns(items, (one) => {
		const item = firstItem(one);
		addTo(byItem, item, one);
		isInOrder &&= item >= last;
		last = item;
	});
	if (isInOrder) return items;
	const inputs = Float64Array.from(byItem.keys()).sort();
	const ordered: INodeExecutionData[] = [];
	await eachInTurns(inputs, (item) => {
		for (const one of byItem.get(item) ?? []) ordered.push(one);
	});
	return ordered;
}
