import { eachInTurns } from './turns';

/** A search, and the input items that ask for exactly this one and share what it finds. */
export interface SharedSearch<S> {
	items: number[];
	search: S;
}

/**
 * Joins what need not be returned for each input item.
 *
 * Looking up somebody is an answer to its input item, so each item gets its own. A list is the same
 * for everybody who asks for it, and comes once, paired with all of them.
 *
 * @param listKey a text that is the same for the same list; nothing for what is no list
 */
export async function joinLists<S>(
	requests: Array<{ itemIndex: number; search: S }>,
	listKey: (search: S) => string | undefined,
): Promise<Array<SharedSearch<S>>> {
	const joined = new Map<string, SharedSearch<S>>();
	await eachInTurns(requests, ({ itemIndex, search }) => {
		const key = listKey(search) ?? `item ${itemIndex}`;
		const shared = joined.get(key);
		if (shared === undefined) joined.set(key, { items: [itemIndex], search });
		else shared.items.push(itemIndex);
	});
	return [...joined.values()];
}
