/** n8n versions that do not tell the budget of a poll get this. */
const DEFAULT_BUDGET_MS = 30_000;
/** New calls are started for no longer than this, whatever the budget: n8n polls again soon. */
const LONGEST_SWEEPING_MS = 30_000;
/** Kept back for handing the result over. */
const RESERVE_MS = 2_000;

/**
 * When a poll has to stop starting calls, and when the last one must have ended.
 *
 * @param budgetMs what n8n allows, if it says so
 * @returns epoch milliseconds
 */
export function pollTimes(
	budgetMs: number | undefined,
	now: number,
): { stopAt: number; deadline: number } {
	const usable = Math.max((budgetMs ?? DEFAULT_BUDGET_MS) - RESERVE_MS, 0);
	return { stopAt: now + Math.min(usable * 0.8, LONGEST_SWEEPING_MS), deadline: now + usable };
}
