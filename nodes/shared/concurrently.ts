/**
 * Runs `work` on every item, a few at a time.
 *
 * @param limit how many may be under way, at least 1
 * @param goOn asked before each start; once it says no, nothing more is started
 * @returns the results in the order of the items; `undefined` for what was not started
 */
export async function concurrently<T, R>(
	items: T[],
	limit: number,
	work: (item: T, index: number) => Promise<R>,
	goOn: () => boolean = () => true,
): Promise<Array<R | undefined>> {
	const results = new Array<R | undefined>(items.length);
	let next = 0;
	const worker = async () => {
		while (next < items.length && goOn()) {
			const index = next;
			next += 1;
			results[index] = await work(items[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	return results;
}
