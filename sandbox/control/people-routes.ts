import type { FastifyInstance } from 'fastify';
import type { Sandbox } from '../core/context.ts';
import { EVENT_TYPES, addEvents } from '../explorium/state.ts';
import type { ExploriumEvent } from '../explorium/state.ts';
import { settleBatches } from '../outreach/runs.ts';
import { ControlError } from './control-error.ts';
import { addPerson } from './add-person.ts';
import { listPeople } from './people-list.ts';
import type { ListQuery } from './people-list.ts';
import { describePeople } from './person-view.ts';
import { celebrateAnniversary, changeCompany, changeRole, newEventId } from './happenings.ts';
import type { Happening } from './happenings.ts';

const text = { type: 'string' };
/** A year ahead at most: a moment beyond what a date can hold could not be shown. */
const seconds = { type: 'number', minimum: 0, maximum: 31_536_000 };
const time = { type: 'string', format: 'explorium-timestamp' };

function closed(properties: Record<string, unknown>, required: string[] = []) {
	return { type: 'object', properties, required, additionalProperties: false };
}

const rawEvent = closed(
	{
		prospect_id: text,
		event_name: text,
		event_time: text,
		event_id: text,
		discovered_at: { type: ['string', 'number'] },
		data: { type: 'object' },
	},
	['prospect_id', 'event_name'],
);

const digits = { type: 'string', pattern: '^\\d{1,9}$' };
const listQuery = closed({
	search: text,
	only: { enum: ['with-events'] },
	from: digits,
	count: digits,
});

/** Looking people up, and making things happen to them: changes of company and role, anniversaries. */
export function peopleRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	const happenings: Record<string, [typeof changeCompany, Record<string, unknown>]> = {
		'change-company': [
			changeCompany,
			closed({ company: text, title: text, event_time: time, discoveredInSeconds: seconds }),
		],
		'change-role': [
			changeRole,
			closed({ title: text, event_time: time, discoveredInSeconds: seconds }),
		],
		anniversary: [
			celebrateAnniversary,
			closed({ years: { type: 'integer' }, event_time: time, discoveredInSeconds: seconds }),
		],
	};
	for (const [name, [happen, body]] of Object.entries(happenings)) {
		app.post(`/people/:id/${name}`, { schema: { body } }, async (request) => {
			const { id } = request.params as { id: string };
			return happen(sandbox, findPerson(sandbox, id), request.body as Happening);
		});
	}

	app.get('/people', { schema: { querystring: listQuery } }, async (request) => {
		settleBatches(sandbox);
		return listPeople(sandbox, request.query as ListQuery);
	});

	const personBody = closed(
		{
			email: text,
			firstName: text,
			lastName: text,
			company: text,
			title: text,
			city: text,
			phone: text,
		},
		['email'],
	);
	app.post('/people', { schema: { body: personBody } }, async (request) => {
		const [person] = describePeople(sandbox, [
			addPerson(sandbox, request.body as { email: string }),
		]);
		return person;
	});

	const eventsBody = { anyOf: [rawEvent, { type: 'array', maxItems: 200_000, items: rawEvent }] };
	app.post('/events', { schema: { body: eventsBody } }, async (request) => {
		const raw = [request.body].flat() as RawEvent[];
		const events = raw.map((one) => completeEvent(sandbox, one));
		addEvents(sandbox.world.explorium, events);
		sandbox.deliveries.announce(events);
		return { added: events.length, event_ids: events.map((event) => event.event_id) };
	});

	const idsBody = closed({ event_ids: { type: 'array', items: text } });
	app.delete('/events', { schema: { body: idsBody } }, async (request) => {
		const { event_ids: ids } = request.body as { event_ids?: string[] };
		const state = sandbox.world.explorium;
		const gone = new Set(ids);
		for (const [prospect, events] of Object.entries(state.events)) {
			state.events[prospect] =
				ids === undefined ? [] : events.filter((event) => !gone.has(event.event_id));
		}
		return { ok: true };
	});
}

type RawEvent = Partial<Omit<ExploriumEvent, 'discovered_at'>> & {
	prospect_id: string;
	event_name: string;
	discovered_at?: string | number;
};

function completeEvent(sandbox: Sandbox, raw: RawEvent): ExploriumEvent {
	if (!EVENT_TYPES.some((type) => type === raw.event_name)) {
		throw new ControlError(400, `Unknown event_name "${raw.event_name}"`);
	}
	const now = sandbox.clock.now();
	const discovered = raw.discovered_at ?? now;
	return {
		event_name: raw.event_name,
		event_time: raw.event_time ?? new Date(now).toISOString(),
		event_id: raw.event_id ?? newEventId(sandbox, raw.prospect_id),
		prospect_id: raw.prospect_id,
		discovered_at: typeof discovered === 'number' ? discovered : Date.parse(discovered),
		data: { event_name: raw.event_name, ...raw.data },
	};
}

function findPerson(sandbox: Sandbox, idOrEmail: string): string {
	const link = sandbox.world.people.find(
		(one) => one.id === idOrEmail.toLowerCase() || one.email === idOrEmail,
	);
	if (link === undefined) throw new ControlError(404, `Nobody has the id or email ${idOrEmail}`);
	return link.id;
}
