import type { FastifyInstance } from 'fastify';
import { closed } from '../core/json-schema.ts';
import { CONTACT_FORMS, EVENT_TYPES, PROFILE_FORMS, addEvents } from '../explorium/state.ts';
import type { ContactForm, ExploriumEvent, ProfileForm } from '../explorium/state.ts';
import type { Sandbox } from '../sandbox.ts';
import { ControlError } from './control-error.ts';
import { addPerson } from './add-person.ts';
import { findPerson } from './find-person.ts';
import { listPeople } from './people-list.ts';
import type { ListQuery } from './people-list.ts';
import { describePeople } from './person-view.ts';
import { celebrateAnniversary, changeCompany, changeRole, newEventId } from './happenings.ts';
import type { Happening } from './happenings.ts';

const text = { type: 'string' };
/** A year ahead at most: a moment beyond what a date can hold could not be shown. */
const seconds = { type: 'number', minimum: 0, maximum: 31_536_000 };
const time = { type: 'string', format: 'explorium-timestamp' };

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
			return happen(sandbox, findPerson(sandbox, id).id, request.body as Happening);
		});
	}

	const shownBody = closed({
		contacts: { enum: [...CONTACT_FORMS, null] },
		profile: { enum: [...PROFILE_FORMS, null] },
	});
	app.post('/people/:id/contacts', { schema: { body: shownBody } }, async (request) => {
		const { id } = request.params as { id: string };
		const shown = request.body as Shown;
		const prospect = sandbox.world.explorium.prospects[findPerson(sandbox, id).id];
		if (prospect === undefined) throw new ControlError(404, `Explorium does not know ${id}`);
		if ('contacts' in shown) prospect.contact_form = shown.contacts ?? undefined;
		if ('profile' in shown) prospect.profile_form = shown.profile ?? undefined;
		return { contacts: prospect.contact_form ?? null, profile: prospect.profile_form ?? null };
	});

	app.get('/people', { schema: { querystring: listQuery } }, async (request) => {
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

/** How Explorium shows one person; null leaves it to the switches. */
interface Shown {
	contacts?: ContactForm | null;
	profile?: ProfileForm | null;
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
