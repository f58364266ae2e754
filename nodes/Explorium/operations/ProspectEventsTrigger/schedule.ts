import type { SavedMemory } from './savedMemory';

/**
 * While some prospects keep failing, they alone are tried at each poll and the others are swept no
 * more often than this. So the polls between can fail, and say so, without paying for a whole sweep.
 */
const SWEEP_PAUSE_WHILE_FAILING_MS = 600_000;

type Progress = Pick<SavedMemory, 'failed' | 'sweepStartedAt' | 'lastSweepAt'>;

/** What a poll has to do. */
export interface Work {
	/** Begin a sweep, or go on with an unfinished one. */
	sweep: boolean;
	/** Try again what failed. */
	retry: boolean;
}

/** Decides what is due, from the memory alone. */
export function workDue(saved: Progress, now: number, minutesBetweenSweeps: number): Work {
	const retry = (saved.failed ?? []).length > 0;
	if (typeof saved.sweepStartedAt === 'number') return { sweep: true, retry };
	const pause = Math.max(minutesBetweenSweeps * 60_000, retry ? SWEEP_PAUSE_WHILE_FAILING_MS : 0);
	const last = saved.lastSweepAt ?? 0;
	// The first sweep waits for nothing. A clock that was set back must not stop the sweeps.
	return { sweep: last <= 0 || now - last >= pause || last > now, retry };
}
