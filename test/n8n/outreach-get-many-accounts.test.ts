import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachGetManyAccounts';
const PATH = /\/accounts$/;
const BY_DOMAIN = { searchBy: 'domain', domain: '={{ $json.domain }}' };
const NORTHWIND = 101;
const BLUEPEAK = 102;
const LUMEN = 103;
/** An account that Outreach does not list, because nobody named it. */
const UNNAMED = 990;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

const run = async (parameters: object, items?: object[], more: object = {}) =>
	await rig.run({
		node: NODE,
		parameters: { requestOptions: { maxAttempts: 2, longestWait: 5 }, ...parameters },
		items: items as Array<Record<string, unknown>>,
		...more,
	});

const idsOf = async (parameters: object, items?: object[]) =>
	itemsOf(await run(parameters, items)).map(({ json }) => json.id);

const filter = (...condition: object[]) => ({ searchBy: 'filter', filter: { condition } });

describe('looking accounts up', () => {
	it('asks for the domains of all items together and answers each', async () => {
		const domains = [
			'bluepeak.example',
			'Northwind-Robotics.example',
			'nobody.test',
			['northwind-robotics.example', 'bluepeak.example', 'northwind-robotics.example'],
		];
		const items = itemsOf(
			await run(
				BY_DOMAIN,
				domains.map((domain) => ({ domain })),
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], BLUEPEAK],
			[[1], NORTHWIND],
			[[3], NORTHWIND],
			[[3], BLUEPEAK],
		]);
		const [{ query }, ...others] = await rig.requests(PATH);
		expect(others).toEqual([]);
		expect(query).toMatchObject({ newFilterSyntax: 'true' });
	});

	it('shows an account on one level', async () => {
		const [item] = itemsOf(await run({ searchBy: 'ids', ids: BLUEPEAK }));
		expect(item.json).toEqual({
			id: BLUEPEAK,
			name: 'Bluepeak Energy',
			domain: 'bluepeak.example',
			tags: [],
			updatedAt: expect.any(String),
			ownerId: 1,
			industry: null,
			numberOfEmployees: null,
			locality: null,
			websiteUrl: null,
		});
	});

	it('shows the fields that are selected, also custom ones, and the ID', async () => {
		const field = [{ name: 'custom1', value: 'A' }];
		const parameters = {
			selectBy: 'ids',
			ids: LUMEN,
			fieldsToSet: 'byName',
			fieldValues: { field },
		};
		itemsOf(await rig.run({ node: 'outreachModifyAccounts', parameters }));
		const selected = { output: 'selectedFields', fields: ['customId', 'custom1'] };
		const [{ json }] = itemsOf(await run({ searchBy: 'ids', ids: LUMEN, ...selected }));
		expect(json).toEqual({ customId: null, custom1: 'A', id: LUMEN });
	});

	it('returns the raw account when not simplified', async () => {
		const raw = { output: 'raw' };
		const [item] = itemsOf(await run({ searchBy: 'ids', ids: BLUEPEAK, ...raw }));
		expect(item.json).toMatchObject({
			type: 'account',
			id: BLUEPEAK,
			attributes: { domain: 'bluepeak.example' },
			relationships: { owner: { data: { type: 'user', id: 1 } } },
		});
	});

	it('finds by ID, in the order of the IDs, and takes ids that are text', async () => {
		await rig.sandbox.control.switches({ outreach: { idsAsText: true } });
		expect(await idsOf({ searchBy: 'ids', ids: `${LUMEN}, ${NORTHWIND}` })).toEqual([
			LUMEN,
			NORTHWIND,
		]);
	});

	it('does not see accounts that nobody named', async () => {
		expect(await idsOf({ searchBy: 'ids', ids: [UNNAMED, LUMEN] })).toEqual([LUMEN]);
		expect(await idsOf(BY_DOMAIN, [{ domain: 'unnamed.test' }])).toEqual([]);
	});

	it('makes an item without an account a failed one if told so, and only that', async () => {
		const { output } = await run(
			{ ...BY_DOMAIN, options: { ifNotFound: 'error' } },
			['nobody.test', 'bluepeak.example', 'no domain'].map((domain) => ({ domain })),
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
		expect(output?.[1].map(({ json }) => json.error)).toEqual([
			'Outreach has no account with the domain nobody.test [item 0]',
			expect.stringContaining(
				'"Domains" holds "no" (from "no domain": a space separates entries), but each entry',
			),
		]);
	});
});

describe('lists', () => {
	it('searches by how a name or a domain starts', async () => {
		expect(await idsOf({ searchBy: 'query', searchText: 'Energy' })).toEqual([BLUEPEAK]);
		expect(await idsOf({ searchBy: 'query', searchText: ' lumen-ana ' })).toEqual([LUMEN]);
		expect(await idsOf({ searchBy: 'query', searchText: 'nergy' })).toEqual([]);
	});

	it('sends a text to search for as it is', async () => {
		expect(await idsOf({ searchBy: 'query', searchText: 'A&B [x]=1, "é" 100%' })).toEqual([]);
		const [{ query }] = await rig.requests(PATH);
		expect(query['filter[q]']).toBe('A&B [x]=1, "é" 100%');
	});

	it('reads no more than the limit', async () => {
		expect(await idsOf({ searchBy: 'all', limit: 3 })).toEqual([101, 102, 103]);
		const [{ query }] = await rig.requests(PATH);
		expect(query).toEqual({ 'page[size]': '3' });
		await rig.reset(80);
		expect(await idsOf({ searchBy: 'all' })).toHaveLength(50);
	});

	it('reads all, and gives the list to each item that asks for it', async () => {
		await rig.reset(200);
		const items = itemsOf(await run({ searchBy: 'all', returnAll: true }, [{}, {}, {}]));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(200);
		const inputs = items.map((item) => origins(item).join());
		expect(inputs).toEqual(['0', '1', '2'].flatMap((input) => Array(200).fill(input)));
		expect(await rig.requests(PATH)).toHaveLength(1);
	});

	it('reads a list on, page after page', async () => {
		await rig.reset(200);
		const next = 'https://api.outreach.example/api/v2/accounts?page[size]=150';
		const body = { data: [{ type: 'account', id: 5, attributes: {} }], links: { next } };
		await rig.sandbox.control.fault({ vendor: 'outreach', path: '/accounts$', status: 200, body });
		const ids = await idsOf({ searchBy: 'all', limit: 170 });
		expect(ids).toHaveLength(170);
		expect(ids[0]).toBe(5);
		const queries = (await rig.requests(PATH)).map(({ query }) => query['page[size]']);
		expect(queries).toEqual(['170', '150', '150']);
	});

	it('keeps to conditions that all hold', async () => {
		const owner = { field: 'owner', operator: 'is', value: 2 };
		const domains = ['copperfield.example', 'bluepeak.example', 'lumen-analytics.example'];
		const domain = { field: 'domain', operator: 'is', value: domains };
		expect(await idsOf(filter(owner))).toEqual([101, 103, 105, 107, 109, 111]);
		expect(await idsOf({ ...filter(owner), limit: 2 })).toEqual([101, 103]);
		expect(await idsOf(filter(owner, domain))).toEqual([103, 105]);
		const touched = { field: 'touchedAt', operator: 'isNotEmpty' };
		expect(await idsOf(filter(owner, touched))).toEqual([]);
	});

	it('takes conditions from each item, and reads the same list once', async () => {
		const items = itemsOf(
			await run(
				filter({ field: 'name', operator: 'is', value: '={{ $json.name }}' }),
				['Lumen Analytics', 'Bluepeak Energy', 'Lumen Analytics', 'Nobody'].map((name) => ({
					name,
				})),
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], LUMEN],
			[[1], BLUEPEAK],
			[[2], LUMEN],
		]);
		expect(await rig.requests(PATH)).toHaveLength(3);
	});

	it('makes an item whose list is empty a failed one if told so', async () => {
		const byName = { field: 'name', operator: 'is', value: 'Nobody' };
		const options = { ifNotFound: 'error' };
		const { error } = await run({ ...filter(byName), options });
		expect(error?.message).toBe('Outreach has no account that matches the filter [item 0]');
		const parameters = { searchBy: 'query', searchText: 'Nobody', options };
		expect((await run(parameters)).error?.message).toContain('no account that "Nobody" finds');
	});
});

describe('input that is refused before anything is sent', () => {
	it.each([
		['no domain', { searchBy: 'domain', domain: '={{ $json.missing }}' }, '"Domains"'],
		['an address', { searchBy: 'domain', domain: 'https://x.test' }, 'without https://'],
		['a gap', { searchBy: 'domain', domain: ['x.test', null] }, '"Domains"'],
		['a name for an ID', { searchBy: 'ids', ids: 'Acme' }, '"Outreach Account IDs"'],
		['no ID', { searchBy: 'ids', ids: [] }, '"Outreach Account IDs"'],
		['no text', { searchBy: 'query', searchText: ' ' }, '"Search Text" is empty'],
		['a limit of nothing', { searchBy: 'all', limit: 0 }, '"Limit"'],
		['half a limit', { searchBy: 'all', limit: 2.5 }, '"Limit"'],
		['no condition', { searchBy: 'filter', filter: {} }, '"Filter" has no condition'],
		[
			'a condition without a value',
			filter({ field: 'owner', operator: 'is', value: '' }),
			'"Owner" in "Filter" has no value',
		],
		[
			'a field that is not filtered by',
			filter({ field: 'named', operator: 'is', value: 'false' }),
			'cannot filter by it',
		],
	])('%s', async (_, parameters, text) => {
		const { error } = await run(parameters);
		expect(`${error?.message} ${error?.description}`).toContain(text);
		expect(error?.itemIndex).toBe(0);
		expect(await rig.requests()).toEqual([]);
	});

	it('costs only its own item when the node goes on', async () => {
		const parameters = filter({ field: 'owner', operator: 'is', value: '={{ $json.owner }}' });
		const items = [{ owner: '' }, { owner: 2 }];
		const { output } = await run({ ...parameters, limit: 1 }, items, {
			onError: 'continueErrorOutput',
		});
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0]]]);
	});
});

describe('answers that are no success', () => {
	const fault = async (more: object) =>
		await rig.sandbox.control.fault({ vendor: 'outreach', path: '/accounts$', times: 9, ...more });
	const errors = (id: string, detail: string) => ({ errors: [{ id, title: 'Title', detail }] });
	const ALL = { searchBy: 'all' };

	it('renews an expired token and goes on, or says to reconnect', async () => {
		await rig.sandbox.control.expireTokens({ access: true });
		expect(await idsOf(ALL)).toHaveLength(12);
		await rig.reset();
		await rig.sandbox.control.expireTokens({ access: true, refresh: true });
		expect((await run(ALL)).error?.description).toContain('Reconnect the credential');
	});

	it('names the scope that is missing', async () => {
		const { access_token } = await rig.sandbox.control.tokens({ scopes: ['prospects.all'] });
		const credentials = outreachCredential(rig.sandbox, access_token);
		const { error } = await run(ALL, [{}], { credentials });
		expect(error).toMatchObject({ httpCode: '403' });
		expect(error?.description).toContain('Add the scope accounts.read');
	});

	it.each([
		[404, 'resourceNotFound', 'No such route.'],
		[422, 'validationError', 'Sort is invalid.'],
	])('reports %i without repeating it', async (status, id, detail) => {
		await fault({ status, body: errors(id, detail) });
		const { error } = await run(ALL);
		expect(error).toMatchObject({ httpCode: String(status) });
		expect(error?.message).toContain(status === 404 ? 'Outreach has no such address' : detail);
		expect(await rig.requests(PATH)).toHaveLength(1);
	});

	it('waits out a 429', async () => {
		const body = errors('rateLimitExceeded', 'Too many.');
		await fault({ times: 1, status: 429, headers: { 'retry-after': '1' }, body });
		expect(await idsOf(ALL)).toHaveLength(12);
		const [first, second] = await rig.requests(PATH);
		expect(Date.parse(second.at) - Date.parse(first.at)).toBeGreaterThanOrEqual(900);
	});

	it.each([
		['a 500', { status: 500 }],
		['a 503 page', { status: 503, body: '<h1>Maintenance</h1>' }],
		['a lost answer', { drop: 'after' }],
		['half an answer', { truncate: true }],
	])('asks again after %s', async (_, outcome) => {
		await fault({ ...outcome, times: 1 });
		expect(await idsOf(ALL)).toHaveLength(12);
		expect(await rig.requests(PATH)).toHaveLength(2);
	});

	it('fails only the items whose look-up fails when the node goes on', async () => {
		await fault({ after: 1, status: 500 });
		const parameters = filter({ field: 'owner', operator: 'is', value: '={{ $json.owner }}' });
		const items = [1, 2, 2].map((owner) => ({ owner }));
		const { output } = await run({ ...parameters, limit: 1 }, items, {
			onError: 'continueErrorOutput',
		});
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1], [2]]]);
		expect(output?.[1][0].json.details).toMatchObject({ status: 500 });
	});
});
