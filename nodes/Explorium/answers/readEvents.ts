import { isObject, kindOfValue, objectIn, textIn, without, type Json } from '../../shared/answers';
import { readEntries, type ReadList } from '../../shared/oddEntries';
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

/**
 * Reads the events of an answer.
 *
 * @param asked what was asked for; what was not is left out
 */
export function readEvents(
	list: unknown[],
	asked: { prospect_ids: string[]; event_types: string[] },
): ReadList<ProspectEvent> {
	const ids = new Set(asked.prospect_ids);
	return readEntries(list, (entry) => {
		if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
		const { event_id = '', event_name, event_time = '', prospect_id, data } = eventParts(entry);
		if (event_name === undefined) return 'has no event name';
		if (prospect_id === undefined) return 'has no prospect ID';
		if (!ids.has(prospect_id)) return 'is about a prospect that was not asked for';
		if (!asked.event_types.includes(event_name)) return 'is of a type that was not asked for';
		const others = without(entry, 'data');
		const parts = { event_id, event_name, event_time, prospect_id, ...(data && { data }) };
		return { ...others, ...parts, ...unusableId(entry) };
	});
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
	return textIn(value)?.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
}
