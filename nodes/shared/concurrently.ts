/**
 * Runs `work` on every item, a few at a time.
 *
 * @param limit how many may be under way, at least 1
 * @param isLast told each result; once it says yes, nothing more is started
 * @returns the results in the order of the items; `undefined` for what was not started
 */
export async function concurrently<T, R>(
	items: T[],
	limit: number,
	work: (item: T, index: number) => Promise<R>,
	isLast: (result: R) => boolean = () => false,
): Promise<Array<R | undefined>> {
	const results = new Array<R | undefined>(items.length);
	let next = 0;
	let isStopped = false;
	const worker = async () => {
		while (next < items.length && !isStopped) {
			const index = next;
			next += 1;
			const result = await work(items[index], index);
			results[index] = result;
			isStopped ||= isLast(result);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	return results;
}
