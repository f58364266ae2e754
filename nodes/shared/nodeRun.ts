import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorItems, type ItemFailure } from './errorItems';
import { nodeError } from './nodeError';
import { endTry } from './tryOf';

export type { ItemFailure };

/** What a node has to hand out: items for what went well, failures for what did not. */
export interface Output {
	items: INodeExecutionData[];
	failures?: ItemFailure[];
}

/** Links an output item to the input items it came from. */
export function paired(json: IDataObject, items: number[]): INodeExecutionData {
	const pairedItem = items.map((item) => ({ item }));
	return { json, pairedItem: pairedItem.length === 1 ? pairedItem[0] : pairedItem };
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
export function finish(
	context: IExecuteFunctions,
	{ items, failures = [], keepsOrder = false }: Output & { keepsOrder?: boolean },
	done?: string,
): INodeExecutionData[][] {
	if (failures.length === 0) {
		endTry(context);
		return [keepsOrder ? items : inOrder(items)];
	}
	if (context.continueOnFail()) return [inOrder([...items, ...errorItems(failures)])];
	throw nodeError(context.getNode(), failures[0].failure, failures[0].items, done);
}

const inOrder = (items: INodeExecutionData[]) =>
	items.sort((one, other) => firstItem(one) - firstItem(other));
