import { success } from '../../../shared/result';
import { readWatchList, type WatchList } from '../../watchList';

/** So long the next polls go by a list that was slow to read. */
const KEPT_MS = 600_000;

/** The latest slow list, by node. */
const lists = new Map<string, { setup: string; readAt: number; list: WatchList }>();

/**
 * Reads the watch list. If that took up much of a poll, the next polls use the same list, so that they
 * have time for the events; otherwise a slow Explorium would be asked for nothing else.
 *
 * @param node a text that no other node shares
 * @param setup another text once credential or settings have changed
 * @param slowMs from when on it is slow
 */
export function slowListReader(
	node: string,
	setup: string,
	slowMs: number,
	now: () => number,
): typeof readWatchList {
	return async (source, client) => {
		const known = lists.get(node);
		const age = now() - (known?.readAt ?? 0);
		if (known?.setup === setup && age >= 0 && age < KEPT_MS) return success(known.list);
		lists.delete(node);
		const began = now();
		const list = await readWatchList(source, client);
		if (list.ok && now() - began >= slowMs) {
			lists.set(node, { setup, readAt: now(), list: list.value });
		}
		return list;
	};
}
