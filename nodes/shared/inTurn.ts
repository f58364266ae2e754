/**
 * Runs work that shares a key one after the other, in the order in which it was asked for; all other work
 * at the same time.
 */
export function inTurn(): <T>(keys: string[], work: () => Promise<T>) => Promise<T> {
	const last = new Map<string, Promise<unknown>>();
	return async (keys, work) => {
		const before = Promise.all(keys.map((key) => last.get(key)));
		const done = before.then(work);
		const ended = done.catch(() => undefined);
		for (const key of keys) last.set(key, ended);
		return await done;
	};
}
