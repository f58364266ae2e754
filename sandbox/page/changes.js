// What has changed since this page first saw it, so that a workflow can be seen at work.

/** How long a change stays marked. */
const MARKED_MS = 90_000;

/** By key: the value last seen as JSON, and when it changed. */
let known = new Map();

/** Takes note of a value; returns whether it is another one than last time. */
export function note(key, value) {
	const text = JSON.stringify(value) ?? '';
	const before = known.get(key);
	if (before !== undefined && before.text === text) return false;
	known.set(key, { text, changedAt: before === undefined ? undefined : Date.now() });
	return before !== undefined;
}

/** How long ago the value of a key changed; undefined when it did not, or long ago. */
export function changedFor(key) {
	const changedAt = known.get(key)?.changedAt;
	if (changedAt === undefined) return undefined;
	const age = Date.now() - changedAt;
	return age < MARKED_MS ? age : undefined;
}

/** Starts from nothing, so that a fresh start does not show as changes everywhere. */
export function forgetChanges() {
	known = new Map();
}
