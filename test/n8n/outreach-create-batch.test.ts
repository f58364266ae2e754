import type { Json } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachCreateBatch';
const CREATE = /\/batches$/;
const CANCEL = /\/actions\/cancel$/;
const CONFIRM = /\/actions\/confirm$/;
const ADA = 1001;
const BEN = 1002;
const CHIARA = 1003;
const GONE = 987654;
const GOES_ON = { onError: 'continueErrorOutput' } as const;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await switches({ batchPendingMs: 0, batchRunMs: 50 });
});
afterEach(async () => {
	const { outreach, schemaViolations } = await rig.sandbox.control.counters();
	expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
});

const switches = async (outreach: Record<string, unknown>) =>
	await rig.sandbox.control.switches({ outreach });

const run = async (parameters: object, items?: object[], more: object = {}) =>
	await rig.run({
		node: NODE,
		parameters: {
			action: 'prospectsAddTags',
			ids: '={{ $json.ids }}',
			payload: '{"tags": ["VIP"]}',
			requestOptions: { maxAttempts: 2 },
			...parameters,
		},
		items: items as Array<Record<string, unknown>>,
		...more,
	});

const bodies = async () => (await rig.requests(CREATE)).map(({ requestBody }) => requestBody);

/** The prospects that have the tag. */
const tagged = async () =>
	(await rig.sandbox.control.state()).people
		.filter(({ outreach }) => outreach?.tags.includes('VIP'))
		.map(({ outreach }) => outreach?.id);

describe('a batch that is created', () => {
	it('runs, and gives one item per record', async () => {
		const items = itemsOf(await run({}, [{ ids: [ADA, BEN] }]));
		expect(items.map((item) => [origins(item), item.json])).toMatchObject([
			[[0], { id: ADA, status: 'done', action: 'prospectsAddTags', batchId: expect.any(Number) }],
			[[0], { id: BEN, status: 'done' }],
		]);
		expect(await tagged()).toEqual([ADA, BEN]);
		const [{ method, query, requestHeaders, status }, ...others] = await rig.requests(CREATE);
		expect(others).toEqual([]);
		expect([method, query, status]).toEqual(['POST', {}, 201]);
		expect(requestHeaders['content-type']).toContain('application/vnd.api+json');
		const attributes = { action: 'prospectsAddTags', payload: { tags: ['VIP'], ids: [ADA, BEN] } };
		expect(await bodies()).toEqual([{ data: { type: 'batch', attributes } }]);
	});

	it('opts people out', async () => {
		const payload = { optedOut: true, emailsOptStatus: 'opted_out' };
		const parameters = { action: 'prospectsBulkModify', payload: '={{ $json.payload }}' };
		itemsOf(await run(parameters, [{ ids: ADA, payload }]));
		const { people } = await rig.sandbox.control.state();
		expect(people[0].outreach?.attributes).toMatchObject(payload);
	});

	it('carries a text of the user', async () => {
		itemsOf(await run({ options: { externalStartPayload: 'run 7' } }, [{ ids: ADA }]));
		const object = { options: { externalStartPayload: '={{ $json.note }}' } };
		itemsOf(await run(object, [{ ids: ADA, note: { run: 8 } }]));
		itemsOf(await run(object, [{ ids: ADA, note: ' ' }]));
		const texts = (await bodies()).map(({ data }) => data.attributes);
		expect(texts.map(({ externalStartPayload: text }) => text)).toEqual([
			'run 7',
			'{"run":8}',
			undefined,
		]);
	});

	it('takes a payload from an expression, or none', async () => {
		const payload = '={{ $json.payload }}';
		itemsOf(await run({ payload }, [{ ids: ADA, payload: { tags: ['VIP'] } }]));
		itemsOf(await run({ payload: '', action: 'prospectsPauseAll' }, [{ ids: ADA }]));
		expect((await bodies()).map(({ data }) => data.attributes.payload)).toEqual([
			{ tags: ['VIP'], ids: [ADA] },
			{ ids: [ADA] },
		]);
	});

	it('serves all items that ask for the same, and those that differ apart', async () => {
		const items = itemsOf(
			await run({ action: '={{ $json.action }}' }, [
				{ ids: BEN, action: 'prospectsAddTags' },
				{ ids: `${ADA}, ${BEN}`, action: ' prospectsAddTags ' },
				{ ids: CHIARA, action: 'prospectsRemoveTags' },
			]),
		);
		expect(items.map((item) => [origins(item), item.json.id, item.json.action])).toEqual([
			[[0], BEN, 'prospectsAddTags'],
			[[1], BEN, 'prospectsAddTags'],
			[[1], ADA, 'prospectsAddTags'],
			[[2], CHIARA, 'prospectsRemoveTags'],
		]);
		const sent = (await bodies()).map(({ data }) => data.attributes.payload.ids);
		expect(sent).toHaveLength(2);
		expect(sent).toEqual(expect.arrayContaining([[BEN, ADA], [CHIARA]]));
	});

	it('comes after what earlier items do to the same record', async () => {
		const actions = ['prospectsAddTags', 'prospectsRemoveTags', 'prospectsAddTags'];
		const items = actions.map((action) => ({ ids: ADA, action }));
		expect(itemsOf(await run({ action: '={{ $json.action }}' }, items))).toHaveLength(3);
		const order = (await bodies()).map(({ data }) => data.attributes.action);
		expect(order).toEqual(actions);
		expect(await tagged()).toEqual([ADA]);
	});

	it('is returned at once if told so', async () => {
		await switches({ batchRunMs: 60_000 });
		const [item, ...others] = itemsOf(
			await run({ waitForCompletion: false }, [{ ids: [ADA, BEN] }]),
		);
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ action: 'prospectsAddTags', state: 'processing', total: 2 });
		expect(await rig.requests()).toHaveLength(2);
	});

	it('reports records that fail', async () => {
		await switches({ failEveryNthItem: 2 });
		const items = [{ ids: ADA }, { ids: BEN }];
		const { error } = await run({}, items);
		expect(error?.message).toContain('could not work on 1 of 2 records');
		const { output } = await run({}, items, GOES_ON);
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
	});

	it('gives up after the maximum wait', async () => {
		await switches({ batchEnd: 'hangs' });
		const { error } = await run({ options: { maxWait: 0.4 } }, [{ ids: ADA }]);
		expect(error?.message).toContain('did not end within 0.4 s');
	});
});

describe('a batch that has to be confirmed', () => {
	beforeEach(async () => await switches({ confirmationThreshold: 0 }));

	it('is confirmed when the number is right', async () => {
		expect(itemsOf(await run({}, [{ ids: [ADA, BEN] }]))).toHaveLength(2);
		const [{ query }] = await rig.requests(CONFIRM);
		expect(query).toEqual({ 'actionParams[confirmedCount]': '2' });
	});

	it('is canceled when there are fewer, unless fewer are accepted', async () => {
		const { error } = await run({}, [{ ids: [ADA, GONE] }]);
		expect(error?.message).toMatch(
			/^Outreach would work on 1 record, but the node named 2\. The batch \d+ was canceled/,
		);
		expect(await rig.requests(CANCEL)).toHaveLength(1);
		expect(await tagged()).toEqual([]);
		const items = itemsOf(await run({ options: { acceptFewer: true } }, [{ ids: [ADA, GONE] }]));
		expect(items.map(({ json }) => json.status)).toEqual(['done', 'skipped']);
	});

	it('is canceled when there are more', async () => {
		// As if Outreach took another part of the body for the records: all of them.
		const id = 1014;
		const attributes = { state: 'confirming', total: 5000, confirmCount: 5000, failures: 0 };
		const body = { data: { type: 'batch', id, attributes } };
		const fault = { vendor: 'outreach' as const, path: '/batches$', status: 201, applyFirst: true };
		await rig.sandbox.control.fault({ ...fault, body });
		const { error } = await run({}, [{ ids: ADA }]);
		expect(error?.message).toContain('Outreach would work on 5000 records, but the node named 1.');
		expect(await rig.requests(CONFIRM)).toEqual([]);
		expect((await rig.requests(CANCEL)).map(({ path, status }) => [path, status])).toEqual([
			[`/api/v2/batches/${id}/actions/cancel`, 200],
		]);
		expect(await tagged()).toEqual([]);
	});
});

describe('input that is refused before anything is sent', () => {
	it.each([
		['nothing', undefined],
		['an empty text', ''],
		['an empty list', []],
		['a list with a gap', [ADA, null]],
		['zero', 0],
		['a name', 'Ada'],
	])('%s as records', async (_, ids) => {
		const { error } = await run({}, [{ ids: BEN }, { ids }]);
		expect(error?.message).toContain('"Record IDs"');
		expect(error?.message).toContain('[item 1]');
		expect(await rig.requests()).toEqual([]);
	});

	it.each(['', ' ', null, undefined, 7, 'prospects/AddTags', 'prospectsAddTags?x=1'])(
		'%j as action',
		async (action) => {
			const { error } = await run({ action: '={{ $json.action }}' }, [{ ids: ADA, action }]);
			expect(error?.message).toContain('"Action"');
			expect(await rig.requests()).toEqual([]);
		},
	);

	it.each(['[1]', '"text"', '7', 'null', '{"tags": ', 'tags', undefined, [{}], true])(
		'%j as payload',
		async (payload) => {
			const { error } = await run({ payload: '={{ $json.payload }}' }, [{ ids: ADA, payload }]);
			expect(error?.message).toContain('"Payload" is not a JSON object');
			expect(await rig.requests()).toEqual([]);
		},
	);

	it.each<[string, Json]>([
		['Payload', { payload: '{"tags": ["{{ $json.tag }}"]}' }],
		['Payload', { payload: '{{ $json.payload }}' }],
		['Payload', { payload: { tags: ['{{ $json.tag }}'] } }],
		['External Start Payload', { options: { externalStartPayload: '{{ $json.tag }}' } }],
		['External Start Payload', { options: { externalStartPayload: { a: '{{ $json.tag }}' } } }],
	])('an expression in "%s" that was not worked out', async (label, parameters) => {
		const { error } = await run(parameters, [{ ids: ADA }]);
		const said = `${error?.message} ${error?.description}`;
		expect(said).toContain(`"${label}" `);
		expect(said).toContain(
			'an expression that n8n did not work out: switch the field to Expression',
		);
		expect(await rig.requests()).toEqual([]);
	});

	it.each([
		['optedOut', '{"optedOut": false}'],
		['optedOut', { title: 'CEO', opted_out: null }],
		['emailOptedOut', { fields: [{ more: { emailOptedOut: 'false' } }] }],
		['emailsOptStatus', { emailsOptStatus: 'opted_in' }],
		['callsOptStatus', '{"fieldName": "callsOptStatus", "fieldValue": ""}'],
		['callOptedOut', { fieldName: 'call-opted-out' }],
	])('a payload that clears an opt-out: %s', async (name, payload) => {
		const { error } = await run(
			{ action: 'prospectsBulkModify', payload: '={{ $json.payload }}' },
			[{ ids: ADA, payload }],
		);
		expect(error?.message).toMatch(/^The field .* which would clear an opt-out/);
		expect(error?.message).toContain(`The field ${name} is `);
		expect(await rig.requests()).toEqual([]);
	});

	it.each([
		['ids', '{"tags": ["VIP"], "ids": []}'],
		['ids', { ids: [ADA] }],
		['filter', { tags: ['VIP'], filter: {} }],
		['actionParams', '{"actionParams": {"filter": {}}}'],
		['Record_Ids', { tags: ['VIP'], Record_Ids: [ADA] }],
		['filters', { options: [{ more: { filters: {} } }] }],
		['prospectIDs', '{"options": {"prospectIDs": [1]}}'],
		['ALL', { scope: { ALL: true } }],
	])('a payload that holds %s', async (name, payload) => {
		const { error } = await run({ payload: '={{ $json.payload }}' }, [{ ids: ADA, payload }]);
		expect(error?.message).toContain(`"Payload" holds "${name}"`);
		expect(error?.description).toContain('"Record IDs"');
		expect(await rig.requests()).toEqual([]);
	});

	it('costs only its own item when the node goes on', async () => {
		const items = [
			{ ids: ADA, payload: { ids: [BEN] } },
			{ ids: '', payload: { tags: ['VIP'] } },
			{ ids: BEN, payload: { tags: ['VIP'] } },
		];
		const { output } = await run({ payload: '={{ $json.payload }}' }, items, GOES_ON);
		expect(output?.map((list) => list.map(origins))).toEqual([[[2]], [[0], [1]]]);
		expect(await tagged()).toEqual([BEN]);
	});
});

describe('answers that are no success', () => {
	const fault = async (more: object) =>
		await rig.sandbox.control.fault({ vendor: 'outreach', path: '/batches$', times: 9, ...more });
	const failing = async () => (await run({}, [{ ids: ADA }])).error;

	it.each([
		['404', async () => await switches({ createBatch: '404' })],
		['405', async () => await fault({ status: 405, body: '' })],
	])('says what to use where the call is gone (%s)', async (httpCode, prepare) => {
		await prepare();
		const error = await failing();
		expect(error).toMatchObject({ httpCode });
		expect(error?.description).toContain('Use the node for the bulk action instead');
		expect(await rig.requests()).toHaveLength(1);
	});

	it('reports an action that Outreach does not have', async () => {
		const { error } = await run({ action: 'prospectsDance' }, [{ ids: ADA }]);
		expect(error).toMatchObject({ httpCode: '422' });
		expect(error?.message).toContain('Action is not included in the list.');
		expect(error?.description).not.toContain('Use the node for the bulk action');
		expect(await rig.requests()).toHaveLength(1);
	});

	it('renews an expired token and goes on, or says to reconnect', async () => {
		await rig.sandbox.control.expireTokens({ access: true });
		expect(itemsOf(await run({}, [{ ids: ADA }]))).toHaveLength(1);
		await rig.reset();
		await rig.sandbox.control.expireTokens({ access: true, refresh: true });
		expect((await failing())?.description).toContain('Reconnect the credential');
		expect(await tagged()).toEqual([]);
	});

	it.each([
		['batches.write', ['prospects.all']],
		['prospects.write', ['batches.all', 'prospects.read']],
	])('names the scope %s where it is missing', async (missing, scopes) => {
		const { access_token } = await rig.sandbox.control.tokens({ scopes });
		const credentials = outreachCredential(rig.sandbox, access_token);
		const { error } = await run({}, [{ ids: ADA }], { credentials });
		expect(error).toMatchObject({ httpCode: '403' });
		expect(error?.description).toContain(`Add the scope ${missing}`);
	});

	it('waits out a 429', async () => {
		const body = { errors: [{ id: 'rateLimitExceeded', title: 'Rate Limit Exceeded' }] };
		await fault({ times: 1, status: 429, headers: { 'retry-after': '1' }, body });
		expect(itemsOf(await run({}, [{ ids: ADA }]))).toHaveLength(1);
		expect((await rig.sandbox.control.counters()).outreach.batches).toBe(1);
	});

	it.each([
		['a 500', { status: 500, applyFirst: true }],
		['a 502 page', { status: 502, body: '<h1>Bad Gateway</h1>' }],
		['a lost answer', { drop: 'after' }],
		['half an answer', { truncate: true }],
		['an answer without the batch', { status: 200, body: { data: [] }, applyFirst: true }],
	])('does not send it again after %s', async (_, outcome) => {
		await fault(outcome);
		expect((await failing())?.description).toContain('before running it again');
		expect(await rig.requests(CREATE)).toHaveLength(1);
	});

	it('fails all items of that batch, and only those, when the node goes on', async () => {
		await fault({ status: 500, times: 1 });
		const payload = '={{ $json.payload }}';
		const [vip, expo] = [{ tags: ['VIP'] }, { tags: ['Expo'] }];
		const { output } = await run(
			{ payload, requestOptions: { maxAttempts: 1, callsAtOnce: 1 } },
			[
				{ ids: ADA, payload: vip },
				{ ids: BEN, payload: expo },
				{ ids: CHIARA, payload: vip },
			],
			GOES_ON,
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
		expect(output?.[1][0].json.details).toMatchObject({ status: 500 });
	});
});
