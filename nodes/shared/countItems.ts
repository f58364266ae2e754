import type { ItemFailure } from './errorItems';
import { saysNothingFound } from './nothingFound';
import type { PairedItem } from './paired';
import { eachInTurns } from './turns';

/** What came of the input items of a run. */
export interface ItemCounts {
	all: number;
	/** Nothing about them failed. */
	done: number;
	/** All about them failed. */
	failed: number;
	/** Something about them failed, and something did not. */
	partlyFailed: number;
	/** Whether something about them was carried out is not known. */
	unknown: number;
	/** Nothing failed, and nothing was found. */
	empty: number;
}

const FOUND = 1;
const FAILED = 2;
const UNKNOWN = 4;

/**
 * Counts what came of the input items.
 *
 * @param all how many there were
 * @param items of the output, without those of failures
 */
export async function countItems(
	all: number,
	items: PairedItem[],
	failures: ItemFailure[],
): Promise<ItemCounts> {
	const came = new Uint8Array(all);
	await eachInTurns(items, ({ json, pairedItem }) => {
		if (!saysNothingFound(json)) came[pairedItem.item] |= FOUND;
	});
	await eachInTurns(failures, (failure) => {
		const what = failure.failure.ambiguous === true ? UNKNOWN : FAILED;
		for (const item of failure.items) came[item] |= what;
	});
	const countOf = (what: number) => came.reduce((sum, one) => sum + Number(one === what), 0);
	const failed = countOf(FAILED);
	const partlyFailed = countOf(FAILED | FOUND);
	const unknown = came.reduce((sum, one) => sum + Number(one >= UNKNOWN), 0);
	const done = all - failed - partlyFailed - unknown;
	return { all, done, failed, partlyFailed, unknown, empty: countOf(0) };
}
