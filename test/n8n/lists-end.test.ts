import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { CannedVendor, cannedOutreach, type CannedRequest } from '../support/cannedVendor';
import { itemsOf } from '../support/explorium';
import { startHost, type Host } from '../support/host';

/** Lists that do not end as they should, are too much for their server, or are not all there. */
let host: Host;
const vendor = new CannedVendor();

beforeAll(async () => {
	[host] = await Promise.all([
		startHost({ packageFolder: process.env.TEST_PACKAGE }),
		vendor.start(),
	]);
});
afterAll(async () => await Promise.all([host.stop(), vendor.stop()]));
beforeEach(() => {
	vendor.requests = [];
});

const outreach = async (node: string, parameters: Json, more: Partial<RunRequest> = {}) =>
	await host.run({
		node,
		parameters,
		items: [{}],
		credentials: cannedOutreach(vendor),
		...more,
	});

const listAll = async (parameters: Json = {}) =>
	await outreach('outreachGetManyProspects', { searchBy: 'all', returnAll: true, ...parameters });

const deleteByFilter = async (condition: object[], more: Json = {}) =>
	await outreach('outreachDeleteProspects', {
		selectBy: 'filter',
		filter: { condition },
		applyToAll: true,
		...more,
	});

const prospect = (id: number, attributes: Json = {}) => ({ type: 'prospect', id, attributes });
const sizeOf = ({ query }: CannedRequest) => Number(query.get('page[size]'));
const linkTo = (query: string) => ({
	next: `https://api.outreach.example/api/v2/prospects?${query}`,
});
const pages = () => vendor.requests.map(({ query }) => query.get('page[after]') ?? 'first');

describe('a list of Outreach', () => {
	it('is not followed in a circle', async () => {
		vendor.answer = () => ({ body: { data: [prospect(1)], links: linkTo('page[after]=x') } });
		const { error } = await listAll();
		expect(error?.message).toBe(
			"Outreach's list /prospects does not end: a page links to one that was read before [item 0]",
		);
		expect(pages()).toEqual(['first', 'x']);
	});

	it.each([
		['nothing', []],
		['nothing new', [prospect(1)]],
	])('is given up after some pages that hold %s', async (_, data) => {
		let page = 0;
		vendor.answer = () => {
			page += 1;
			return { body: { data, links: linkTo(`page[after]=${page}`) } };
		};
		expect((await listAll()).error?.message).toContain('pages hold nothing new');
		expect(vendor.requests.length).toBeLessThan(25);
	});

	it('is given up if it goes on for ever', async () => {
		let id = 0;
		vendor.answer = () => {
			id += 1;
			return { body: { data: [prospect(id)], links: linkTo(`page[after]=${id}`) } };
		};
		const { error } = await listAll({ returnAll: false, limit: 500 });
		expect(error?.message).toContain('does not end: 70 pages have been read');
	});

	it('ends at the limit, whatever it links to', async () => {
		vendor.answer = () => ({ body: { data: [prospect(1)], links: linkTo('page[after]=x') } });
		expect(itemsOf(await listAll({ returnAll: false, limit: 1 }))).toHaveLength(1);
	});

	it.each([502, 504, 413])(
		'is read in smaller pages where large ones fail with %i',
		async (status) => {
			const all = Array.from({ length: 300 }, (_, index) => prospect(index + 1));
			vendor.answer = (request) => {
				const size = sizeOf(request);
				const start = Number(request.query.get('page[after]') ?? 0);
				if (size > (start === 0 ? 250 : 100)) return { status, body: '<html>Bad Gateway</html>' };
				const end = start + size;
				const links = end < all.length ? linkTo(`page[size]=1000&page[after]=${end}`) : {};
				return { body: { data: all.slice(start, end), links } };
			};
			expect(itemsOf(await listAll())).toHaveLength(300);
			expect(vendor.requests.map(sizeOf)).toEqual([1000, 500, 250, 250, 125, 62]);
		},
	);

	it('is not read in smaller pages if small ones fail as well', async () => {
		vendor.answer = () => ({ status: 502, body: '<html>Bad Gateway</html>' });
		const { error } = await listAll({ requestOptions: { maxAttempts: 2 } });
		expect(error?.message).toContain('(502)');
		expect(vendor.requests.map(sizeOf)).toEqual([1000, 500, 250, 125, 62, 50, 50]);
	});

	it('loses only entries that are no records, and says so', async () => {
		const odd = [null, 5, 'x', {}, { id: '' }, { id: null }, [prospect(9)]];
		const data = [prospect(1), ...odd, { id: '2' }, { id: 3, attributes: null, relationships: 1 }];
		vendor.answer = () => ({ body: { data } });
		const result = await listAll();
		expect(itemsOf(result).map(({ json }) => json.id)).toEqual([1, 2, 3]);
		expect(JSON.stringify(result.hints)).toContain('entries without an ID or of another type: 7');
	});

	it.each([
		['nothing', ''],
		['null', 'null'],
		['an empty object', {}],
		['an error', { detail: 'x' }],
		['an object for the list', { data: {} }],
		['a link that leads nowhere', { data: [], links: { next: 5 } }],
	])('is not read from %s', async (_, body) => {
		vendor.answer = () => ({ body });
		const { error, output } = await listAll({ requestOptions: { maxAttempts: 2 } });
		expect(output).toBeNull();
		expect(error?.message).toMatch(/^Outreach answered with/);
		expect(vendor.requests).toHaveLength(2);
	});
});

describe('a list in the editor', () => {
	const sequence = (id: number, attributes: Json) => ({
		...prospect(id, attributes),
		type: 'sequence',
	});
	const search = async (paginationToken?: string) =>
		await host.listSearch({
			node: 'outreachAddProspectsToSequence',
			method: 'searchSequences',
			filter: 'wanted',
			paginationToken,
			credentials: cannedOutreach(vendor),
		});

	it('is read only so far at once, and goes on from there', async () => {
		vendor.answer = ({ query }) => {
			const page = Number(query.get('page[after]') ?? 0);
			const name = page === 25 ? 'Wanted' : 'Other';
			const data = [sequence(page + 1, { name, enabledAt: '2026-01-01' })];
			return { body: { data, links: page < 30 ? linkTo(`page[after]=${page + 1}`) : {} } };
		};
		const first = await search();
		expect(first.results).toEqual([]);
		expect(vendor.requests).toHaveLength(20);
		const second = await search(first.paginationToken as string);
		expect(second).toEqual({
			results: [{ name: 'Wanted', value: 26 }],
			paginationToken: undefined,
		});
	});

	it('does not go round in a circle, and leaves out what is no record', async () => {
		const data = [null, sequence(1, { name: 'Wanted', enabledAt: '2026-01-01' }), {}];
		vendor.answer = () => ({ body: { data, links: linkTo('page[after]=x') } });
		const { results, paginationToken } = await search();
		expect(results).toEqual([{ name: 'Wanted', value: 1 }]);
		expect(paginationToken).toBeUndefined();
	});

	it('ends where pages without end bring the same again', async () => {
		let page = 0;
		vendor.answer = () => {
			page += 1;
			const data = [sequence(1, { name: 'Wanted', enabledAt: '2026-01-01' })];
			return { body: { data, links: linkTo(`page[after]=${page}`) } };
		};
		const first = await search();
		expect(first.results).toHaveLength(1);
		expect(await search(first.paginationToken as string)).toEqual({
			results: [],
			paginationToken: undefined,
		});
	});
});

describe('the items of a batch', () => {
	it('are all found though Outreach lists those of other batches among them', async () => {
		const item = (id: number, batchId: number) => ({
			type: 'batchItem',
			id,
			attributes: { batchId, failed: false, state: 'done', data: id },
		});
		vendor.answer = ({ path, query }) => {
			if (!path.endsWith('/batchItems')) return undefined;
			const size = Number(query.get('page[size]'));
			const all = Array.from({ length: 40 }, (_, index) => item(index + 1, index % 2 ? 77 : 78));
			return { body: { data: all.slice(0, size) } };
		};
		const parameters = { batchId: { mode: 'id', value: '77' }, limit: 15 };
		const items = itemsOf(await outreach('outreachGetManyBatchItems', parameters));
		expect(items.map(({ json }) => json.recordId)).toEqual(
			Array.from({ length: 15 }, (_, index) => 2 * index + 2),
		);
	});
});

describe('a look-up in Outreach', () => {
	const byEmail = { searchBy: 'emails', emails: 'a@x.io, b@x.io' };
	const body = { data: [prospect(1, { emails: ['a@x.io'] }), prospect(2, { emails: ['b@x.io'] })] };

	it('uses the older form of a filter where the newer one is refused', async () => {
		vendor.answer = ({ query }) =>
			query.has('filter[emails]') && !query.has('newFilterSyntax')
				? { body }
				: { status: 400, body: { errors: [{ detail: 'emails[] is not a filter.' }] } };
		const items = itemsOf(await outreach('outreachGetManyProspects', byEmail));
		expect(items.map(({ json }) => json.id)).toEqual([1, 2]);
		expect(vendor.requests.map(({ query }) => query.get('filter[emails]'))).toEqual([
			null,
			'a@x.io,b@x.io',
		]);
	});

	it('reports the refusal of the newer form if the older one is refused too', async () => {
		vendor.answer = ({ query }) => ({
			status: 400,
			body: { errors: [{ detail: query.has('newFilterSyntax') ? 'New.' : 'Old.' }] },
		});
		const { error } = await outreach('outreachGetManyProspects', byEmail);
		expect(error?.message).toContain('New.');
		expect(vendor.requests).toHaveLength(2);
	});

	it('asks for the one field that it needs before an action, and for all where they are returned', async () => {
		vendor.answer = ({ path }) =>
			path.endsWith('/prospects')
				? { body }
				: {
						body: {
							data: { id: 7, attributes: { state: 'finished', total: 2, failures: 0 } },
						},
					};
		const parameters = { selectBy: 'emails', emails: 'a@x.io, b@x.io', tags: 'x' };
		itemsOf(await outreach('outreachAddTagsToProspects', parameters));
		expect(vendor.requests[0].query.get('fields[prospect]')).toBe('emails');
		itemsOf(await outreach('outreachGetManyProspects', byEmail));
		expect(vendor.requests[2].query.has('fields[prospect]')).toBe(false);
	});
});

describe('what a filter finds', () => {
	const before = { field: 'createdAt', operator: 'atMost', value: '2026-01-31' };
	const data = ['2026-01-05', '2026-09-09'].map((day, index) =>
		prospect(index + 1, { createdAt: `${day}T00:00:00.000Z` }),
	);

	it('is not touched if a record lies outside', async () => {
		vendor.answer = () => ({ body: { data, meta: { count: 2 } } });
		const { error } = await deleteByFilter([before]);
		expect(error?.message).toContain(
			'Outreach lists prospects that do not match the filter (1 of 2)',
		);
		expect(error?.message).toContain('In the prospect 2, "Created At" is "2026-09-09');
		expect(vendor.sent('POST')).toEqual([]);
	});

	it.each([
		['the list is shorter than the count', { data: data.slice(0, 1), meta: { count: 2 } }],
		['the list is longer than the count', { data, meta: { count: 1 } }],
		['an entry of the list is no record', { data: [data[0], null], meta: { count: 2 } }],
		['the list does not end', { data, meta: { count: 2 }, links: linkTo('page[after]=x') }],
	])('is not touched if %s', async (_, body) => {
		vendor.answer = () => ({ body });
		const { error } = await deleteByFilter([{ ...before, value: '2026-12-31' }]);
		expect(error?.message).toMatch(/so nothing was sent|does not end/);
		expect(vendor.sent('POST')).toEqual([]);
	});

	it('is listed with all fields where Outreach does not let them be chosen', async () => {
		vendor.answer = ({ method, query }) => {
			const action = {
				type: 'batch',
				id: 7,
				attributes: { state: 'finished', total: 1, failures: 0 },
			};
			if (method === 'POST') return { body: { data: action } };
			if (query.has('fields[prospect]')) {
				return { status: 400, body: { errors: [{ detail: 'Unknown field.' }] } };
			}
			const attributes = { createdAt: '2020-01-01T00:00:00Z' };
			return { body: { data: [{ ...prospect(1), attributes }], meta: { count: 1 } } };
		};
		const result = await deleteByFilter([before]);
		expect(itemsOf(result).map(({ json }) => json.status)).toEqual(['done']);
	});

	it.each<[string, unknown]>([
		['missing', undefined],
		['"x"', 'x'],
	])('is not touched where a field is %s', async (shown, createdAt) => {
		vendor.answer = () => ({
			body: { data: [{ ...prospect(1), attributes: { createdAt } }], meta: { count: 1 } },
		});
		const { error } = await deleteByFilter([before]);
		expect(error?.message).toContain(`In the prospect 1, "Created At" is ${shown};`);
		expect(vendor.sent('POST')).toEqual([]);
	});
});

describe('a list of Saleshandy', () => {
	const list = async (parameters: Json = {}) =>
		await host.run({
			node: 'saleshandyGetManyProspects',
			parameters: { searchBy: 'all', returnAll: true, ...parameters },
			items: [{}],
			credentials: { saleshandyApi: { apiKey: 'k', baseUrl: vendor.url } },
		});
	const person = (id: number) => ({ id: `p${id}`, email: `p${id}@x.io`, attributes: [] });

	/** Pages of this size at most, whatever was asked for. */
	const answerWith = (count: number, most: number) => {
		vendor.answer = ({ query }) => {
			const start = (Number(query.get('page')) - 1) * most;
			const length = Math.max(0, Math.min(most, count - start));
			return { body: { payload: Array.from({ length }, (_, index) => person(start + index)) } };
		};
	};

	it.each([
		[130, 50, 3],
		[100, 50, 3],
		[60, 20, 4],
		[35, 35, 2],
		[9, 100, 1],
		[0, 100, 1],
	])('of %i is read whole in pages of %i, in %i calls', async (count, most, calls) => {
		answerWith(count, most);
		expect(itemsOf(await list())).toHaveLength(count);
		expect(vendor.requests).toHaveLength(calls);
	});

	it('loses only entries that are no prospects, and says so', async () => {
		vendor.answer = () => ({ body: { payload: [person(1), null, 5, { email: 'x' }] } });
		const result = await list();
		expect(itemsOf(result)).toHaveLength(1);
		expect(JSON.stringify(result.hints)).toContain('entries without an ID: 3');
	});

	it('is not read from an answer without it', async () => {
		vendor.answer = () => ({ body: { payload: {} } });
		const { error } = await list({ requestOptions: { maxAttempts: 2 } });
		expect(error?.message).toContain('Saleshandy answered without the list of prospects');
	});
});
