/** n8n versions that do not tell the budget of a poll get this. */
const DEFAULT_BUDGET_MS = 30_000;
/** New calls are started for no longer than this, whatever the budget: n8n polls again soon. */
const LONGEST_SWEEPING_MS = 30_000;
/** Kept back for handing the result over: a tenth of the budget, but no more than this. */
const LONGEST_RESERVE_MS = 2_000;

/** The part of a poll in which calls for events are started, and the part if more is to be fetched after them. */
const SWEEPING = 0.8;
const SWEEPING_BEFORE_MORE = 0.6;

/**
 * When a poll has to stop starting calls, and when the last one must have ended.
 *
 * @param budgetMs what n8n allows, if it says so
 * @param fetchesMore whether time is needed for calls about the events that were found
 * @returns epoch milliseconds
 */
export function pollTimes(
	budgetMs: number | undefined,
	now: number,
	fetchesMore = false,
): { stopAt: number; deadline: number } {
	const budget = budgetMs ?? DEFAULT_BUDGET_MS;
	const usable = budget - Math.min(budget / 10, LONGEST_RESERVE_MS);
	const sweeping = usable * (fetchesMore ? SWEEPING_BEFORE_MORE : SWEEPING);
	return { stopAt: now + Math.min(sweeping, LONGEST_SWEEPING_MS), deadline: now + usable };
}

/** n8n's plain engine allows this much; its durable one, which waits by itself after failures, less. */
const PLAIN_BUDGET_MS = 300_000;

/** Whether n8n's durable engine polls, as far as the budget tells. */
export const isDurable = (budgetMs: number | undefined) =>
	budgetMs !== undefined && budgetMs < PLAIN_BUDGET_MS;

/**
 * Whether n8n saves what the trigger remembers together with the execution that it starts. Its durable
 * engine can do so. If it does, it gives a poll a plain copy to work on; otherwise it gives what it watches
 * for changes, which it marks.
 */
export const isSavedTogether = (memory: object, budgetMs: number | undefined) =>
	isDurable(budgetMs) && !('__dataChanged' in memory);

/** A poll that has not ended by this moment never will. */
export const givenUpAt = (budgetMs: number | undefined, now: number) =>
	now + (budgetMs ?? DEFAULT_BUDGET_MS) + LONGEST_RESERVE_MS;
