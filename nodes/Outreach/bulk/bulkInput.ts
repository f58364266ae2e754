import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { concurrently, type AtOnce } from '../../shared/concurrently';
import type { ItemFailure } from '../../shared/nodeRun';
import { success, type Result } from '../../shared/result';
import { eachInTurns } from '../../shared/turns';
import type { RecordType } from '../recordTypes';
import { readBulkOptions, type BulkOptions } from './options';
import type { PreviewOf } from './preview';
import { readSelection, type Selection } from './selection';

/** What one input item gives a bulk action. */
export interface BulkInput<A> {
	itemIndex: number;
	/** The records to work on, or to show only. */
	selection: Selection | PreviewOf;
	/** What the action takes besides the records. */
	attributes: A;
	options: BulkOptions;
}

/** Reads one input item. */
export function readBulkInput<A>(
	context: IExecuteFunctions,
	itemIndex: number,
	recordType: RecordType,
	readAttributes: (context: IExecuteFunctions, itemIndex: number) => Result<A>,
): Result<BulkInput<A>> {
	const selection = readSelection(context, itemIndex, recordType);
	if (!selection.ok) return selection;
	const attributes = readAttributes(context, itemIndex);
	if (!attributes.ok) return attributes;
	const options = readBulkOptions(context, itemIndex);
	if (!options.ok) return options;
	return success({
		itemIndex,
		selection: selection.value,
		attributes: attributes.value,
		options: options.value,
	});
}

/** Makes what is sent of what the items give, with a result for each of them. Changes nothing. */
export type Settle<G, A> = (
	given: G[],
	client: Client,
	concurrency: AtOnce,
) => Promise<Array<Result<A>>>;

/** Sends what the items give as it is, once Outreach has been asked about each distinct one. */
export function checkedFirst<A>(
	check: (client: Client, attributes: A) => Promise<Result<true>>,
): Settle<A, A> {
	return async (given, client, concurrency) => {
		const keys = given.map((attributes) => JSON.stringify(attributes));
		const distinct = new Map(given.map((attributes, index) => [keys[index], attributes]));
		const results = new Map<string, Result<true>>();
		await concurrently([...distinct], concurrency, async ([key, attributes]) => {
			results.set(key, await check(client, attributes));
		});
		return given.map((attributes, index) => {
			const result = results.get(keys[index]) as Result<true>;
			return result.ok ? success(attributes) : result;
		});
	};
}

/** Parts the items that went well, with what came of them, from those that did not. */
export async function sortOut<I extends { itemIndex: number }, V>(
	inputs: I[],
	results: Array<Result<V>>,
): Promise<{ good: Array<{ input: I; value: V }>; bad: ItemFailure[] }> {
	const good: Array<{ input: I; value: V }> = [];
	const bad: ItemFailure[] = [];
	await eachInTurns(inputs, (input, index) => {
		const result = results[index];
		if (result.ok) good.push({ input, value: result.value });
		else bad.push({ items: [input.itemIndex], failure: result.failure });
	});
	return { good, bad };
}
