import { itemsOf, prospectId, startRig, type Rig } from '../support/explorium';

const ADD = 'exploriumAddProspectEnrollments';
const UPDATE = 'exploriumUpdateProspectEnrollments';
const SYNC = 'exploriumSyncProspectEnrollments';
const ENROLLMENTS = '/prospects/events/enrollments';
const TYPES = ['prospect_changed_role', 'prospect_changed_company'];

let rig: Rig;

beforeAll(async () => {
	rig = await startRig('v2');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.sandbox.control.reset();
	await rig.sandbox.control.limits({ explorium: null });
});

const call = async (method: string, path: string, body?: object) =>
	await fetch(`${rig.sandbox.explorium}/v2${path}`, {
		method,
		headers: {
			api_key: 'demo-explorium-key',
			...(body && { 'content-type': 'application/json' }),
		},
		body: body && JSON.stringify(body),
	});
const makeWebhook = async (name: string): Promise<string> => {
	const webhook_url = `https://hooks.example/${name}`;
	const answer = await call('POST', '/webhooks', { name, webhook_url });
	return ((await answer.json()) as { webhook_id: string }).webhook_id;
};
const state = async () => await rig.sandbox.control.state(false);
const sent = async (method: string) =>
	(await rig.requests(ENROLLMENTS)).filter((request) => request.method === method);
const choice = (value: string) => ({ webhookId: { __rl: true, mode: 'list', value } });

describe('the webhook of new enrollments', () => {
	const add = async (parameters: object = {}, more: object = {}) =>
		await rig.run({
			node: ADD,
			parameters: { enrollmentKey: 'leaders', prospectIds: prospectId(1), ...parameters },
			...more,
		});

	it('is the only active one of the account', async () => {
		const off = await makeWebhook('off');
		await call('PATCH', `/webhooks/${off}`, { status: 'disabled' });
		const { webhooks } = await state();
		const [item] = itemsOf(await add());
		expect(item.json).toMatchObject({
			enrollment_id: expect.stringMatching(/^en_/),
			webhook_id: webhooks[0].webhook_id,
		});
		const looks = (await rig.requests('/webhooks')).filter(({ method }) => method === 'GET');
		expect(looks.map(({ query }) => query)).toEqual([{ status: 'active' }]);
	});

	it('is the chosen one, without a look at the others', async () => {
		const second = await makeWebhook('second');
		await rig.sandbox.control.clearRequests();
		expect(itemsOf(await add({ options: choice(second) }))[0].json.webhook_id).toBe(second);
		expect(itemsOf(await add({ options: { webhookId: second } }))[0].json.webhook_id).toBe(second);
		expect((await rig.requests()).map(({ method }) => method)).toEqual(['POST', 'POST']);
	});

	it('has to be chosen among several: they are named', async () => {
		const second = await makeWebhook('second');
		const { error } = await add();
		expect(error?.message).toContain('"Webhook" is empty, and the Explorium account has 2 active');
		expect(error?.description).toContain(`demo_webhook (wh_`);
		expect(error?.description).toContain(`second (${second})`);
		expect(await sent('POST')).toEqual([]);
	});

	it('is missed when there is none', async () => {
		const [{ webhook_id }] = (await state()).webhooks;
		await call('DELETE', `/webhooks/${webhook_id}?force=true`);
		const { error } = await add();
		expect(error?.message).toContain('has no active webhook');
		expect(error?.description).toContain('Webhook Trigger');
	});

	it('fails only the items that do not choose one, when the node continues', async () => {
		const second = await makeWebhook('second');
		const { output } = await add(
			{ options: { webhookId: '={{ $json.webhook }}' } },
			{ items: [{ webhook: '' }, { webhook: second }], onError: 'continueErrorOutput' },
		);
		expect(output?.[0].map(({ json }) => json.webhook_id)).toEqual([second]);
		expect(output?.[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	});

	it.each([
		['unknown', 'wh_unknown', 'Webhook wh_unknown was not found'],
		['disabled', '', 'webhook_id: the webhook is disabled'],
	])('may not be %s, which one call finds out', async (_what, id, said) => {
		const off = await makeWebhook('off');
		await call('PATCH', `/webhooks/${off}`, { status: 'disabled' });
		const { output } = await add(
			{
				prospectIds: [1, 2, 3, 4].map(prospectId).join(),
				options: { webhookId: id || off },
			},
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.[1][0].json.error).toContain(said);
		expect(await sent('POST')).toHaveLength(1);
	});

	it('is not for version 1', async () => {
		const { exploriumApi } = rig.credential() as { exploriumApi: object };
		const credentials = { exploriumApi: { ...exploriumApi, apiVersion: 'v1' } };
		const { error } = await add({ options: choice('wh_1') }, { credentials });
		expect(error?.message).toContain('"Webhook" is set, but version 1 of the API has one webhook');
		expect(error?.message).toContain('[item 0]');
		expect(await rig.requests()).toEqual([]);
	});
});

describe('the picker of webhooks', () => {
	const search = async (filter: string, apiVersion = 'v2') => {
		const { exploriumApi } = rig.credential() as { exploriumApi: object };
		const credentials = { exploriumApi: { ...exploriumApi, apiVersion } };
		const method = 'searchWebhooks';
		return (await rig.host.listSearch({ node: SYNC, method, filter, credentials })).results;
	};

	it('offers the active ones by name, address and id', async () => {
		const second = await makeWebhook('second');
		expect(await search('')).toHaveLength(2);
		expect(await search('SECOND')).toEqual([
			{ name: `second (https://hooks.example/second, ${second})`, value: second },
		]);
		await call('PATCH', `/webhooks/${second}`, { status: 'disabled' });
		expect(await search('second')).toEqual([]);
	});

	it('says that version 1 has none', async () => {
		await expect(search('', 'v1')).rejects.toThrow('version 1 of the API');
	});
});

describe('an update', () => {
	const update = async (updateFields: object, id: string) =>
		await rig.run({
			node: UPDATE,
			parameters: { enrollmentId: { __rl: true, mode: 'id', value: id }, updateFields },
		});

	it('sends what changes, and nothing else', async () => {
		const [before] = (await state()).enrollments;
		const result = await update({ enrollmentKey: 'renamed' }, before.enrollment_id);
		expect(itemsOf(result)[0].json).toEqual({ ...before, enrollment_key: 'renamed' });
		const [{ path, requestBody }] = await sent('PATCH');
		expect(path).toBe(`/v2${ENROLLMENTS}/${before.enrollment_id}`);
		expect(requestBody).toEqual({ enrollment_key: 'renamed' });
	});

	it('sets a paused enrollment to work again by pointing it at a webhook', async () => {
		const [{ enrollment_id }] = (await state()).enrollments;
		const [{ webhook_id: gone }] = (await state()).webhooks;
		await call('DELETE', `/webhooks/${gone}?force=true`);
		expect((await state()).enrollments[0].status).toBe('paused');
		const second = await makeWebhook('second');
		const result = await update(choice(second), enrollment_id);
		expect(itemsOf(result)[0].json).toMatchObject({ enrollment_id, webhook_id: second });
		expect((await state()).enrollments[0]).toMatchObject({ status: 'active', webhook_id: second });
	});
});

describe('a sync', () => {
	const sync = async (ids: string[], options: object = {}) =>
		await rig.run({
			node: SYNC,
			parameters: {
				enrollmentKeyPrefix: 'sales',
				prospectIds: ids.join(),
				eventTypes: TYPES,
				options,
			},
		});
	const ids = [1, 2, 3].map(prospectId);

	it('looks for a webhook only when it enrolls somebody', async () => {
		const second = await makeWebhook('second');
		const refused = await sync(ids);
		expect(refused.error?.message).toContain('"Webhook" is empty');
		expect((await sync(ids, { dryRun: true })).error).toBeNull();
		expect((await sync(ids, choice(second))).error).toBeNull();
		expect((await state()).enrollments.at(-1)?.webhook_id).toBe(second);
		expect(itemsOf(await sync(ids))[0].json.action).toBe('none');
		expect(itemsOf(await sync(ids.slice(1)))[0].json.action).toBe('update');
	});

	it('sets to work again what is paused', async () => {
		const second = await makeWebhook('second');
		await sync(ids, choice(second));
		await call('DELETE', `/webhooks/${second}?force=true`);
		const [item, ...others] = itemsOf(await sync(ids));
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ action: 'update', prospects_added: 0 });
		const [{ webhook_id }] = (await state()).webhooks;
		expect((await state()).enrollments.at(-1)).toMatchObject({ status: 'active', webhook_id });
		expect(itemsOf(await sync(ids))[0].json.action).toBe('none');
	});
});

it.each(['', '/', '/v1', '/v2/'])('takes a Base URL that ends in "%s"', async (end) => {
	const { exploriumApi } = rig.credential() as { exploriumApi: object };
	const data = { ...exploriumApi, baseUrl: `${rig.sandbox.explorium}${end}` };
	const test = await rig.host.testCredential({ type: 'exploriumApi', data });
	expect(test).toMatchObject({ status: 'OK' });
	const run = await rig.run({
		node: 'exploriumGetProspectEnrollments',
		credentials: { exploriumApi: data },
	});
	expect(itemsOf(run)[0].json).toMatchObject({ status: 'active' });
	expect((await rig.requests()).map(({ path }) => path)).toEqual([
		'/v2/credits',
		`/v2${ENROLLMENTS}`,
	]);
});

it('takes a credential from before the choice for version 1', async () => {
	const { apiKey, baseUrl } = (rig.credential() as { exploriumApi: Record<string, string> })
		.exploriumApi;
	await rig.run({
		node: 'exploriumGetProspectEnrollments',
		credentials: { exploriumApi: { apiKey, baseUrl } },
	});
	expect((await rig.requests()).map(({ path }) => path)).toEqual([`/v1${ENROLLMENTS}`]);
});
