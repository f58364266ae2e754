// The sandbox's clock, which tests and people may move, and how times are written.

let offsetMs = 0;

/** Takes over what the sandbox says the time is. */
export function setSandboxTime(text) {
	offsetMs = Date.parse(text) - Date.now();
}

/** The sandbox's time in milliseconds. */
export const sandboxNow = () => Date.now() + offsetMs;

/** "1 Nov 2026", of a moment or a text that may hold anything. */
export function day(time) {
	return written(time, (date) =>
		date.toLocaleDateString('en-GB', {
			day: 'numeric',
			month: 'short',
			year: 'numeric',
			timeZone: 'UTC',
		}),
	);
}

/** "14:05:09" where the person at the page is. */
export function timeOfDay(time) {
	return written(time, (date) => date.toLocaleTimeString('en-GB'));
}

/** "8 s", "3 min", "2 h" or "5 days". */
export function span(milliseconds) {
	const seconds = Math.max(0, Math.round(milliseconds / 1000));
	if (seconds < 100) return `${seconds} s`;
	if (seconds < 100 * 60) return `${Math.round(seconds / 60)} min`;
	if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
	return `${Math.round(seconds / 86_400)} days`;
}

/** The first of the month some months ago, as Explorium dates a change. */
export function firstOfMonth(monthsBack) {
	const date = new Date(sandboxNow());
	return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsBack)).toISOString();
}

function written(time, write) {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? String(time) : write(date);
}
