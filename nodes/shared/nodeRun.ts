import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { addTo } from './addTo';
import { errorItems, type ItemFailure } from './errorItems';
import { nodeError } from './nodeError';
import type { PairedItem } from './paired';
import { endTry } from './tryOf';
import { eachInTurns } from './turns';
import type { RecordCounts } from './whatHappened';

export type { ItemFailure };

/** What a node has to hand out: items for what went well, failures for what did not. */
export interface Output {
	items: PairedItem[];
	failures?: ItemFailure[];
}

/** What the work of a node came to. */
export interface Worked extends Output {
	/** Given where the node knows what came of each record. */
	records?: RecordCounts;
	/** How many items nothing was done for, beside those records. */
	refusedItems?: number;
}

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
async function inOrder(items: PairedItem[]): Promise<PairedItem[]> {
	const byItem = new Map<number, PairedItem[]>();
	let last = -1;
	let isInOrder = true;
	await eachInTurns(items, (one) => {
		const { item } = one.pairedItem;
		addTo(byItem, item, one);
		isInOrder &&= item >= last;
		last = item;
	});
	if (isInOrder) return items;
	const inputs = Float64Array.from(byItem.keys()).sort();
	const ordered: PairedItem[] = [];
	await eachInTurns(inputs, (item) => {
		for (const one of byItem.get(item) ?? []) ordered.push(one);
	});
	return ordered;
}
