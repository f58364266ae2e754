import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

/** Add Tags to Prospects stands for all bulk actions, which share everything but their attributes. */
const NODE = 'outreachAddTagsToProspects';
const ACTION = /\/batches\/actions\/prospectsAddTags$/;
const CANCEL = /\/actions\/cancel$/;
const CONFIRM = /\/actions\/confirm$/;
const ADA = 1001;
const BEN = 1002;
const CHIARA = 1003;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 50 } });
});
afterEach(async () => {
	const { outreach, schemaViolations } = await rig.sandbox.control.counters();
	expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
});

const switches = async (outreach: Record<string, unknown>) =>
	await rig.sandbox.control.switches({ outreach });

const run = async (ids: unknown[], options: object = {}, more: object = {}) =>
	await rig.run({
		node: NODE,
		parameters: {
			selectBy: 'ids',
			ids: '={{ $json.ids }}',
			tags: 'Job changed, Expo 2026',
			options,
			requestOptions: { maxAttempts: 2 },
			...(more as { parameters?: object }).parameters,
		},
		items: ids.map((one) => ({ ids: one })),
		...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'parameters')),
	});

const tagsOf = async (id: number) => {
	const { people } = await rig.sandbox.control.state();
	return people.find(({ outreach }) => outreach?.id === id)?.outreach?.tags;
};

describe('a batch that finishes', () => {
	it('serves all items with one bulk action and returns each of them one item per record', async () => {
		const items = itemsOf(await run([BEN, `${ADA}, ${BEN}`, [String(CHIARA)]]));
		expect(items.map(({ json }) => json)).toMatchObject([
			{ id: BEN, status: 'done', action: 'prospectsAddTags' },
			{ id: BEN, status: 'done', action: 'prospectsAddTags' },
			{ id: ADA, status: 'done' },
			{ id: CHIARA, status: 'done' },
		]);
		expect(items.map(origins)).toEqual([[0], [1], [1], [2]]);
		expect(await tagsOf(ADA)).toEqual(['Job changed', 'Expo 2026']);
		const actions = await rig.requests(ACTION);
		expect(actions).toHaveLength(1);
		expect(actions[0].requestBody).toEqual({
			data: { attributes: { tags: ['Job changed', 'Expo 2026'], ids: [BEN, ADA, CHIARA] } },
		});
		expect(actions[0].query).toEqual({
			'actionParams[filter][id][]': [BEN, ADA, CHIARA].map(String),
		});
		expect(actions[0].requestHeaders['content-type']).toContain('application/vnd.api+json');
	});

	it('serves 1,000 items with one bulk action', async () => {
		await rig.reset(1000);
		await switches({ batchPendingMs: 0, batchRunMs: 50 });
		const items = itemsOf(await run(Array.from({ length: 1000 }, (_, index) => 1001 + index)));
		expect(items.map((item) => [origins(item), item.json.id])).toEqual(
			Array.from({ length: 1000 }, (_, index) => [[index], 1001 + index]),
		);
		expect(await rig.requests(ACTION)).toHaveLength(1);
	});

	it('makes one batch per set of tags', async () => {
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: { selectBy: 'ids', ids: '={{ $json.id }}', tags: '={{ $json.tags }}' },
				items: [
					{ id: ADA, tags: 'A' },
					{ id: BEN, tags: ['B'] },
					{ id: CHIARA, tags: ' A ' },
				],
			}),
		);
		expect(items.map(({ json }) => json.id)).toEqual([ADA, BEN, CHIARA]);
		expect(await rig.requests(ACTION)).toHaveLength(2);
	});

	it('returns the batch as soon as it is under way if told so', async () => {
		await switches({ batchRunMs: 60_000 });
		const more = { parameters: { waitForCompletion: false } };
		const items = itemsOf(await run([ADA, BEN], {}, more));
		expect(items.map(origins)).toEqual([[0], [1]]);
		for (const { json } of items) {
			expect(json).toMatchObject({ state: 'processing', total: 2, action: 'prospectsAddTags' });
			expect(json).not.toHaveProperty('payload');
		}
		expect(await rig.requests()).toHaveLength(2);
	});

	it('goes through unknown states, and takes ids that are text', async () => {
		await switches({ batchRunMs: 700, executingState: 'executing', idsAsText: true });
		const items = itemsOf(await run([ADA]));
		expect(items[0].json).toMatchObject({ id: ADA, status: 'done', batchId: expect.any(Number) });
	});
});

describe('records that fail', () => {
	const failing = async (more: object = {}) => {
		await switches({ failEveryNthItem: 2, ...more });
	};

	it('stops with their ids, the reasons and what is done', async () => {
		await failing();
		const { error } = await run([ADA, BEN, CHIARA]);
		expect(error?.message).toMatch(
			/^Outreach could not work on 1 of 3 records in the batch \d+: 1002: Validation failed: The record could not be saved\. \[item 1\]$/,
		);
		expect(error?.description).toContain('The other 2 are done.');
	});

	it('makes only their items failed ones when the node goes on', async () => {
		await failing();
		const { output, error } = await run([ADA, BEN, CHIARA], {}, { onError: 'continueErrorOutput' });
		expect(error).toBeNull();
		expect(output?.[0].map(origins)).toEqual([[0], [2]]);
		expect(output?.[1].map(origins)).toEqual([[1]]);
	});

	it('returns them with their status if told so', async () => {
		await failing();
		const items = itemsOf(await run([ADA, BEN], { failedRecords: 'output' }));
		expect(items.map(({ json }) => json)).toMatchObject([
			{ id: ADA, status: 'done' },
			{ id: BEN, status: 'failed', info: expect.stringContaining('Validation failed') },
		]);
	});

	it.each(['opaque', 'null'])('says that it is not known which they are (%s)', async (itemData) => {
		await failing({ itemData, batchItemsLink: 'array' });
		const { error } = await run([ADA, BEN]);
		expect(error?.message).toContain('1 of 2 records failed, and Outreach does not say which');
		expect(error?.message).toContain('Validation failed');
		const items = itemsOf(await run([ADA, BEN], { failedRecords: 'output' }));
		expect(items.map(({ json }) => json.status)).toEqual(['unknown', 'unknown']);
	});

	it('counts records that Outreach left out as failed, unless fewer are accepted', async () => {
		const { output } = await run([ADA, 987654], {}, { onError: 'continueErrorOutput' });
		expect(output?.[0].map(({ json }) => json.id)).toEqual([ADA]);
		expect(JSON.stringify(output?.[1])).toContain('record 987654');
		const items = itemsOf(await run([ADA, 987654], { acceptFewer: true }));
		expect(items.map(({ json }) => json.status)).toEqual(['done', 'skipped']);
	});
});

describe('a batch that has to be confirmed', () => {
	beforeEach(async () => await switches({ confirmationThreshold: 0 }));

	it('is confirmed when the number is right', async () => {
		const items = itemsOf(await run([ADA, BEN]));
		expect(items.map(({ json }) => json.status)).toEqual(['done', 'done']);
		const [{ query, requestHeaders }] = await rig.requests(CONFIRM);
		expect(query).toEqual({ 'actionParams[confirmedCount]': '2' });
		expect(requestHeaders['content-type']).toContain('application/vnd.api+json');
	});

	it('is confirmed with the content type that Outreach may ask for', async () => {
		await switches({ contentTypeOnBodylessPost: true });
		expect(itemsOf(await run([ADA]))).toHaveLength(1);
	});

	it('is confirmed as well when it is not waited for', async () => {
		const items = itemsOf(await run([ADA], {}, { parameters: { waitForCompletion: false } }));
		expect(items[0].json.state).toBe('pending');
		expect(await rig.requests(CONFIRM)).toHaveLength(1);
	});

	it('is canceled when there are fewer, and nothing happens', async () => {
		const { error } = await run([ADA, 987654]);
		expect(error?.message).toMatch(
			/^Outreach would work on 1 record, but the node named 2\. The batch \d+ was canceled\. Outreach has no prospect with the ID 987654 \[item 1\]$/,
		);
		expect(error?.description).toContain('Accept Fewer Records');
		expect(await rig.requests(CANCEL)).toHaveLength(1);
		expect(await tagsOf(ADA)).toEqual([]);
	});

	it('goes ahead with fewer if told so', async () => {
		const items = itemsOf(await run([ADA, 987654], { acceptFewer: true }));
		expect(items.map(({ json }) => json.status)).toEqual(['done', 'skipped']);
	});

	it('starts at once if told so', async () => {
		expect(itemsOf(await run([ADA], { skipConfirmation: true }))).toHaveLength(1);
		expect(await rig.requests(CONFIRM)).toEqual([]);
	});

	it('is not confirmed twice when the answer is lost', async () => {
		await rig.sandbox.control.fault({ vendor: 'outreach', path: 'confirm$', drop: 'after' });
		expect(itemsOf(await run([ADA]))).toHaveLength(1);
	});
});

describe('a batch about too much', () => {
	it('is canceled at once', async () => {
		const batch = { state: 'pending', total: 5000, pending: 5000, failures: 0 };
		await rig.sandbox.control.fault({
			vendor: 'outreach',
			path: 'prospectsAddTags$',
			applyFirst: true,
			status: 200,
			body: { data: { type: 'batch', id: 1014, attributes: batch } },
		});
		await switches({ batchPendingMs: 60_000 });
		const { error } = await run([ADA]);
		expect(error?.message).toContain(
			'Outreach would work on 5000 records, but the node named 1. The batch 1014 was canceled',
		);
		expect((await rig.requests(CANCEL)).map(({ status }) => status)).toEqual([200]);
		await rig.sandbox.control.clock({ advanceSeconds: 120 });
		expect(await tagsOf(ADA)).toEqual([]);
	});

	it('sends ids in the body alone when the address would get too long', async () => {
		await rig.reset(300);
		await switches({ batchPendingMs: 0, batchRunMs: 50 });
		const ids = Array.from({ length: 300 }, (_, index) => 1001 + index);
		const items = itemsOf(await run(ids, { skipConfirmation: true }));
		expect(items).toHaveLength(300);
		expect(items.every(({ json }) => json.status === 'done')).toBe(true);
		const [{ query, requestBody }] = await rig.requests(ACTION);
		expect(query).toEqual({});
		expect(requestBody.data.attributes.ids).toEqual(ids);
		expect(await rig.requests(CONFIRM)).toHaveLength(1);
	});
});

describe('a batch that does not finish', () => {
	it.each(['failed', 'vanishes'])('fails all its items (%s)', async (batchEnd) => {
		await switches({ batchEnd });
		const { error } = await run([ADA, BEN]);
		expect(error?.message).toMatch(/batch \d+/);
		expect(error?.message).toContain(batchEnd === 'failed' ? 'ended as "failed"' : 'did not find');
	});

	it.each(['canceled', 'cancelled'])('fails when it was %s by somebody', async (canceledState) => {
		await switches({ batchPendingMs: 60_000, canceledState });
		const started = run([ADA]);
		await new Promise((done) => setTimeout(done, 250));
		const [{ responseBody }] = await rig.requests(ACTION);
		await rig.host.run({
			node: 'outreachGetBatch',
			parameters: { batchId: responseBody.data.id },
			credentials: outreachCredential(rig.sandbox),
		});
		await fetch(`${rig.sandbox.outreach}/api/v2/batches/${responseBody.data.id}/actions/cancel`, {
			method: 'POST',
			headers: { authorization: 'Bearer demo-access-token' },
		});
		expect((await started).error?.message).toContain(`ended as "${canceledState}"`);
	});

	it('gives up after the maximum wait and says how to pick the batch up', async () => {
		await switches({ batchEnd: 'hangs' });
		const { error } = await run([ADA], { maxWait: 0.4 });
		const [{ responseBody }] = await rig.requests(ACTION);
		const { id } = responseBody.data;
		expect(error?.message).toContain(`The batch ${id} did not end within 0.4 s (state "pending"`);
		expect(error?.description).toContain(`Get Batch with the ID ${id}`);
	});
});

describe('input that is refused', () => {
	it.each([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['spaces', '   '],
		['zero', '0'],
		['NaN', 'NaN'],
		['words', 'abc'],
		['a fraction', 1.5],
		['a negative number', -3],
		['an empty list', []],
		['a list with a gap', [ADA, '']],
		['a list of nothing', [null]],
		['an object', { id: ADA }],
		['true', true],
		['only commas', ',,'],
	])('refuses %s', async (_, ids) => {
		const { output } = await run([ids, BEN], {}, { onError: 'continueErrorOutput' });
		expect(output?.[0].map(({ json }) => json.id)).toEqual([BEN]);
		expect(JSON.stringify(output?.[1])).toContain('Outreach Prospect IDs');
		const actions = await rig.requests(ACTION);
		expect(actions.map(({ requestBody }) => requestBody.data.attributes.ids)).toEqual([[BEN]]);
	});

	it('sends nothing at all when it stops on the first of them', async () => {
		const { error } = await run([ADA, 'abc']);
		expect(error?.message).toBe(
			'"Outreach Prospect IDs" holds "abc", but each entry must be an Outreach ID: a whole number such as 1001 [item 1]',
		);
		expect(await rig.requests()).toEqual([]);
	});

	it.each([' , ', [' '], []])('refuses tags without text: %j', async (tags) => {
		const { error } = await rig.run({
			node: NODE,
			parameters: { selectBy: 'ids', ids: ADA, tags: '={{ $json.tags }}' },
			items: [{ tags }],
		});
		expect(error?.message).toContain('"Tags" is empty');
		expect(await rig.requests()).toEqual([]);
	});
});

describe('answers that are no success', () => {
	const fault = async (more: object) =>
		await rig.sandbox.control.fault({
			vendor: 'outreach',
			path: 'prospectsAddTags$',
			times: 5,
			...more,
		});

	it('renews an expired token once and goes on', async () => {
		await rig.sandbox.control.expireTokens({ access: true });
		expect(itemsOf(await run([ADA]))).toHaveLength(1);
		expect(await rig.requests(/oauth\/token/)).toHaveLength(1);
	});

	it('says to reconnect when the token cannot be renewed', async () => {
		await rig.sandbox.control.expireTokens({ access: true, refresh: true });
		const { error } = await run([ADA]);
		expect(error?.description).toContain('Reconnect the credential');
	});

	it('names the scope that is missing', async () => {
		const { access_token } = await rig.sandbox.control.tokens({ scopes: ['prospects.all'] });
		const credentials = outreachCredential(rig.sandbox, access_token);
		const { error } = await run([ADA], {}, { credentials });
		expect(error).toMatchObject({ httpCode: '403' });
		expect(error?.description).toContain('Add the scope batches.write');
	});

	it('reports what the profile does not permit', async () => {
		await switches({ profileDenied: true });
		const { error } = await run([ADA]);
		expect(error?.message).toContain('You are not authorized to perform that request.');
	});

	it.each([
		[404, 'resourceNotFound', "Could not find 'batch' with ID '1'."],
		[422, 'validationError', "Tags can't be blank."],
	])('reports %i without repeating it', async (status, id, detail) => {
		await fault({ status, body: { errors: [{ id, title: 'Title', detail }] } });
		const { error } = await run([ADA, BEN], {}, { onError: 'continueRegularOutput' });
		expect(error).toBeNull();
		expect(await rig.requests(ACTION)).toHaveLength(1);
		const { output } = await run([ADA, BEN], {}, { onError: 'continueRegularOutput' });
		expect(output?.[0].map(origins)).toEqual([[0], [1]]);
		expect(JSON.stringify(output)).toContain(JSON.stringify(detail).slice(1, -1));
	});

	it.each(['epoch', 'seconds', 'iso', 'absent'])('waits out a 429 (%s)', async (retryAfter) => {
		const at = Date.now() + 1000;
		const forms: Record<string, object> = {
			epoch: { 'retry-after': String(Math.ceil(at / 1000)) },
			seconds: { 'retry-after': '1' },
			iso: { 'retry-after': new Date(at).toISOString() },
			absent: { 'x-ratelimit-reset': '' },
		};
		const body = { errors: [{ id: 'rateLimitExceeded', title: 'Rate Limit Exceeded' }] };
		await fault({ times: 1, status: 429, headers: forms[retryAfter], body });
		expect(itemsOf(await run([ADA]))).toHaveLength(1);
		expect((await rig.sandbox.control.counters()).outreach.batches).toBe(1);
	});

	it.each([
		['a 500', { status: 500, applyFirst: true }],
		['a 502 page', { status: 502, body: '<h1>Bad Gateway</h1>' }],
		['a lost answer', { drop: 'after' }],
		['half an answer', { truncate: true }],
	])('repeats a bulk action that may be repeated after %s', async (_, outcome) => {
		await fault({ times: 1, ...outcome });
		expect(itemsOf(await run([ADA]))).toHaveLength(1);
		expect(await rig.requests(ACTION)).toHaveLength(2);
	});

	it('looks at a batch again after a lost answer', async () => {
		await rig.sandbox.control.fault({ vendor: 'outreach', path: '/batches/\\d+$', drop: 'after' });
		expect(itemsOf(await run([ADA]))).toHaveLength(1);
	});
});
