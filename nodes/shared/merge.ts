import { eachInTurns } from './turns';

/** What one input item asks for: some records, and how to treat them. */
export interface ItemRequest<S> {
	itemIndex: number;
	settings: S;
	ids: string[];
}

/** One call that serves several input items. */
export interface MergedCall<S> {
	settings: S;
	ids: string[];
	/** The input items that named each id. */
	itemsOf: Map<string, number[]>;
}

/**
 * Merges what the items ask for into the fewest calls: items with the same settings share calls of up
 * to `limit` ids, each id once.
 *
 * Groups, and the ids in them, keep the order in which they first appear.
 *
 * @param keyOf a text that is the same for settings that may share a call
 */
export async function mergeItems<S>(
	requests: Array<ItemRequest<S>>,
	limit: number,
	keyOf: (settings: S) => string = JSON.stringify,
): Promise<Array<MergedCall<S>>> {
	const groups = new Map<string, { settings: S; itemsOf: Map<string, number[]> }>();
	await eachInTurns(requests, ({ itemIndex, settings, ids }) => {
		const key = keyOf(settings);
		let group = groups.get(key);
		if (group === undefined) {
			group = { settings, itemsOf: new Map() };
			groups.set(key, group);
		}
		for (const id of ids) {
			const items = group.itemsOf.get(id);
			if (items === undefined) group.itemsOf.set(id, [itemIndex]);
			else if (items[items.length - 1] !== itemIndex) items.push(itemIndex);
		}
	});
	return [...groups.values()].flatMap(({ settings, itemsOf }) =>
		chunk([...itemsOf.keys()], limit).map((ids) => ({ settings, ids, itemsOf })),
	);
}

/** Cuts a list into pieces of at most `size`. */
export function chunk<T>(list: T[], size: number): T[][] {
	const pieces: T[][] = [];
	for (let start = 0; start < list.length; start += size)
		pieces.push(list.slice(start, start + size));
	return pieces;
}

/** The input items behind some ids of a call, each once, in ascending order. */
export function itemsBehind(itemsOf: Map<string, number[]>, ids: Iterable<string>): number[] {
	const items = new Set<number>();
	for (const id of ids) for (const item of itemsOf.get(id) ?? []) items.add(item);
	return [...items].sort((a, b) => a - b);
}
