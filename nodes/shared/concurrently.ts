import { giveTurn } from './turns';

/** How many may be under way: a number, or what says so anew each time. */
export type AtOnce = number | { readonly size: number };

/** How many may be under way now. */
export const sizeOf = (limit: AtOnce): number => (typeof limit === 'number' ? limit : limit.size);

/**
 * Runs `work` on every item, a few at a time. n8n gets its turns where it takes long to start them.
 *
 * @param limit how many may be under way, at least 1; where it falls, what runs ends before more is started
 * @param isLast told each result; once it says yes, nothing more is started
 * @returns the results in the order of the items; `undefined` for what was not started
 * @throws what `work` throws; nothing more is started then
 */
export async function concurrently<T, R>(
	items: T[],
	limit: AtOnce,
	work: (item: T, index: number) => Promise<R>,
	isLast: (result: R) => boolean = () => false,
): Promise<Array<R | undefined>> {
	const results = new Array<R | undefined>(items.length);
	let next = 0;
	let running = 0;
	let isStopped = false;
	await new Promise<void>((resolve, reject) => {
		const run = async (index: number) => {
			try {
				await giveTurn();
				if (!isStopped) {
					const result = await work(items[index], index);
					results[index] = result;
					isStopped ||= isLast(result);
				}
			} catch (error) {
				isStopped = true;
				reject(error as Error);
			}
			running -= 1;
			startMore();
		};
		const startMore = () => {
			while (!isStopped && next < items.length && running < sizeOf(limit)) {
				const index = next;
				next += 1;
				running += 1;
				void run(index);
			}
			if (running === 0) resolve();
		};
		startMore();
	});
	return results;
}
