import { isObject, kindOfValue, textIn, without, type Json } from '../../../shared/answers';
import { isTooDeep } from '../../../shared/depth';
import { readEntries, TOO_DEEP, type ReadList } from '../../../shared/oddEntries';
import { eventParts, unusableId } from '../../answers/readEvents';
import type { ProspectEvent } from '../../records';

/** An event as it was delivered, and the enrollment it belongs to. */
export interface DeliveredEvent {
	event: ProspectEvent;
	enrollmentKey?: string;
}

/** Under which names a delivery may hold a list of events. */
const LISTS = ['events', 'output_events'];

/**
 * Reads a delivery in each of the forms that Explorium documents: the event itself, or as JSON text in
 * `text`; the person as `prospect_id` or `entity_id`. A list of events is read as well, and an event in
 * `event`, also as text.
 * https://developers.explorium.ai/reference/webhooks
 *
 * @returns the events, and what is none
 */
export function readDeliveries(body: unknown): ReadList<DeliveredEvent> {
	return readEntries(entriesIn(body), (entry) => {
		const payload = unwrapped(payloadIn(entry));
		if (!isObject(payload)) return `is ${kindOfValue(payload)}`;
		// What stood there as text has been looked at by nobody yet.
		if (isTooDeep(payload)) return TOO_DEEP;
		return eventOf(payload) ?? 'has no event name';
	});
}

/**
 * Reads a delivery of one event.
 *
 * @returns nothing if it is no event
 */
export function readDelivery(body: unknown): DeliveredEvent | undefined {
	const payload = unwrapped(payloadIn(body));
	return isObject(payload) ? eventOf(payload) : undefined;
}

function entriesIn(body: unknown): unknown[] {
	const payload = payloadIn(body);
	if (Array.isArray(payload)) return payload;
	if (!isObject(payload) || isNamed(payload)) return [payload];
	const list = LISTS.map((name) => payload[name]).find(Array.isArray);
	return (list as unknown[] | undefined) ?? [payload];
}

const isNamed = ({ event_name, event_type }: Json) =>
	textIn(event_name ?? event_type) !== undefined;

/** The value itself, or what it holds as text. */
function payloadIn(body: unknown): unknown {
	const text = isObject(body) && !isNamed(body) ? body.text : body;
	if (typeof text !== 'string') return body;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The event that stands in `event`, with what is said beside it; anything else as it is. */
function unwrapped(payload: unknown): unknown {
	if (!isObject(payload) || isNamed(payload)) return payload;
	const inner = payloadIn(payload.event);
	return isObject(inner) ? { ...without(payload, 'event'), ...inner } : payload;
}

function eventOf(payload: Json): DeliveredEvent | undefined {
	const { event_id, event_name, event_time, prospect_id, data } = eventParts(payload);
	if (event_name === undefined) return undefined;
	const event = {
		event_id: event_id ?? '',
		event_name,
		event_time: event_time ?? null,
		prospect_id: prospect_id ?? null,
		...pick(payload, ['business_id', 'enrollment_id']),
		...(data && { data }),
		...unusableId(payload),
	} as ProspectEvent;
	const enrollmentKey = textIn(payload.enrollment_key);
	return { event, ...(enrollmentKey !== undefined && { enrollmentKey }) };
}

function pick(payload: Json, names: string[]): Json {
	return Object.fromEntries(
		names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])),
	);
}
