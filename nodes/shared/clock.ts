/** The time, and waiting; tests bring their own. */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/** @param ms milliseconds */
	sleep(ms: number): Promise<void>;
	/** Whether somebody has canceled the execution. */
	isCancelled(): boolean;
}

/** Waits are cut into slices, so that a canceled execution ends soon. */
export const SLICE_MS = 1_000;

/** Waits, unless the execution is canceled meanwhile. */
export async function rest(ms: number, { sleep: wait, isCancelled }: Clock): Promise<void> {
	for (let left = ms; left > 0 && !isCancelled(); left -= SLICE_MS) {
		await wait(Math.min(left, SLICE_MS));
	}
}
