import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox, SaleshandyView } from '../support/sandbox';

let sandbox: Sandbox;
let lists: SaleshandyView['dncLists'];

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset();
	await sandbox.control.limits({ saleshandy: null });
	({ dncLists: lists } = await sandbox.control.saleshandy());
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
	const url = `${sandbox.saleshandy}/v1${path}`;
	const headers = { 'x-api-key': DEMO.saleshandyKey };
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

const idOf = (name: string) => lists.find((list) => list.name === name)!.id;
const add = async (items: unknown, name = 'Former addresses', more: object = {}) =>
	await call('POST', '/dnc', { dncListId: idOf(name), items, ...more });
const search = async (text: string, type = 'all', more = '') =>
	(await call('GET', `/dnc/item/search?search=${text}&type=${type}${more}`)).data.payload;
const SORTED = 'sort=DESC&sortBy=updatedAt';

describe('lists', () => {
	it('come in a payload in a payload, with the total as text', async () => {
		await add(['ann@acme.test', 'acme.test']);
		const { status, data } = await call('GET', `/dnc?${SORTED}`);
		expect(status).toBe(200);
		expect(Object.keys(data)).toEqual(['payload']);
		expect(data.payload.message).toBe('DNC lists fetched successfully');
		expect(data.payload.payload).toHaveLength(3);
		expect(data.payload.payload[0]).toMatchObject({
			id: idOf('Former addresses'),
			name: 'Former addresses',
			numberOfItems: 2,
			total: '2',
			clientId: null,
		});
	});

	it('come in one payload when switched', async () => {
		await sandbox.control.switches({ saleshandy: { dncEnvelope: 'single' } });
		expect((await call('GET', `/dnc?${SORTED}`)).data.payload).toHaveLength(3);
	});

	it('are searched, sorted and paged', async () => {
		await add(['a@b.test'], 'Customers');
		const names = async (query: string) =>
			(await call('GET', `/dnc?${query}`)).data.payload.payload.map(
				({ name }: { name: string }) => name,
			);
		expect(await names(`${SORTED}&search=form`)).toEqual(['Former addresses']);
		expect((await names('sort=DESC&sortBy=total'))[0]).toBe('Customers');
		expect((await names('sort=ASC&sortBy=total'))[2]).toBe('Customers');
		expect(await names(`${SORTED}&pageSize=2&page=2`)).toHaveLength(1);
	});

	it.each(['', 'sort=DESC', 'sortBy=total', `${SORTED}&pageSize=101`, 'sort=up&sortBy=total'])(
		'are refused for the query %j',
		async (query) => {
			const { status, data } = await call('GET', `/dnc?${query}`);
			expect([status, data.code]).toEqual([400, 40004]);
		},
	);
});

describe('the entries of a list', () => {
	it('come in a payload without a list beside it, by type', async () => {
		await add(['ann@acme.test', 'acme.test']);
		const path = `/dnc/${idOf('Former addresses')}`;
		const { data } = await call('GET', `${path}?type=domain`);
		expect(data.payload.dncDetails).toMatchObject([{ value: 'acme.test', type: 'domain' }]);
		expect(data.payload.meta).toEqual({
			totalItems: 1,
			currentPage: 1,
			itemsPerPage: 25,
			totalPages: 1,
			itemCount: 1,
		});
		expect((await call('GET', `${path}?type=all&search=ANN`)).data.payload.dncDetails).toHaveLength(
			1,
		);
		expect((await call('GET', path)).status).toBe(400);
		expect((await call('GET', '/dnc/nope?type=all')).data).toMatchObject({ code: 40004 });
	});
});

describe('the search for entries', () => {
	it('finds neighbors, in any case and on every list', async () => {
		await add(['ann@acme.test', 'joann@acme.test', 'acme.test']);
		await add(['ANN@acme.test.example'], 'Customers');
		const { dncList, meta } = await search('ann@ACME.test');
		expect(
			dncList.map(({ name, dncItems }: { name: string; dncItems: Array<{ value: string }> }) => [
				name,
				dncItems.map(({ value }) => value),
			]),
		).toEqual([
			['Former addresses', ['ann@acme.test', 'joann@acme.test']],
			['Customers', ['ANN@acme.test.example']],
		]);
		expect(meta.totalItems).toBe(3);
	});

	it('goes by type, and has pages', async () => {
		await add(['a@acme.test', 'b@acme.test', 'acme.test']);
		expect((await search('acme.test', 'domain')).meta.totalItems).toBe(1);
		const { dncList, meta } = await search('acme.test', 'email', '&pageSize=1&page=2');
		expect(dncList[0].dncItems).toMatchObject([{ value: 'b@acme.test' }]);
		expect(meta).toMatchObject({ totalPages: 2, currentPage: 2, itemCount: 1 });
	});

	it('finds nothing', async () => {
		expect(await search('nobody')).toMatchObject({ dncList: [], meta: { totalPages: 0 } });
	});

	it.each(['search=a', 'type=all', 'search=a&type=address', 'search=a&type=all&pageSize=500'])(
		'is refused for the query %j',
		async (query) => {
			expect((await call('GET', `/dnc/item/search?${query}`)).status).toBe(400);
		},
	);

	it('knows what was added only after some time, if switched', async () => {
		await sandbox.control.switches({ saleshandy: { dncSearchMs: 5000 } });
		await add(['a@acme.test']);
		expect((await search('a@acme.test')).dncList).toEqual([]);
		await sandbox.control.clock({ advanceSeconds: 6 });
		expect((await search('a@acme.test')).dncList).toHaveLength(1);
	});
});

describe('adding entries', () => {
	it('answers 201, and adds what is there once more', async () => {
		const { status } = await add(['a@acme.test', 'acme.test']);
		expect(status).toBe(201);
		await add(['a@acme.test']);
		const { doNotContact } = await sandbox.control.saleshandy();
		expect(doNotContact.map(({ value, type }) => [value, type])).toEqual([
			['a@acme.test', 'email'],
			['acme.test', 'domain'],
			['a@acme.test', 'email'],
		]);
	});

	it('may store nothing, and answers the same', async () => {
		await sandbox.control.switches({ saleshandy: { dncAdd: 'dropped' } });
		expect((await add(['a@acme.test'])).status).toBe(201);
		expect((await sandbox.control.saleshandy()).doNotContact).toEqual([]);
	});

	it.each<[string, unknown, object, string]>([
		['no items', [], {}, 'each value in items must be a string'],
		['no list of items', 'a@b.test', {}, 'each value in items must be a string'],
		['a number', [5], {}, 'each value in items must be a string'],
		['a list without an ID', ['a@b.test'], { dncListId: '' }, 'dncListId should not be empty'],
		['another key', ['a@b.test'], { type: 'email' }, 'property type should not exist'],
	])('is refused with %s', async (_, items, more, text) => {
		const { status, data } = await add(items, 'Customers', more);
		expect([status, data.message]).toEqual([400, [text]]);
	});

	it('is refused for a list that is not there', async () => {
		const { status, data } = await add(['a@b.test'], 'Customers', { dncListId: 'nope' });
		expect([status, data.code, data.message]).toEqual([400, 40004, 'DNC list not found']);
	});

	it('keeps the address from being enrolled', async () => {
		const { people } = await sandbox.control.state();
		const [ada] = people;
		await add([ada!.email.toUpperCase()]);
		const { sequences } = await sandbox.control.saleshandy();
		const [step] = sequences[0]!.steps;
		await call('POST', `/sequences/${sequences[0]!.id}/contacts`, {
			contactIds: [ada!.saleshandy.id],
			stepId: step!.id,
		});
		expect((await sandbox.control.saleshandy()).enrollments).toEqual([]);
	});

	it.each(['DELETE', 'PATCH', 'PUT'])('cannot be undone with %s', async (method) => {
		expect((await call(method, `/dnc/${idOf('Customers')}`)).status).toBe(404);
	});
});
