import type { IExecuteFunctions } from 'n8n-workflow';
import { concurrently } from '../../shared/concurrently';
import type { ItemFailure } from '../../shared/nodeRun';
import { success, type Result } from '../../shared/result';
import type { RecordType } from '../recordTypes';
import { readBulkOptions, type BulkOptions } from './options';
import { readWanted, type Wanted } from './wanted';

/** What one input item asks of a bulk action. */
export interface ItemWish<A> {
	itemIndex: number;
	wanted: Wanted;
	/** What the action takes besides the records. */
	attributes: A;
	options: BulkOptions;
}

/** Reads one input item. */
export function readWish<A>(
	context: IExecuteFunctions,
	itemIndex: number,
	recordType: RecordType,
	readAttributes: (itemIndex: number) => Result<A>,
): Result<ItemWish<A>> {
	const wanted = readWanted(context, itemIndex, recordType);
	if (!wanted.ok) return wanted;
	const attributes = readAttributes(itemIndex);
	if (!attributes.ok) return attributes;
	const options = readBulkOptions(context, itemIndex);
	if (!options.ok) return options;
	return success({
		itemIndex,
		wanted: wanted.value,
		attributes: attributes.value,
		options: options.value,
	});
}

/**
 * Checks what the items take, each distinct one once.
 *
 * @returns a result for each of the items
 */
export async function checkWishes<A>(
	wishes: Array<ItemWish<A>>,
	check: (attributes: A) => Promise<Result<true>>,
	concurrency: number,
): Promise<Array<Result<true>>> {
	const keys = wishes.map(({ attributes }) => JSON.stringify(attributes));
	const distinct = new Map(wishes.map(({ attributes }, index) => [keys[index], attributes]));
	const results = new Map<string, Result<true>>();
	await concurrently([...distinct], concurrency, async ([key, attributes]) => {
		results.set(key, await check(attributes));
	});
	return keys.map((key) => results.get(key) as Result<true>);
}

/** Parts the items that went well, with what came of them, from those that did not. */
export function sortOut<A, V>(
	wishes: Array<ItemWish<A>>,
	results: Array<Result<V>>,
): { good: Array<{ wish: ItemWish<A>; value: V }>; bad: ItemFailure[] } {
	const good: Array<{ wish: ItemWish<A>; value: V }> = [];
	const bad: ItemFailure[] = [];
	wishes.forEach((wish, index) => {
		const result = results[index];
		if (result.ok) good.push({ wish, value: result.value });
		else bad.push({ items: [wish.itemIndex], failure: result.failure });
	});
	return { good, bad };
}
