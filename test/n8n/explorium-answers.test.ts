import type { Json, RunResult } from '../../tools/core-host/protocol';
import { startCannedServer, type Canned, type CannedServer } from '../support/cannedServer';
import { itemsOf, origins, VERSIONS } from '../support/explorium';
import { startHost, type Host } from '../support/host';

const ADA = 'a'.repeat(40);
const BEN = 'b'.repeat(40);
const ROLE = 'prospect_changed_role';
const CONTEXT = { response_context: { request_status: 'success' } };
const ENROLLMENT = {
	enrollment_id: 'en_1',
	enrollment_key: 'sales',
	event_types: [ROLE],
	prospect_ids: [ADA],
};
const EVENT = {
	event_id: 'e1',
	event_name: ROLE,
	event_time: '2026-01-01T00:00:00+00:00',
	prospect_id: ADA,
	data: { current_job_title: 'CEO' },
};
const quick = { requestOptions: { maxAttempts: 2 } };
const on = (enrollmentId: string) => ({
	enrollmentId: { __rl: true, mode: 'id', value: enrollmentId },
});

/** Every action node, with what makes it call Explorium. */
const NODES: Record<string, Json> = {
	FetchProspectEvents: { prospectIds: ADA, eventTypes: [ROLE] },
	MatchProspects: { email: 'ada@acme.test' },
	EnrichProspectContacts: { prospectIds: ADA },
	EnrichProspectProfiles: { prospectIds: ADA },
	EnrichBusinesses: { businessIds: 'c'.repeat(32) },
	GetCredits: {},
	GetProspectEnrollments: {},
	SyncProspectEnrollments: {
		enrollmentKeyPrefix: 'sales',
		prospectIds: `${ADA},${BEN}`,
		eventTypes: [ROLE],
	},
	AddProspectEnrollments: { enrollmentKey: 'sales', prospectIds: ADA, eventTypes: [ROLE] },
	UpdateProspectEnrollments: { ...on('en_1'), updateFields: { enrollmentKey: 'others' } },
	DeleteProspectEnrollments: on('en_1'),
};

describe.each(VERSIONS)('API %s', (version) => {
	let host: Host;
	let server: CannedServer;
	const webhook = {
		webhook_id: 'wh_1',
		webhook_url: 'https://a.test',
		name: 'a',
		status: 'active',
	};

	beforeAll(async () => {
		[host, server] = await Promise.all([startHost(), startCannedServer()]);
	});
	afterAll(async () => {
		await Promise.all([host.stop(), server.stop()]);
	});
	beforeEach(() => {
		server.calls.length = 0;
	});

	/** What an answer holds, by its call; anything else is answered as Explorium does. */
	function answerWith(answers: { [call: string]: Canned | unknown }): void {
		server.answer = ({ method, path }) => {
			const call = `${method} ${path
				.split('?')[0]
				.replace(/^\/v\d/, '')
				.replace(/\/en_\w+$/, '')}`;
			if (call in answers) return answers[call] as Canned;
			if (call === 'GET /webhooks') return { body: { ...CONTEXT, webhooks: [webhook] } };
			const { enrollment_id, enrollment_key } = ENROLLMENT;
			return { body: { ...CONTEXT, enrollment_id, enrollment_key, status: 'success' } };
		};
	}

	const ENROLLMENTS = '/prospects/events/enrollments';
	const credentials = () => ({
		exploriumApi: { apiKey: 'k', apiVersion: version, baseUrl: server.url },
	});
	const run = async (node: string, more: Json = {}): Promise<RunResult> =>
		await host.run({
			node: `explorium${node}`,
			credentials: credentials(),
			...more,
			parameters: { ...NODES[node], ...quick, ...(more.parameters as object) },
		});
	const listing = (...enrollments: unknown[]) =>
		answerWith({ [`GET ${ENROLLMENTS}`]: { body: { ...CONTEXT, enrollments } } });
	const writes = () => server.calls.filter(({ method }) => method !== 'GET');

	describe.each(Object.keys(NODES))('%s', (node) => {
		it.each<[string, Canned]>([
			['nothing', {}],
			['204', { status: 204 }],
			['null', { body: 'null' }],
			['an empty object', { body: {} }],
			['a detail', { body: { detail: 'x' } }],
			['an empty list', { body: [] }],
			['a page', { body: '<html><title>Hello</title></html>' }],
		])('fails when it is answered with %s', async (_what, canned) => {
			server.answer = () => canned;
			const { error } = await run(node);
			expect(error?.message).toMatch(/Explorium answered with/);
			// A call that could do something twice is not sent again.
			const isAdd = node === 'AddProspectEnrollments' && version === 'v1';
			expect(server.calls).toHaveLength(isAdd ? 1 : 2);
			if (isAdd) expect(error?.description).toContain('with Get Prospect Enrollments');
			if (node === 'SyncProspectEnrollments') expect(writes()).toEqual([]);
		});
	});

	it.each(Object.keys(NODES))('%s does not believe an answer that breaks off', async (node) => {
		const whole = { ...CONTEXT, ...ENROLLMENT, status: 'success' };
		const lists = { output_events: [], enrollments: [], matched_prospects: [{}], data: [] };
		server.answer = () => ({ cut: true, body: { ...whole, ...lists } });
		const { error } = await run(node);
		expect(error?.message).toContain('broke');
		const isAdd = node === 'AddProspectEnrollments' && version === 'v1';
		expect(server.calls).toHaveLength(isAdd ? 1 : 2);
		if (node === 'SyncProspectEnrollments') expect(writes()).toEqual([]);
	});

	it('Sync does not take a list that cannot be read for an empty one', async () => {
		for (const prospect_ids of [undefined, null, {}, 7, 'none']) {
			listing({ ...ENROLLMENT, prospect_ids });
			const { error } = await run('SyncProspectEnrollments');
			expect(error?.message).toContain('an enrollment of this list that cannot be read: "sales"');
			expect(error?.description).toContain('Nothing was changed');
		}
		expect(writes()).toEqual([]);
	});

	it('Sync does not go on beside an entry that may be an enrollment of its list', async () => {
		for (const odd of [null, 'x']) {
			listing(odd, { ...ENROLLMENT, enrollment_id: 'en_2', prospect_ids: [ADA, BEN] });
			const { error } = await run('SyncProspectEnrollments');
			expect(error?.description).toContain('Nothing was changed');
		}
		expect(writes()).toEqual([]);
	});

	it('Sync goes on beside an enrollment of another list that cannot be read, and says so', async () => {
		listing(
			{ ...ENROLLMENT, enrollment_key: 'others', prospect_ids: null },
			{
				...ENROLLMENT,
				enrollment_id: 'en_2',
				prospect_ids: [ADA.toUpperCase(), BEN, null],
			},
		);
		const result = await run('SyncProspectEnrollments');
		expect(itemsOf(result).map(({ json }) => json.action)).toEqual(['none']);
		expect(JSON.stringify(result)).toContain('number 1 (en_1) has no list of prospects');
	});

	it('Get shows the others', async () => {
		listing(null, { ...ENROLLMENT, prospect_ids: null }, { ...ENROLLMENT, enrollment_id: 7 });
		const result = await run('GetProspectEnrollments');
		expect(itemsOf(result).map(({ json }) => json.enrollment_id)).toEqual(['7']);
	});

	it('Update does not lose what it cannot read', async () => {
		listing({ ...ENROLLMENT, prospect_ids: null });
		const { error } = await run('UpdateProspectEnrollments');
		expect(error?.message).toContain('the enrollment en_1 in a form that cannot be read');
		expect(writes()).toEqual([]);
	});

	it.each<[object, object, string]>([
		[{ enrollment_key: null }, { eventTypes: [ROLE] }, 'has no list name'],
		[{ prospect_ids: [ADA, null] }, { enrollmentKey: 'others' }, 'lists 1 that are no IDs'],
		[{ prospect_ids: [] }, { enrollmentKey: 'others' }, 'has no prospects'],
		[{ event_types: [ROLE, {}] }, { enrollmentKey: 'others' }, 'lists 1 that are no event types'],
		[{ event_types: null }, { prospectIds: BEN }, 'has no event types'],
	])('Update writes back nothing that nobody said: %j with %j', async (odd, updateFields, said) => {
		listing({ ...ENROLLMENT, ...odd });
		const parameters = { ...on('en_1'), updateFields };
		const { error } = await run('UpdateProspectEnrollments', { parameters });
		expect(error?.message).toContain(`in a form that cannot be read: it ${said}`);
		expect(writes()).toEqual([]);
	});

	it('Update replaces what cannot be read', async () => {
		listing({ ...ENROLLMENT, prospect_ids: [ADA, null] });
		const parameters = { ...on('en_1'), updateFields: { prospectIds: BEN } };
		itemsOf(await run('UpdateProspectEnrollments', { parameters }));
		expect(writes().map(({ body }) => (body as Json).prospect_ids)).toEqual([[BEN]]);
	});

	it('Fetch gives what can be read, linked to its item', async () => {
		const output_events = [
			null,
			{ ...EVENT, event_id: 7, prospect_id: BEN.toUpperCase() },
			{ ...EVENT, prospect_id: 'c'.repeat(40) },
			{ ...EVENT, event_name: undefined, event_type: ROLE, data: [EVENT.data] },
		];
		answerWith({ 'POST /prospects/events': { body: { ...CONTEXT, output_events } } });
		const result = await run('FetchProspectEvents', {
			items: [{ id: ADA }, { id: BEN }],
			parameters: { prospectIds: '={{ $json.id }}' },
		});
		const items = itemsOf(result);
		expect(
			items.map((item) => [item.json.event_id, item.json.current_job_title, origins(item)]),
		).toEqual([
			['e1', 'CEO', [0]],
			['7', 'CEO', [1]],
		]);
		expect(JSON.stringify(result)).toContain('number 1 is nothing');
	});

	it('Match answers the others when one row is odd', async () => {
		const rows = [7, { prospect_id: ADA.toUpperCase() }, null];
		answerWith({ 'POST /prospects/match': { body: { ...CONTEXT, matched_prospects: rows } } });
		const result = await run('MatchProspects', {
			items: [{ email: 'a@a.test' }, { email: 'b@a.test' }, { email: 'c@a.test' }],
			parameters: { email: '={{ $json.email }}' },
		});
		expect(
			itemsOf(result).map(({ json }) => [json.matched, json.prospect_id, json.reason]),
		).toEqual([
			[false, null, 'Explorium gave an answer about this person that cannot be read'],
			[true, ADA, undefined],
			[false, null, undefined],
		]);
	});

	it.each<[string, unknown]>([
		[
			'a list of rows with objects',
			[{ prospect_id: ADA, data: { professional_email: 'a@a.test' } }],
		],
		[
			'a list of rows with lists',
			[{ prospect_id: ADA, data: [{ professional_email: 'a@a.test' }] }],
		],
		['one row', { prospect_id: ADA.toUpperCase(), data: { professional_email: 'a@a.test' } }],
		[
			'odd rows',
			[
				null,
				{ prospect_id: BEN, data: {} },
				{ entity_id: ADA, data: { professional_email: 'a@a.test' } },
			],
		],
	])('Enrich reads %s', async (_what, data) => {
		const body = { body: { ...CONTEXT, data } };
		answerWith({
			'POST /prospects/contact_information/enrich': body,
			'POST /prospects/contacts_information/bulk_enrich': body,
		});
		const items = itemsOf(await run('EnrichProspectContacts'));
		expect(items.map(({ json }) => [json.prospect_id, json.found, json.professions_email])).toEqual(
			[[ADA, true, 'a@a.test']],
		);
	});

	it('the pickers show what can be read', async () => {
		listing(
			null,
			{ ...ENROLLMENT, prospect_ids: null },
			{ ...ENROLLMENT, enrollment_id: 7, enrollment_key: 8 },
		);
		const { results } = await host.listSearch({
			node: 'exploriumUpdateProspectEnrollments',
			credentials: credentials(),
			method: 'searchEnrollments',
			parameters: {},
		});
		expect(results).toEqual([{ name: '8 (1 prospect, 7)', value: '7' }]);
	});

	describe('the trigger', () => {
		const FORM = { eventTypes: [ROLE], source: 'prospectIds', prospectIds: ADA };
		const open = async (parameters: Json = FORM) =>
			await host.openPoller({
				node: 'exploriumProspectEventsTrigger',
				credentials: credentials(),
				workflowId: `answers ${version} ${Math.random()}`,
				parameters: { ...parameters, options: { minutesBetweenSweeps: 0 }, ...quick },
			});
		const events = (body: unknown) => answerWith({ 'POST /prospects/events': { body } });

		it('takes no baseline from an answer that says nothing', async () => {
			const poller = await open();
			for (const body of [{}, 'null', '', { detail: 'x' }]) {
				events(body);
				await poller.poll();
			}
			events({ ...CONTEXT, output_events: [EVENT] });
			const first = await poller.poll();
			expect(first.output?.flat() ?? []).toEqual([]);
			events({ ...CONTEXT, output_events: [EVENT, { ...EVENT, event_id: 'e2' }] });
			const second = await poller.poll();
			expect(second.output?.flat().map(({ json }) => json.event_id)).toEqual(['e2']);
		});

		it('emits what can be read, and each event of prospects that share its ID', async () => {
			const poller = await open({ ...FORM, prospectIds: `${ADA},${BEN}` });
			events({ ...CONTEXT, output_events: [] });
			await poller.poll();
			const shared = [EVENT, { ...EVENT, prospect_id: BEN.toUpperCase() }];
			const unnamed = ['2026-02-01', '2026-03-01'].map((event_time) => ({
				...EVENT,
				event_id: '',
				event_time,
			}));
			events({ ...CONTEXT, output_events: [null, ...shared, 7, ...unnamed] });
			const { output, error } = await poller.poll();
			expect(error).toBeNull();
			expect(output?.flat()).toHaveLength(4);
			expect((await poller.poll()).output?.flat() ?? []).toEqual([]);
		});

		it('fails when the list of enrollments does not come', async () => {
			answerWith({ [`GET ${ENROLLMENTS}`]: { body: {} } });
			const poller = await open({ eventTypes: [ROLE], source: 'enrollments' });
			expect((await poller.poll()).error?.message).toContain('without the list of enrollments');
		});
	});
});
