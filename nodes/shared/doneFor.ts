import { itemsBehind, type MergedCall } from './merge';

const SHOWN_RANGES = 10;

/**
 * Says for which input items all is done when a node stops.
 *
 * @param calls all that were to be made
 * @param isDone whether one of them was
 * @param word what is true of those items, such as "Done"
 * @returns a sentence such as "Done for items 0 to 6, 8, 9.", or nothing if there are none or only one call
 */
export function doneFor<C extends Pick<MergedCall<unknown>, 'ids' | 'itemsOf'>>(
	calls: C[],
	isDone: (call: C, place: number) => boolean,
	word = 'Done',
): string {
	if (calls.length < 2) return '';
	const [done, open] = [new Set<number>(), new Set<number>()];
	calls.forEach((call, place) => {
		const those = isDone(call, place) ? done : open;
		for (const item of itemsBehind(call.itemsOf, call.ids)) those.add(item);
	});
	const items = [...done].filter((item) => !open.has(item)).sort((one, other) => one - other);
	if (items.length === 0) return '';
	const ranges = printRanges(items);
	const shown = ranges.slice(0, SHOWN_RANGES).join(', ');
	const more = ranges.length > SHOWN_RANGES ? ' and more' : '';
	return `${word} for item${items.length === 1 ? '' : 's'} ${shown}${more}.`;
}

/** Numbers in ascending order, such as "0 to 6" and "8". */
function printRanges(numbers: number[]): string[] {
	const ranges: Array<[first: number, last: number]> = [];
	for (const number of numbers) {
		const range = ranges.at(-1);
		if (range !== undefined && range[1] === number - 1) range[1] = number;
		else ranges.push([number, number]);
	}
	return ranges.flatMap(([first, last]) => {
		if (last - first < 2) return [...new Set([`${first}`, `${last}`])];
		return [`${first} to ${last}`];
	});
}
