import { eachInTurns } from './turns';

/** A search, and the input items that ask for exactly this one and share what it finds. */
export interface SharedSearch<S> {
	items: number[];
	search: S;
}

/**
 * Joins the searches that need to be made once only. A list is the same for every input item that asks for
 * it; what looks somebody up may share calls in a way of its own.
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
