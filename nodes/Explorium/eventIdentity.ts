import { UNUSABLE_ID } from './records';

/** The parts of an event that tell it from all others. */
interface Identifiable {
	event_id?: unknown;
	prospect_id?: unknown;
	event_name?: unknown;
	[UNUSABLE_ID]?: unknown;
}

/** IDs of these forms mean the same in capitals. */
const HEX_ID = /^(?:[a-f\d]{32}|[a-f\d]{8}(?:-[a-f\d]{4}){3}-[a-f\d]{12})$/i;
/** A moment in UTC, in one of the ways to write that. */
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(?:Z|[+-]00:?00)$/i;

/**
 * A text that an event shares with no other one. Two prospects may share an event id, so prospect and
 * type count as well. A missing or empty id is no id: then the whole event counts. The same moment
 * written in another way is no other event.
 *
 * @param event as Explorium gave it; the order of its keys does not matter
 */
export function identityOf(event: Identifiable): string {
	return identity(event, inOneForm, (id) =>
		/[A-F]/.test(id) && HEX_ID.test(id) ? id.toLowerCase() : id,
	);
}

/** The same as it was before all forms of a moment and an id counted as one: memories hold such texts. */
export function exactIdentityOf(event: Identifiable): string {
	return identity(
		event,
		(text) => text,
		(id) => id,
	);
}

/** Both of them, which for nearly every event are the same. */
export function identitiesOf(event: Identifiable): { identity: string; exact: string } {
	const id = event.event_id;
	const isSame = typeof id === 'string' && id.trim() !== '' && !/[A-F]/.test(id);
	const identity = identityOf(event);
	return { identity, exact: isSame ? identity : exactIdentityOf(event) };
}

function identity(
	event: Identifiable,
	textOf: (text: string) => string,
	idOf: (id: string) => string,
): string {
	const id = typeof event.event_id === 'number' ? String(event.event_id) : event.event_id;
	const hasId = typeof id === 'string' && id.trim() !== '';
	return JSON.stringify([
		hasId ? idOf(id.trim()) : inOrder(wholeOf(event), textOf),
		String(event.prospect_id ?? '')
			.trim()
			.toLowerCase(),
		String(event.event_name ?? ''),
	]);
}

/** A moment in UTC in its shortest form, with all its digits; other text as it is. */
function inOneForm(text: string): string {
	const [, day, time, fraction = ''] = (text.length < 50 && MOMENT.exec(text)) || [];
	if (day === undefined) return text;
	return `${day}T${time}${fraction.replace(/\.?0+$/, '')}Z`;
}

/** An event with what stood in place of its ID. */
function wholeOf(event: Identifiable): Identifiable {
	const unusable = event[UNUSABLE_ID];
	return unusable === undefined ? event : { ...event, event_id: unusable };
}

/** The same value with the keys of its objects in alphabetical order, and its texts in one form. */
function inOrder(value: unknown, textOf: (text: string) => string): unknown {
	if (typeof value === 'string') return textOf(value);
	if (Array.isArray(value)) return value.map((one) => inOrder(one, textOf));
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([key, one]) => [key, inOrder(one, textOf)]);
}
