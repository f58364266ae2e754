/** Explorium keeps events for about this long. */
export const KEPT_DAYS = 90;

/** How long an event is remembered after it has left the window, should it come back. */
const MARGIN_DAYS = 31;
const DAY_MS = 86_400_000;

const firstOfMonth = (moment: number) => {
	const date = new Date(moment);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
};

/** The calendar month of a moment in UTC, such as `2026-11`. */
export const monthOf = (moment: number) => new Date(moment).toISOString().slice(0, 7);

/** The day of a moment in UTC, such as `2026-11-21`. */
export const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

/**
 * From when on to ask for events. Explorium dates a change to the first of its month and may mean
 * "after" strictly, so the window starts a day before the month in which the look-back ends.
 *
 * @returns epoch milliseconds
 */
export function windowStart(now: number, lookBackDays: number): number {
	return firstOfMonth(now - lookBackDays * DAY_MS) - DAY_MS;
}

/**
 * The first month whose events have to be remembered. It does not depend on the look-back that is
 * set, so that raising it later does not bring back events already emitted.
 */
export function firstRememberedMonth(now: number): string {
	return monthOf(windowStart(now, KEPT_DAYS) - MARGIN_DAYS * DAY_MS);
}

/** The first month of the window, under which older events are remembered as long as they show up. */
export function firstWindowMonth(now: number): string {
	return monthOf(windowStart(now, KEPT_DAYS) + DAY_MS);
}
