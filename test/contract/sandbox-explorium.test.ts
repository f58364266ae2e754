import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import { companyId } from '../../sandbox/explorium/state';
import type { Sandbox, SandboxPerson } from '../support/sandbox';

const TYPES = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
];
const UNKNOWN_ID = 'f'.repeat(40);

let sandbox: Sandbox;
let people: SandboxPerson[];

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset({ now: '2026-05-20T10:00:00Z' });
	({ people } = await sandbox.control.state());
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(
	method: string,
	path: string,
	data?: unknown,
	headers: Record<string, string> = { api_key: DEMO.exploriumKey },
): Promise<AxiosResponse> {
	const url = `${sandbox.explorium}/v1${path}`;
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

function fetchEvents(body: Record<string, unknown> = {}): Promise<AxiosResponse> {
	const prospect_ids = people.map((person) => person.id);
	return call('POST', '/prospects/events', { event_types: TYPES, prospect_ids, ...body });
}

const ids = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => index.toString(16).padStart(40, '0'));

describe('authentication', () => {
	it.each([
		['no key', {}],
		['a wrong key', { api_key: 'wrong' }],
		['a bearer token', { authorization: `Bearer ${DEMO.exploriumKey}` }],
	])('refuses %s', async (_name, headers) => {
		const answer = await call('GET', '/credits', undefined, headers as Record<string, string>);
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual({
			details: expect.any(String),
			correlation_id: expect.any(String),
		});
	});

	it('asks for a partner id when the switch says so', async () => {
		await sandbox.control.switches({ explorium: { partnerRequired: true } });
		const without = await call('GET', '/credits');
		expect(without.status).toBe(401);
		expect(without.data.details).toMatch(/^Partner ID is missing\. Please set it/);
		const wrong = await call('GET', '/credits', undefined, {
			api_key: DEMO.exploriumKey,
			'partner-id': 'nobody',
		});
		expect(wrong.data.details).toMatch(/^Partner ID is invalid/);
	});
});

describe('validation', () => {
	it('lists every fault in the words of the vendor', async () => {
		const answer = await fetchEvents({
			event_types: ['no_such_type'],
			prospect_ids: ['ABC', ...ids(40), ids(1)[0]],
			timestamp_from: 'yesterday',
			ttl_days: 3,
		});
		expect(answer.status).toBe(422);
		expect(answer.data.detail).toEqual(
			expect.arrayContaining([
				{
					loc: ['body', 'prospect_ids', 0],
					msg: 'string does not match regex "^[a-f0-9]{40}$"',
					type: 'value_error.str.regex',
					ctx: { pattern: '^[a-f0-9]{40}$' },
				},
				{
					loc: ['body', 'prospect_ids'],
					msg: 'ensure this value has at most 40 items',
					type: 'value_error.list.max_items',
					ctx: { limit_value: 40 },
				},
				{
					loc: ['body', 'prospect_ids'],
					msg: 'the list has duplicated items',
					type: 'value_error.list.unique_items',
				},
				expect.objectContaining({ loc: ['body', 'event_types', 0], type: 'type_error.enum' }),
				{ loc: ['body', 'ttl_days'], msg: 'extra fields not permitted', type: 'value_error.extra' },
				expect.objectContaining({ loc: ['body', 'timestamp_from'] }),
			]),
		);
		expect(answer.data.detail).toHaveLength(6);
	});

	it('asks for required fields and refuses null', async () => {
		const answer = await call('POST', '/prospects/events', { prospect_ids: null });
		expect(answer.data.detail).toEqual([
			{ loc: ['body', 'event_types'], msg: 'field required', type: 'value_error.missing' },
			{
				loc: ['body', 'prospect_ids'],
				msg: 'none is not an allowed value',
				type: 'type_error.none.not_allowed',
			},
		]);
	});

	it('refuses an empty list, a short key and a 21st id in an enrollment', async () => {
		const answer = await call('POST', '/prospects/events/enrollments', {
			enrollment_key: 'abc',
			event_types: [],
			prospect_ids: ids(3),
		});
		expect(answer.data.detail.map((one: { type: string }) => one.type).sort()).toEqual([
			'value_error.any_str.min_length',
			'value_error.list.min_items',
		]);
		const many = { enrollment_key: 'many', event_types: TYPES, prospect_ids: ids(21) };
		const refused = await call('POST', '/prospects/events/enrollments', many);
		expect(refused.data.detail[0].msg).toBe('ensure this value has at most 20 items');
		await sandbox.control.switches({ explorium: { enrollmentIdLimit: 1000 } });
		expect((await call('POST', '/prospects/events/enrollments', many)).status).toBe(200);
	});

	it('takes dates, times and null as bounds', async () => {
		for (const timestamp_from of ['2026-01-01', '2026-01-01T00:00:00Z', null]) {
			expect((await fetchEvents({ timestamp_from })).status).toBe(200);
		}
	});
});

describe('events', () => {
	it('stamps a change with the first of the month and shows it once discovered', async () => {
		const [ada] = people as [SandboxPerson];
		const made = await sandbox.control.changeCompany(ada.email, { discoveredInSeconds: 3600 });
		expect(made.event_time).toBe('2026-05-01T00:00:00+00:00');
		expect((await fetchEvents()).data.output_events).toEqual([]);
		await sandbox.control.clock({ advanceSeconds: 3700 });
		const [event] = (await fetchEvents()).data.output_events;
		expect(event).toMatchObject({ event_id: made.event_id, prospect_id: ada.id });
		expect(event).not.toHaveProperty('discovered_at');
		expect(event.data).toMatchObject({ previous_company_name: ada.explorium.company });
		const again = (await fetchEvents()).data.output_events;
		expect(again[0].event_id).toBe(event.event_id);
	});

	it('excludes an event stamped at timestamp_from unless the switch includes it', async () => {
		await sandbox.control.changeRole(people[0]!.id);
		const at = { timestamp_from: '2026-05-01T00:00:00Z' };
		expect((await fetchEvents(at)).data.output_events).toHaveLength(0);
		expect((await fetchEvents({ timestamp_from: '2026-04-30' })).data.output_events).toHaveLength(
			1,
		);
		await sandbox.control.switches({ explorium: { timestampBounds: 'inclusive' } });
		expect((await fetchEvents(at)).data.output_events).toHaveLength(1);
	});

	it('includes an event stamped at timestamp_to and drops later ones', async () => {
		await sandbox.control.changeRole(people[0]!.id);
		const upTo = (timestamp_to: string) => fetchEvents({ timestamp_to });
		expect((await upTo('2026-05-01T00:00:00Z')).data.output_events).toHaveLength(1);
		expect((await upTo('2026-04-30')).data.output_events).toHaveLength(0);
	});

	it('forgets events after three months', async () => {
		await sandbox.control.changeRole(people[0]!.id);
		await sandbox.control.clock({ now: '2026-07-31T00:00:00Z' });
		expect((await fetchEvents()).data.output_events).toHaveLength(1);
		await sandbox.control.clock({ now: '2026-08-02T00:00:00Z' });
		expect((await fetchEvents()).data.output_events).toHaveLength(0);
	});

	it('shows anniversaries that lie ahead', async () => {
		await sandbox.control.anniversary(people[0]!.id, { years: 5 });
		const [event] = (await fetchEvents()).data.output_events;
		expect(event.event_time).toBe('2026-06-01T00:00:00+00:00');
		expect(event.data).toMatchObject({ years_at_company: 5, full_name: people[0]!.name });
	});

	it('lists the newest first, or the order the switch says', async () => {
		const prospect_id = people[0]!.id;
		const event_name = TYPES[0]!;
		await sandbox.control.addEvents([
			{ prospect_id, event_name, event_time: '2026-03-01T00:00:00+00:00' },
			{ prospect_id, event_name, event_time: '2026-05-01T00:00:00+00:00' },
			{ prospect_id, event_name, event_time: '2026-04-01T00:00:00+00:00' },
		]);
		const months = async () =>
			(await fetchEvents()).data.output_events.map((one: { event_time: string }) =>
				one.event_time.slice(5, 7),
			);
		expect(await months()).toEqual(['05', '04', '03']);
		await sandbox.control.switches({ explorium: { eventOrder: 'oldest-first' } });
		expect(await months()).toEqual(['03', '04', '05']);
	});

	it('keeps only the asked types and makes events vanish on demand', async () => {
		const made = await sandbox.control.changeRole(people[0]!.id);
		await sandbox.control.changeCompany(people[0]!.id);
		const roles = await fetchEvents({ event_types: ['prospect_changed_role'] });
		expect(roles.data.output_events).toHaveLength(1);
		await sandbox.control.deleteEvents([made.event_id]);
		const [left] = (await fetchEvents()).data.output_events;
		expect(left.event_name).toBe('prospect_changed_company');
	});

	it('fires a role event with the move, drops data and changes ids when switched', async () => {
		await sandbox.control.switches({
			explorium: { companyChangeFiresRole: true, eventIds: 'changing', eventData: 'absent' },
		});
		await sandbox.control.changeCompany(people[0]!.id);
		const first = (await fetchEvents()).data.output_events;
		const second = (await fetchEvents()).data.output_events;
		expect(first).toHaveLength(2);
		expect(first[0]).not.toHaveProperty('data');
		expect(second[0].event_id).not.toBe(first[0].event_id);
	});

	it('answers an empty fetch in three forms, and unknown ids without an error', async () => {
		const unknown = { prospect_ids: [UNKNOWN_ID] };
		const plain = await fetchEvents(unknown);
		expect(plain.data).toMatchObject({
			output_events: [],
			response_context: { request_status: 'success' },
		});
		await sandbox.control.switches({ explorium: { emptyResult: 'empty-miss' } });
		expect((await fetchEvents(unknown)).data.response_context.request_status).toBe('miss');
		await sandbox.control.switches({ explorium: { emptyResult: 'absent-miss' } });
		expect((await fetchEvents(unknown)).data).not.toHaveProperty('output_events');
		await sandbox.control.switches({ explorium: { unknownIds: '404' } });
		expect((await fetchEvents(unknown)).status).toBe(404);
	});

	it('fails softly when switched', async () => {
		await sandbox.control.switches({ explorium: { softFailure: true } });
		const answer = await fetchEvents();
		expect(answer.status).toBe(200);
		expect(answer.data.response_context.request_status).toBe('failure');
		const added = await call('POST', '/prospects/events/enrollments', {
			enrollment_key: 'team_a',
			event_types: TYPES,
			prospect_ids: [people[0]!.id],
		});
		expect(added.data.response_context.request_status).toBe('failure');
		expect((await sandbox.control.state(false)).enrollments).toHaveLength(1);
	});
});

describe('enrollments', () => {
	const path = '/prospects/events/enrollments';
	const list = async () => (await call('GET', path)).data.enrollments;
	const body = () => ({
		enrollment_key: 'team_a',
		event_types: [TYPES[0]],
		prospect_ids: [people[0]!.id],
	});

	it('adds, lists, replaces and deletes', async () => {
		const added = await call('POST', path, body());
		expect(added.status).toBe(200);
		expect(added.data.enrollment_id).toMatch(/^en_[0-9a-f]{8}$/);
		const changed = {
			enrollment_id: added.data.enrollment_id,
			enrollment_key: 'team_b',
			event_types: [TYPES[1]],
			prospect_ids: [people[1]!.id],
		};
		expect((await call('PATCH', path, changed)).status).toBe(200);
		expect(await list()).toContainEqual(changed);
		const { enrollment_id } = changed;
		expect((await call('DELETE', path, { enrollment_id })).data.status).toBe('success');
		expect(await list()).toHaveLength(1);
		expect((await call('DELETE', path, { enrollment_id })).data).toMatchObject({
			status: 'miss',
			response_context: { request_status: 'miss' },
		});
	});

	it('starts with the demo watchlist of everybody', async () => {
		const [demo] = await list();
		expect(demo.enrollment_key).toBe('demo_watchlist');
		expect(demo.prospect_ids).toEqual(people.map((person) => person.id));
	});

	it.each([
		['second-record', 200, 3],
		['refused', 422, 2],
		['overwritten', 200, 2],
	])('with duplicateEnrollmentKey %s answers %i', async (form, status, count) => {
		await sandbox.control.switches({ explorium: { duplicateEnrollmentKey: form } });
		await call('POST', path, body());
		expect((await call('POST', path, body())).status).toBe(status);
		expect(await list()).toHaveLength(count);
	});

	it('merges on update, and answers unknown ids, as switched', async () => {
		const { data } = await call('POST', path, body());
		await sandbox.control.switches({ explorium: { enrollmentUpdate: 'merge' } });
		const changed = { ...body(), enrollment_id: data.enrollment_id, event_types: [TYPES[1]] };
		await call('PATCH', path, changed);
		expect((await list())[1].event_types).toEqual([TYPES[0], TYPES[1]]);
		const unknown = { ...changed, enrollment_id: 'en_unknown' };
		expect((await call('PATCH', path, unknown)).status).toBe(404);
		await sandbox.control.switches({ explorium: { unknownEnrollmentUpdate: 'miss' } });
		expect((await call('PATCH', path, unknown)).data.response_context.request_status).toBe('miss');
	});

	it('changes wrapper and delete answer, and lists foreign enrollments, as switched', async () => {
		await sandbox.control.switches({
			explorium: {
				answerWrapper: 'request_context',
				deleteAnswer: 'status-only',
				foreignEnrollments: true,
			},
		});
		const answer = await call('GET', path);
		expect(answer.data).toHaveProperty('request_context');
		expect(answer.data).not.toHaveProperty('response_context');
		expect(answer.data.enrollments).toHaveLength(3);
		const { enrollment_id } = answer.data.enrollments[0];
		expect((await call('DELETE', path, { enrollment_id })).data).toEqual({ status: 'success' });
	});
});

describe('rate limit', () => {
	it('counts ids and answers 429 with the documented headers and body', async () => {
		const page = { prospect_ids: ids(40) };
		for (let turn = 0; turn < 5; turn += 1) {
			const answer = await fetchEvents(page);
			expect(answer.headers['x-ratelimit-remaining']).toBe(String(160 - 40 * turn));
		}
		const refused = await call('GET', '/credits');
		expect(refused.status).toBe(429);
		const seconds = Number(refused.headers['retry-after']);
		expect(refused.data).toEqual({
			error: 'rate_limit_exceeded',
			message: `API rate limit exceeded. Please retry after ${seconds} seconds.`,
			retry_after: seconds,
		});
		expect(seconds).toBeGreaterThan(55);
		const reset = Number(refused.headers['x-ratelimit-reset']) * 1000;
		// The header is in the client's time, although the sandbox lives in another month.
		expect(Math.abs(reset - Date.now() - 60_000)).toBeLessThan(5_000);
		expect((await sandbox.control.counters()).explorium.tooManyRequests).toBe(1);
		await sandbox.control.clock({ advanceSeconds: 61 });
		expect((await fetchEvents(page)).status).toBe(200);
	});

	it.each(['body-b', 'not-json', 'no-retry-after'])('refuses in the form %s', async (form) => {
		await sandbox.control.switches({ explorium: { tooManyRequests: form } });
		await sandbox.control.limits({
			explorium: { limit: 1, windowSeconds: 60, unit: 'requests' },
		});
		await fetchEvents();
		const refused = await fetchEvents();
		expect(refused.status).toBe(429);
		expect(refused.headers['retry-after'] === undefined).toBe(form === 'no-retry-after');
		expect(typeof refused.data === 'string').toBe(form === 'not-json');
		if (form === 'body-b') expect(refused.data.code).toBe(429);
	});

	it('can be off, and then sends no headers', async () => {
		await sandbox.control.limits({ explorium: null });
		for (let turn = 0; turn < 6; turn += 1) await fetchEvents({ prospect_ids: ids(40) });
		const answer = await fetchEvents();
		expect(answer.status).toBe(200);
		expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
	});
});

describe('credits', () => {
	it('takes two per prospect and type that returned something, and tells on request', async () => {
		await sandbox.control.changeRole(people[0]!.id);
		await sandbox.control.changeCompany(people[0]!.id);
		await sandbox.control.changeRole(people[1]!.id);
		const before = (await call('GET', '/credits')).data.remaining_credits;
		const answer = await call(
			'POST',
			'/prospects/events',
			{ event_types: TYPES, prospect_ids: people.map((person) => person.id) },
			{ api_key: DEMO.exploriumKey, 'credit-usage': 'true' },
		);
		expect(answer.data.credit_usage).toEqual({ total_results: 3, total_credits: 6 });
		expect((await call('GET', '/credits')).data.remaining_credits).toBe(before - 6);
	});

	it('refuses with 403 in both forms when they are used up', async () => {
		await sandbox.control.changeRole(people[0]!.id);
		await sandbox.control.credits(0);
		const refused = await fetchEvents();
		expect(refused.status).toBe(403);
		expect(refused.data.details).toMatch(/^You have insufficient credits/);
		await sandbox.control.switches({ explorium: { insufficientCredits: 'error' } });
		expect((await fetchEvents()).data).toEqual({ error: refused.data.details });
	});
});

describe('match and contacts', () => {
	it('matches in the order of the input, without an id for strangers', async () => {
		const inputs = [{ email: 'nobody@example.test' }, { email: people[0]!.email }];
		const answer = await call('POST', '/prospects/match', { prospects_to_match: inputs });
		expect(answer.data).toMatchObject({ total_results: 2, total_matches: 1 });
		expect(answer.data.matched_prospects).toEqual([
			{ input: inputs[0] },
			{ input: inputs[1], prospect_id: people[0]!.id },
		]);
		await sandbox.control.switches({ explorium: { unmatched: 'item-null' } });
		const other = await call('POST', '/prospects/match', { prospects_to_match: inputs });
		expect(other.data.matched_prospects[0]).toBeNull();
	});

	it('matches among the people of the given business only', async () => {
		const [ada] = people as [SandboxPerson];
		const move = await sandbox.control.changeCompany(ada.id, { company: 'Headovations' });
		const { email } = ada;
		const answer = await call('POST', '/prospects/match', {
			prospects_to_match: [
				{ email, business_id: move.data.current_company_id },
				{ email, business_id: move.data.previous_company_id },
				{ business_id: move.data.current_company_id },
			],
		});
		expect(
			answer.data.matched_prospects.map((row: { prospect_id?: string }) => row.prospect_id),
		).toEqual([ada.id, undefined, undefined]);
	});

	it('knows the new address after a move and keeps the old one', async () => {
		const [ada] = people as [SandboxPerson];
		await sandbox.control.changeCompany(ada.id, {
			company: 'Headovations',
			discoveredInSeconds: 60,
		});
		const enrich = async () =>
			(
				await call('POST', '/prospects/contacts_information/bulk_enrich', {
					prospect_ids: [ada.id],
					parameters: { contact_types: ['email'] },
				})
			).data.data[0].data;
		expect((await enrich()).professions_email).toBe(ada.email);
		await sandbox.control.clock({ advanceSeconds: 61 });
		const contacts = await enrich();
		expect(contacts.professions_email).toBe('ada.morales@headovations.example');
		expect(contacts.emails).toContainEqual({ address: ada.email, type: 'professional' });
		expect(contacts).not.toHaveProperty('phone_numbers');
	});

	it('leaves rows out and reverses them when switched', async () => {
		const prospect_ids = people.slice(0, 3).map((person) => person.id);
		const rows = async () =>
			(
				await call('POST', '/prospects/contacts_information/bulk_enrich', { prospect_ids })
			).data.data.map((row: { prospect_id: string }) => row.prospect_id);
		expect(await rows()).toEqual(prospect_ids);
		await sandbox.control.switches({ explorium: { contactRows: 'reversed' } });
		expect(await rows()).toEqual([...prospect_ids].reverse());
		await sandbox.control.switches({ explorium: { contactRows: 'first-missing' } });
		expect(await rows()).toEqual(prospect_ids.slice(1));
	});
});

describe('contacts of somebody who has moved', () => {
	const OLD = 'ada.morales@northwind-robotics.example';
	const NEW = 'ada.morales@headovations.example';
	const PERSONAL = { address: 'ada.morales@mail.example', type: 'personal' };

	const contactsOf = async (index = 0) =>
		(
			await call('POST', '/prospects/contacts_information/bulk_enrich', {
				prospect_ids: [people[index]!.id],
				parameters: { contact_types: ['email'] },
			})
		).data.data[0].data;
	const move = async () =>
		await sandbox.control.changeCompany(people[0]!.id, { company: 'Headovations' });

	it.each([
		['new', NEW, 'valid'],
		['old', OLD, 'valid'],
		['catch-all', NEW, 'catch-all'],
		['catch_all', NEW, 'catch_all'],
		['invalid', NEW, 'invalid'],
		['none', undefined, undefined],
		['personal-only', undefined, undefined],
	] as const)('%s: by switch, or for one person', async (form, email, status) => {
		await move();
		await sandbox.control.switches({ explorium: { contactsAfterMove: form } });
		const contacts = await contactsOf();
		expect(contacts.professions_email).toBe(email);
		expect(contacts.professional_email_status).toBe(status);
		if (form === 'none') expect(contacts).toEqual({});
		if (form === 'personal-only') expect(contacts).toEqual({ emails: [PERSONAL] });
		expect(await contactsOf(1)).toMatchObject({
			professions_email: people[1]!.email,
			professional_email_status: 'valid',
		});

		await sandbox.control.restore();
		await sandbox.control.showPerson(people[0]!.id, { contacts: form });
		expect(await contactsOf()).toEqual(contacts);
		await sandbox.control.showPerson(people[0]!.id, { contacts: null });
		expect((await contactsOf()).professions_email).toBe(NEW);
	});

	it('shows an old address without the one that is not known yet', async () => {
		await move();
		await sandbox.control.showPerson(people[0]!.id, { contacts: 'old' });
		expect((await contactsOf()).emails).toEqual([
			PERSONAL,
			{ address: OLD, type: 'current_professional' },
		]);
	});

	it('refuses a form that there is not', async () => {
		const shown = { contacts: 'both' as 'old' };
		await expect(sandbox.control.showPerson(people[0]!.id, shown)).rejects.toThrow('400');
		await expect(sandbox.control.showPerson('nobody', {})).rejects.toThrow('404');
	});
});

describe('profiles', () => {
	const PATH = '/prospects/profiles/bulk_enrich';
	const profiles = async (prospect_ids: string[]) =>
		(await call('POST', PATH, { prospect_ids })).data;

	it('tells who people are and where they work, and has no row for strangers', async () => {
		const [ada, ben] = people as [SandboxPerson, SandboxPerson];
		const before = (await sandbox.control.state(false)).credits.remaining;
		const answer = await profiles([ben.id, UNKNOWN_ID, ada.id]);
		expect(answer.total_results).toBe(2);
		expect(answer.data.map((row: { prospect_id: string }) => row.prospect_id)).toEqual([
			ben.id,
			ada.id,
		]);
		expect(answer.data[1].data).toMatchObject({
			full_name: 'Ada Morales',
			company_name: 'Northwind Robotics',
			company_website: 'https://northwind-robotics.example',
			job_title: 'VP Sales',
			city: 'lisbon',
		});
		expect((await sandbox.control.state(false)).credits.remaining).toBe(before - 2);
		const nobody = await profiles([UNKNOWN_ID]);
		expect(nobody).toMatchObject({ data: [], response_context: { request_status: 'miss' } });
	});

	it('follows a move, or lags one job behind, by switch or for one person', async () => {
		const [ada] = people as [SandboxPerson];
		const company = async () => (await profiles([ada.id])).data[0].data.company_name;
		await sandbox.control.switches({ explorium: { profileAfterMove: 'lagging' } });
		expect(await company()).toBe('Northwind Robotics');
		await sandbox.control.changeCompany(ada.id, { company: 'Headovations' });
		expect(await company()).toBe('Northwind Robotics');
		await sandbox.control.changeCompany(ada.id, { company: 'Quantum Leaf' });
		expect(await company()).toBe('Headovations');
		await sandbox.control.showPerson(ada.id, { profile: 'current' });
		expect(await company()).toBe('Quantum Leaf');
		const [{ data }] = (await profiles([ada.id])).data;
		expect(data.company_website).toBe('https://quantumleaf.example');
		expect(data.experience).toHaveLength(3);
	});

	it('refuses the 51st id, an id of another form and an unknown key', async () => {
		const types = async (body: object): Promise<string[]> =>
			(await call('POST', PATH, body)).data.detail.map((one: { type: string }) => one.type);
		expect(await types({ prospect_ids: ids(51) })).toEqual(['value_error.list.max_items']);
		expect(await types({ prospect_ids: ['a'.repeat(32)] })).toEqual(['value_error.str.regex']);
		expect(await types({ prospect_ids: ids(1), more: 1 })).toEqual(['value_error.extra']);
		expect((await call('POST', PATH, { prospect_ids: ids(1)[0] })).status).toBe(422);
	});
});

describe('firmographics', () => {
	const PATH = '/businesses/firmographics/bulk_enrich';
	const ACME = companyId('Acme Tools');
	const businesses = async (business_ids: string[]) =>
		(await call('POST', PATH, { business_ids })).data;

	it('tells what businesses are, has no row for unknown ones, and charges for each row', async () => {
		const { credits } = await sandbox.control.state(false);
		const answer = await businesses(['f'.repeat(32), ACME]);
		expect(answer.total_results).toBe(1);
		expect(answer.data).toEqual([
			{
				business_id: ACME,
				data: expect.objectContaining({ name: 'Acme Tools', website: 'https://acmetools.test' }),
			},
		]);
		const after = (await sandbox.control.state(false)).credits;
		expect(after.remaining).toBe(credits.remaining - 1);
		await sandbox.control.credits(0);
		expect((await call('POST', PATH, { business_ids: [ACME] })).status).toBe(403);
		expect((await call('POST', PATH, { business_ids: ['f'.repeat(32)] })).status).toBe(200);
	});

	it.each([
		['http-www-path', 'http://www.acmetools.test/about?lang=en'],
		['no-scheme', '//acmetools.test'],
		['upper-case', 'HTTPS://WWW.ACMETOOLS.TEST'],
		['trailing-dot', 'https://acmetools.test.'],
		['idn', 'https://bücher.acmetools.test'],
		['missing', undefined],
	])('writes a website as switched: %s', async (websiteForm, website) => {
		await sandbox.control.switches({ explorium: { websiteForm } });
		expect((await businesses([ACME])).data[0].data.website).toBe(website);
	});

	it('knows the company of every event', async () => {
		const { data } = await sandbox.control.changeCompany(people[0]!.id, {
			company: 'Brand New Ltd',
		});
		const found = await businesses([
			data.current_company_id as string,
			data.previous_company_id as string,
		]);
		expect(found.data.map((row: { data: { name: string } }) => row.data.name)).toEqual([
			'Brand New Ltd',
			'Northwind Robotics',
		]);
	});

	it('counts the ids for the rate limit, and refuses a prospect id', async () => {
		await sandbox.control.limits({ explorium: { limit: 3, windowSeconds: 60 } });
		const business_ids = [ACME, 'f'.repeat(32)];
		expect((await call('POST', PATH, { business_ids })).status).toBe(200);
		expect((await call('POST', PATH, { business_ids })).status).toBe(429);
		await sandbox.control.limits({ explorium: null });
		const refused = await call('POST', PATH, { business_ids: ids(1) });
		expect(refused.data.detail[0].loc).toEqual(['body', 'business_ids', 0]);
	});
});
