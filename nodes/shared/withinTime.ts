/** What a timer of Node takes; longer ones would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What ended a piece of work before it was done. */
export type Ending = 'timedOut' | 'cancelled';

/**
 * Does something for at most so long. Whatever it waits for is aborted at the end, and given up if it
 * does not listen: nothing can make this wait longer.
 *
 * @param ms milliseconds
 * @param cancelled ends it as well; the signal of an execution, where there is one
 * @param work gets a signal that is aborted when the time is up, and in any case afterwards, so that
 * nothing it opened stays open; must not throw
 */
export async function withinTime<T>(
	ms: number,
	cancelled: AbortSignal | undefined,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T | Ending> {
	if (cancelled?.aborted) return 'cancelled';
	const controller = new AbortController();
	const timer = AbortSignal.timeout(Math.min(LONGEST_TIMER_MS, Math.max(1, Math.ceil(ms))));
	let onTimeout = () => {};
	let onCancel = () => {};
	const ended = new Promise<Ending>((resolve) => {
		onTimeout = () => resolve('timedOut');
		onCancel = () => resolve('cancelled');
	});
	timer.addEventListener('abort', onTimeout);
	cancelled?.addEventListener('abort', onCancel);
	try {
		return await Promise.race([ended, work(controller.signal)]);
	} finally {
		timer.removeEventListener('abort', onTimeout);
		cancelled?.removeEventListener('abort', onCancel);
		controller.abort();
	}
}
