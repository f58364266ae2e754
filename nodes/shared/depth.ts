/** No vendor's data is nested so deeply, and n8n's own ways to copy data end not much deeper. */
const DEEPEST = 200;

/** Whether lists and objects are nested too deeply in a value to work with it. It goes no deeper itself. */
export function isTooDeep(value: unknown, deepest = DEEPEST): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (deepest < 0) return true;
	// A list of all values first would take longer: this looks at each entry of every answer.
	for (const key in value) {
		const inner = (value as Record<string, unknown>)[key];
		if (typeof inner === 'object' && inner !== null && isTooDeep(inner, deepest - 1)) return true;
	}
	return false;
}
