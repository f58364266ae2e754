import type { AxiosResponse } from 'axios';
import { callOutreach } from '../support/outreachApi';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Json, Sandbox } from '../support/sandbox';

const ADA = 1001;
const NORTHWIND = 101;
const DUE = '2026-12-01T09:00:00.000Z';

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
	token = DEMO.outreachAccessToken;
	await sandbox.control.reset();
});
afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, body?: unknown): Promise<AxiosResponse> {
	return callOutreach(sandbox.outreach, token, method, path, body);
}

const to = (type: string, id: number | string) => ({ data: { type, id } });
const idsOf = (answer: AxiosResponse) => answer.data.data.map((one: { id: number }) => one.id);
const errorOf = ({ status, data }: AxiosResponse) => {
	const [{ detail, source }] = data.errors;
	return [status, detail, source?.pointer];
};

describe('accounts', () => {
	const create = (attributes: Json, relationships?: Json) =>
		call('POST', '/accounts', {
			data: { type: 'account', attributes, ...(relationships && { relationships }) },
		});
	const change = (id: number, attributes: Json, more: Json = {}) =>
		call('PATCH', `/accounts/${id}`, { data: { type: 'account', id, attributes, ...more } });

	it('are created with what is sent, and shown', async () => {
		const attributes = { name: 'Acme', domain: 'www.Acme.example', named: true, customId: 'k1' };
		const made = await create(attributes, { owner: to('user', 2) });
		expect(made.status).toBe(201);
		expect(made.data.data).toMatchObject({
			type: 'account',
			id: expect.any(Number),
			attributes: { ...attributes, tags: [], createdAt: expect.any(String) },
			relationships: { owner: to('user', 2) },
		});
		expect((await call('GET', `/accounts/${made.data.data.id}`)).data).toEqual(made.data);
		expect((await sandbox.control.counters()).outreach.created).toBe(1);
	});

	it('are found by what their domain is written as, and by nothing else', async () => {
		const { id } = (await create({ name: 'Acme', domain: 'www.acme.example', named: true })).data
			.data;
		const find = async (domain: string) =>
			idsOf(await call('GET', `/accounts?filter[domain]=${domain}`));
		expect(await find('www.acme.example')).toEqual([id]);
		expect(await find('acme.example')).toEqual([]);
		expect(await find('acme.example,www.acme.example')).toEqual([id]);
	});

	it('are found by custom ID and by name', async () => {
		const { id } = (await create({ name: 'Acme', named: true, customId: 'k1' })).data.data;
		expect(idsOf(await call('GET', '/accounts?filter[customId]=k1'))).toEqual([id]);
		expect(idsOf(await call('GET', '/accounts?filter[name]=Acme'))).toEqual([id]);
	});

	it('may have the domain and the name of another', async () => {
		const twin = { name: 'Northwind Robotics', domain: 'northwind-robotics.example', named: true };
		const { id } = (await create(twin)).data.data;
		const found = await call('GET', '/accounts?filter[domain]=northwind-robotics.example');
		expect(idsOf(found)).toEqual([NORTHWIND, id]);
	});

	it('are in no list unless they are named', async () => {
		const { id, attributes } = (await create({ name: 'Acme', domain: 'acme.example' })).data.data;
		expect(attributes.named).toBe(false);
		expect(idsOf(await call('GET', '/accounts?filter[domain]=acme.example'))).toEqual([]);
		expect((await call('GET', `/accounts/${id}`)).status).toBe(200);
		expect((await change(id, { named: true })).status).toBe(200);
		expect(idsOf(await call('GET', '/accounts?filter[domain]=acme.example'))).toEqual([id]);
	});

	it('change only what is sent; tags are replaced', async () => {
		await change(NORTHWIND, { tags: ['a', 'b'], industry: 'Retail' });
		const changed = await change(
			NORTHWIND,
			{ tags: ['c'] },
			{ relationships: { owner: to('user', 3) } },
		);
		expect(changed.status).toBe(200);
		expect(changed.data.data).toMatchObject({
			attributes: { tags: ['c'], industry: 'Retail', domain: 'northwind-robotics.example' },
			relationships: { owner: to('user', 3) },
		});
		expect((await sandbox.control.counters()).outreach.updated).toBe(2);
	});

	it('need a name', async () => {
		const blank = [422, "Name can't be blank.", '/data/attributes/name'];
		expect(errorOf(await create({ domain: 'acme.example' }))).toEqual(blank);
		expect(errorOf(await create({ name: ' ' }))).toEqual(blank);
		expect(errorOf(await change(NORTHWIND, { name: '' }))).toEqual(blank);
	});

	it('refuse what they do not have, and what nobody may set', async () => {
		expect((await create({ name: 'Acme', emails: ['a@b.example'] })).status).toBe(400);
		expect((await create({ name: 'Acme', createdAt: DUE })).status).toBe(400);
		expect((await create({ name: 'Acme' }, { owner: to('user', '2') })).status).toBe(422);
		expect((await create({ name: 'Acme' }, { owner: to('user', 99) })).status).toBe(422);
		expect((await change(9999, { name: 'Acme' })).status).toBe(404);
	});
});

describe('tasks', () => {
	const usual = { action: 'call', dueAt: DUE, note: 'Ring her' };
	const about = (type: string, id: number) => ({ owner: to('user', 2), subject: to(type, id) });
	const create = (attributes: Json = usual, relationships: Json = about('prospect', ADA)) =>
		call('POST', '/tasks', { data: { type: 'task', attributes, relationships } });
	const idOf = async (...given: Parameters<typeof create>) =>
		(await create(...given)).data.data.id as number;
	const find = async (query: string) => idsOf(await call('GET', `/tasks?${query}`));

	it('are tied to the prospect or the account that they are about', async () => {
		const made = await create();
		expect(made.status).toBe(201);
		expect(made.data.data).toMatchObject({
			type: 'task',
			attributes: { ...usual, taskType: 'manual', state: 'incomplete', completed: false },
			relationships: {
				owner: to('user', 2),
				subject: to('prospect', ADA),
				prospect: to('prospect', ADA),
				account: { data: null },
				creator: to('user', 1),
			},
		});
		expect((await call('GET', `/tasks/${made.data.data.id}`)).data).toEqual(made.data);
		const other = (await create(usual, about('account', NORTHWIND))).data.data;
		expect(other.relationships).toMatchObject({
			subject: to('account', NORTHWIND),
			account: to('account', NORTHWIND),
			prospect: { data: null },
		});
	});

	it('are found by record, owner, type and state, and sorted', async () => {
		const first = await idOf({ ...usual, dueAt: '2026-12-03T09:00:00Z' });
		const second = await idOf();
		const third = await idOf(usual, { owner: to('user', 1), subject: to('account', NORTHWIND) });
		expect(await find(`filter[prospect][id]=${ADA}&sort=dueAt`)).toEqual([second, first]);
		expect(await find(`filter[account][id]=${NORTHWIND}`)).toEqual([third]);
		expect(await find('filter[owner][id]=2')).toEqual([first, second]);
		expect(await find('filter[taskType]=manual&filter[state]=incomplete,pending')).toHaveLength(3);
		const newer = 'newFilterSyntax=true&filter[state][]=incomplete&filter[state][]=pending';
		expect(await find(newer)).toHaveLength(3);
		expect(await find('filter[state]=complete')).toEqual([]);
	});

	it('need an owner and a subject, unless switched', async () => {
		const { owner, subject } = about('prospect', ADA);
		expect(errorOf(await create(usual, { subject }))).toEqual([
			422,
			"Owner can't be blank.",
			'/data/relationships/owner',
		]);
		expect(errorOf(await create(usual, { owner }))).toEqual([
			422,
			"Subject can't be blank.",
			'/data/relationships/subject',
		]);
		await sandbox.control.switches({ outreach: { taskNeeds: 'nothing' } });
		expect((await create(usual, {})).status).toBe(201);
	});

	it('refuse an unknown action, what is read-only, and records that do not exist', async () => {
		expect((await create({ ...usual, action: 'fax' })).status).toBe(422);
		expect((await create({ ...usual, state: 'complete' })).status).toBe(400);
		expect((await create(usual, about('prospect', 9999))).status).toBe(422);
		expect((await create(usual, about('user', 1))).status).toBe(422);
		const { owner } = about('prospect', ADA);
		expect((await create(usual, { owner, prospect: to('prospect', ADA) })).status).toBe(422);
	});

	it('can be changed', async () => {
		const id = await idOf();
		const changed = await call('PATCH', `/tasks/${id}`, {
			data: { type: 'task', id, attributes: { note: 'Later' } },
		});
		expect(changed.data.data).toMatchObject({
			attributes: { note: 'Later', action: 'call', state: 'incomplete' },
			relationships: { subject: to('prospect', ADA) },
		});
	});

	it('need their own scope', async () => {
		token = (await sandbox.control.tokens({ scopes: ['prospects.all'] })).access_token;
		expect(errorOf(await create())).toEqual([
			403,
			"Your authorization does not include the required scope 'tasks.write'.",
			undefined,
		]);
		expect((await call('GET', '/tasks')).status).toBe(403);
	});

	it('are in the view of people, and gone with their prospect', async () => {
		const id = await idOf();
		const ada = async () =>
			(await sandbox.control.state()).people.find(({ outreach }) => outreach?.id === ADA);
		expect((await ada())?.outreach?.tasks).toEqual([
			{ id, action: 'call', note: 'Ring her', dueAt: DUE, state: 'incomplete' },
		]);
		await call('POST', '/batches/actions/prospectsDestroyAll', {
			data: { attributes: { ids: [ADA] } },
		});
		await sandbox.control.clock({ advanceSeconds: 5 });
		expect(await find('')).toEqual([]);
	});
});
