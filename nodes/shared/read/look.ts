/**
 * Looks at a value that an expression gave. Some throw when they are looked at: a Luxon Interval that
 * n8n copied has methods that fail, and getters and proxies may do anything.
 *
 * @returns nothing if looking throws
 */
export function look<T>(at: () => T): T | undefined {
	try {
		return at();
	} catch {
		return undefined;
	}
}

/** Whether a value is a list; one that cannot be looked at is none. */
export function isList(value: unknown): value is unknown[] {
	return look(() => Array.isArray(value)) === true;
}
