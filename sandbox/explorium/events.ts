import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hexId } from '../core/hash.ts';
import { bill, envelope } from './envelope.ts';
import { refusal, unprocessable } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { fetchEventsAnswerV2 } from './schemas-v2.ts';
import { errorAnswers, fetchEventsAnswer, fetchEventsBody } from './schemas.ts';
import type { ExploriumEvent } from './state.ts';
import { VERSIONS } from './version.ts';

interface FetchBody {
	event_types: string[];
	prospect_ids: string[];
	timestamp_from?: string | null;
	timestamp_to?: string | null;
}

// Only events of about the last quarter are kept.
const KEPT_MONTHS = 3;

/** `POST /v1/prospects/events` and the same in version 2: the events of some prospects. */
export function eventRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	const fetchEvents = async (request: FastifyRequest) => {
		const body = request.body as FetchBody;
		const switches = sandbox.switches.explorium;
		sandbox.counters.add('explorium', 'eventFetches');
		if (switches.softFailure) {
			return { ...envelope(sandbox, request), output_events: [] };
		}
		refuseUnknownIds(sandbox, body.prospect_ids);
		const events = ordered(sandbox, visibleEvents(sandbox, body));
		if (events.length === 0 && switches.emptyResult !== 'empty-success') {
			const miss = envelope(sandbox, request, 'miss');
			if (switches.emptyResult === 'empty-miss') return { ...miss, output_events: [] };
			request.trace.offContract = true;
			return miss;
		}
		const billed = new Set(events.map((event) => `${event.prospect_id} ${event.event_name}`));
		const usage = bill(sandbox, request, events.length, billed.size * switches.creditsPerEvent);
		if (switches.eventData === 'absent') request.trace.offContract = true;
		return {
			...envelope(sandbox, request),
			output_events: events.map((event) => shown(sandbox, event)),
			...usage,
		};
	};
	const answers = { v1: fetchEventsAnswer, v2: fetchEventsAnswerV2 };
	for (const version of VERSIONS) {
		const response = { 200: answers[version], ...errorAnswers };
		const schema = { body: fetchEventsBody, response };
		app.post(`/${version}/prospects/events`, { schema }, fetchEvents);
	}
}

function visibleEvents(sandbox: ExploriumSandbox, body: FetchBody): ExploriumEvent[] {
	const now = sandbox.clock.now();
	const from = body.timestamp_from ? Date.parse(body.timestamp_from) : -Infinity;
	const to = body.timestamp_to ? Date.parse(body.timestamp_to) : Infinity;
	const oldest = monthsBefore(now, KEPT_MONTHS);
	const inclusive = sandbox.switches.explorium.timestampBounds === 'inclusive';
	return body.prospect_ids
		.flatMap((id) => sandbox.world.explorium.events[id] ?? [])
		.filter((event) => {
			const time = Date.parse(event.event_time);
			if (event.discovered_at > now || time < oldest || time > to) return false;
			if (!body.event_types.includes(event.event_name)) return false;
			return inclusive ? time >= from : time > from;
		});
}

function ordered(sandbox: ExploriumSandbox, events: ExploriumEvent[]): ExploriumEvent[] {
	const order = sandbox.switches.explorium.eventOrder;
	const sign = order === 'oldest-first' ? 1 : -1;
	const calls = sandbox.counters.get('explorium', 'eventFetches');
	const rank = (event: ExploriumEvent): string => hexId(`${event.event_id} ${calls}`, 8);
	return [...events].sort((a, b) =>
		order === 'shuffled'
			? rank(a).localeCompare(rank(b))
			: sign * (Date.parse(a.event_time) - Date.parse(b.event_time)),
	);
}

/** The event as clients see it: without the moment of discovery, and with the oddities on. */
function shown(sandbox: ExploriumSandbox, event: ExploriumEvent): Record<string, unknown> {
	const { event_id, event_name, event_time, prospect_id } = event;
	const switches = sandbox.switches.explorium;
	const data = { ...event.data };
	const visible = { event_name, event_time, event_id, prospect_id };
	const result: Record<string, unknown> = { ...visible, data };
	if (switches.eventIds === 'changing') {
		result.event_id = hexId(
			`${event.event_id} ${sandbox.counters.get('explorium', 'eventFetches')}`,
			32,
		);
	}
	if (
		event.event_name === 'prospect_changed_role' &&
		switches.roleEventPreviousCompany === 'absent'
	) {
		delete data.previous_company_name;
		delete data.previous_company_id;
	}
	if (event.event_name === 'prospect_changed_company' && switches.equalCompanyIds) {
		data.previous_company_id = data.current_company_id;
	}
	if (switches.eventData === 'absent') delete result.data;
	return result;
}

function refuseUnknownIds(sandbox: ExploriumSandbox, ids: string[]): void {
	const form = sandbox.switches.explorium.unknownIds;
	if (form === 'ignored') return;
	const position = ids.findIndex((id) => sandbox.world.explorium.prospects[id] === undefined);
	if (position < 0) return;
	if (form === '404') throw refusal(404, `Prospect ${ids[position]} was not found.`);
	throw unprocessable({
		loc: ['body', 'prospect_ids', position],
		msg: 'unknown prospect id',
		type: 'value_error',
	});
}

/** The same day some months earlier, or the last day of that month if it is shorter. */
function monthsBefore(time: number, months: number): number {
	const date = new Date(time);
	const day = date.getUTCDate();
	date.setUTCMonth(date.getUTCMonth() - months);
	if (date.getUTCDate() !== day) date.setUTCDate(0);
	return date.getTime();
}
