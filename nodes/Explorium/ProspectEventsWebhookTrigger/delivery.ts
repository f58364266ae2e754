import type { ProspectEvent } from '../api';

/** An event as it was delivered, and the enrollment it belongs to. */
export interface DeliveredEvent {
	event: ProspectEvent;
	enrollmentKey?: string;
}

type Payload = Record<string, unknown>;

/**
 * Reads a delivery in each of the forms that Explorium documents: the event itself, or as JSON text in
 * `text`; the person as `prospect_id` or `entity_id`.
 * https://developers.explorium.ai/reference/webhooks
 *
 * @returns nothing if it is no event
 */
export function readDelivery(body: unknown): DeliveredEvent | undefined {
	const payload = payloadIn(body);
	const { event_id, event_name, data, enrollment_key } = payload ?? {};
	if (payload === undefined || typeof event_name !== 'string') return undefined;
	const event: ProspectEvent = {
		event_id: event_id as string,
		event_name,
		event_time: isoTime(payload.event_time) as string,
		prospect_id: (payload.prospect_id ?? payload.entity_id ?? null) as string,
		...pick(payload, ['business_id', 'enrollment_id']),
		...(isObject(data) && { data }),
	};
	return { event, ...(typeof enrollment_key === 'string' && { enrollmentKey: enrollment_key }) };
}

function payloadIn(body: unknown): Payload | undefined {
	if (!isObject(body)) return undefined;
	if (typeof body.text !== 'string' || body.event_name !== undefined) return body;
	try {
		const inner: unknown = JSON.parse(body.text);
		return isObject(inner) ? inner : undefined;
	} catch {
		return undefined;
	}
}

const isObject = (value: unknown): value is Payload =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1 writes a space between the day and the time. */
function isoTime(value: unknown): unknown {
	return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T') : null;
}

function pick(payload: Payload, names: string[]): Payload {
	return Object.fromEntries(
		names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])),
	);
}
