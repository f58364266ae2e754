import { createHash } from 'node:crypto';

export const TYPES = ['prospect_changed_role', 'prospect_changed_company'];
const MONTHS_BACK = 3;

/** What a trigger watches and remembers. */
export interface PollCase {
	prospects: number;
	eventsEach: number;
}

interface Call {
	url: string;
	body?: { prospect_ids: string[] };
}

/** IDs look like Explorium's: in the order of the list they are in no order. */
const idOf = (number: number) => createHash('sha1').update(String(number)).digest('hex');

function firstOfMonth(back: number): string {
	const today = new Date();
	return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString();
}

function eventsOf(id: string, eventsEach: number, times: string[]): string {
	const events = Array.from({ length: eventsEach }, (_, index) => ({
		event_id: `${id.slice(-12)}-0f4f46bdf8a0fe1d7c9e-${index}`,
		event_name: TYPES[index % TYPES.length],
		event_time: times[index % MONTHS_BACK],
		prospect_id: id,
		data: { previous_company_name: 'Before Ltd', current_company_name: 'After Inc' },
	}));
	return JSON.stringify(events).slice(1, -1);
}

/**
 * Explorium with everything it will answer written out beforehand, outside of the memory that a poll is
 * measured in. An answer comes as the bytes of a stream, as from the network.
 */
export function makeAnswers({ prospects, eventsEach }: PollCase): (call: Call) => Buffer[] {
	const ids = Array.from({ length: prospects }, (_, index) => idOf(index));
	const times = Array.from({ length: MONTHS_BACK }, (_, index) => firstOfMonth(index));
	const size = Buffer.byteLength(eventsOf(ids[0], eventsEach, times));
	// All events are of the same length.
	const bytes = Buffer.alloc(size * prospects);
	const placeOf = new Map<string, number>();
	ids.forEach((id, index) => {
		bytes.write(eventsOf(id, eventsEach, times), index * size);
		placeOf.set(id, index * size);
	});
	const list = { enrollment_id: 'en', enrollment_key: 'all', event_types: TYPES };
	const enrollments = Buffer.from(
		JSON.stringify({ enrollments: [{ ...list, prospect_ids: ids }] }),
	);
	const [start, comma, end] = ['{"output_events":[', ',', ']}'].map((text) => Buffer.from(text));
	return ({ url, body }) => {
		if (url.endsWith('/enrollments')) return [enrollments];
		const parts = (body?.prospect_ids ?? []).flatMap((id) => {
			const place = placeOf.get(id) ?? 0;
			return [comma, bytes.subarray(place, place + size)];
		});
		return [start, ...parts.slice(1), end];
	};
}
