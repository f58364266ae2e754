import { isObject, kindOfValue, objectIn, textIn, type Json } from '../../shared/answers';
import { readEntries, type ReadList } from '../../shared/oddEntries';
import { isBlank } from '../../shared/valueText';
import { identityOf } from '../eventIdentity';
import { UNUSABLE_ID, type ProspectEvent } from '../records';

/** From here on a number is taken for milliseconds instead of seconds. */
const LEAST_MS = 1e11;
const LAST_MOMENT_MS = 8.64e15;

/** The parts of an event that Explorium writes in several ways, in one; missing where they are. */
export interface EventParts {
	event_id?: string;
	event_name?: string;
	event_time?: string;
	prospect_id?: string;
	data?: Json;
}

/** Reads the parts of an event. */
export function eventParts(event: Json): EventParts {
	return {
		event_id: textIn(event.event_id),
		event_name: textIn(event.event_name) ?? textIn(event.event_type),
		event_time: timeOf(event.event_time),
		prospect_id: (textIn(event.prospect_id) ?? textIn(event.entity_id))?.toLowerCase(),
		data: objectIn(event.data),
	};
}

/** The events of an answer. */
export interface ReadEvents extends ReadList<ProspectEvent> {
	/** How many of them have a time that cannot be read. */
	untimed: number;
}

/**
 * Reads the events of an answer. One that is listed twice counts once.
 *
 * @param asked what was asked for; what was not is left out
 */
export function readEvents(
	list: unknown[],
	asked: { prospect_ids: string[]; event_types: string[] },
): ReadEvents {
	const ids = new Set(asked.prospect_ids);
	const listedBefore = sameEvents();
	let untimed = 0;
	const { entries, odd } = readEntries<{ event?: ProspectEvent }>(list, (entry) => {
		if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
		const { event_id = '', event_name, event_time = '', prospect_id, data } = eventParts(entry);
		if (event_name === undefined) return 'has no event name';
		if (prospect_id === undefined) return 'has no prospect ID';
		if (!ids.has(prospect_id)) return 'is about a prospect that was not asked for';
		if (!asked.event_types.includes(event_name)) return 'is of a type that was not asked for';
		const event = withParts(entry, { event_id, event_name, event_time, prospect_id, data });
		if (event_id === '') Object.assign(event, unusableId(entry));
		const earlier = listedBefore(event);
		if (earlier !== undefined) {
			const isSame = event_id === '' || JSON.stringify(earlier) === JSON.stringify(event);
			return isSame ? {} : 'is listed before with other content';
		}
		if (event_time === '' && !isBlank(entry.event_time ?? null)) untimed += 1;
		return { event };
	});
	return { entries: entries.flatMap(({ event }) => event ?? []), odd, untimed };
}

/**
 * Finds the event that is the same as another and came before it. Most have an ID that no other has: then
 * their identity need not be worked out.
 */
function sameEvents(): (event: ProspectEvent) => ProspectEvent | undefined {
	const firstOfId = new Map<string, ProspectEvent>();
	const byIdentity = new Map<string, ProspectEvent>();
	const put = (event: ProspectEvent) => {
		const identity = identityOf(event);
		const earlier = byIdentity.get(identity);
		if (earlier === undefined) byIdentity.set(identity, event);
		return earlier;
	};
	return (event) => {
		// The same ID may be written in capitals.
		const id = event.event_id.toLowerCase();
		const first = firstOfId.get(id);
		if (first === undefined) {
			firstOfId.set(id, event);
			return undefined;
		}
		put(first);
		return put(event);
	};
}

/** The event with its parts as they were read: in their places if it has them, otherwise at its end. */
function withParts({ data: _, ...event }: Json, parts: EventParts): ProspectEvent {
	// One by one, which takes a quarter of the time of copying them.
	event.event_id = parts.event_id;
	event.event_name = parts.event_name;
	event.event_time = parts.event_time;
	event.prospect_id = parts.prospect_id;
	if (parts.data) event.data = parts.data;
	return event as unknown as ProspectEvent;
}

/** What stands in place of an ID, if it is neither one nor nothing. */
export function unusableId({ event_id }: Json): Pick<ProspectEvent, typeof UNUSABLE_ID> {
	const isNone = event_id === undefined || event_id === null || typeof event_id === 'string';
	return isNone || textIn(event_id) !== undefined ? {} : { [UNUSABLE_ID]: event_id };
}

/** Version 1 writes a space between the day and the time in deliveries. */
function timeOf(value: unknown): string | undefined {
	if (typeof value === 'number') {
		const moment = value < LEAST_MS ? value * 1000 : value;
		return Math.abs(moment) <= LAST_MOMENT_MS ? new Date(moment).toISOString() : undefined;
	}
	const text = textIn(value);
	return text?.[10] === ' ' ? text.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T') : text;
}
