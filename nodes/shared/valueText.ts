const ISO_DATE_AND_TIME = /^\d{4}-\d\d-\d\dT/;

/** A value as a message shows it. */
export function printValue(value: unknown): string {
	if (typeof value === 'string') return `"${value}"`;
	if (typeof value !== 'object') return String(value);
	return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));
}

/** Whether a value is there, but holds nothing. What an expression did not find is not there. */
export function isBlank(value: unknown): boolean {
	return value === null || (typeof value === 'string' && value.trim() === '');
}

/** Dates, also those of n8n's expressions, as ISO 8601 text; other values as they are. */
export function withoutDates(value: unknown): unknown {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	const { toISO } = (value ?? {}) as { toISO?: unknown };
	return typeof toISO === 'function' ? toISO.call(value) : value;
}

/**
 * Writes a field's value as text.
 *
 * @param isDay whether the field holds a day, so that a time of day has to go
 * @returns nothing for lists, objects and what is no number
 */
export function textOfValue(given: unknown, isDay: boolean): string | undefined {
	const value = withoutDates(given);
	const isMoment = typeof value === 'string' && value !== given;
	if (typeof value === 'string') {
		const hasTime = ISO_DATE_AND_TIME.test(value);
		return hasTime && (isDay || isMoment) ? value.slice(0, 10) : value;
	}
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
