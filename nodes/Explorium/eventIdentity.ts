import { UNUSABLE_ID } from './records';

/** The parts of an event that tell it from all others. */
interface Identifiable {
	event_id?: unknown;
	prospect_id?: unknown;
	event_name?: unknown;
	[UNUSABLE_ID]?: unknown;
}

/**
 * A text that an event shares with no other one. Two prospects may share an event id, so prospect and
 * type count as well. A missing or blank id is no id: then the whole event counts.
 *
 * @param event as Explorium gave it; the order of its keys does not matter
 */
export function identityOf(event: Identifiable): string {
	const id = typeof event.event_id === 'number' ? String(event.event_id) : event.event_id;
	const hasId = typeof id === 'string' && id.trim() !== '';
	return JSON.stringify([
		hasId ? id.trim() : inOrder(wholeOf(event)),
		String(event.prospect_id ?? '')
			.trim()
			.toLowerCase(),
		String(event.event_name ?? ''),
	]);
}

/** An event with what stood in place of its ID. */
function wholeOf(event: Identifiable): Identifiable {
	const unusable = event[UNUSABLE_ID];
	return unusable === undefined ? event : { ...event, event_id: unusable };
}

/** The same value with the keys of its objects in alphabetical order. */
function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([key, one]) => [key, inOrder(one)]);
}
