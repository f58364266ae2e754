import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { CannedVendor, cannedOutreach, type CannedAnswer } from '../support/cannedVendor';
import { itemsOf, origins } from '../support/explorium';
import { startHost, type Host } from '../support/host';

/** How Outreach sees a batch through, in answers that the sandbox does not give. */
const TAG = {
	node: 'outreachAddTagsToProspects',
	parameters: { selectBy: 'ids', ids: '={{ $json.id }}', tags: 'x' },
};
const STARTS = /\/batches\/actions\//;

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

const batch = (attributes: Json, id = 77): CannedAnswer => ({
	body: { data: { type: 'batch', id, attributes: { action: 'prospectsAddTags', ...attributes } } },
});

const run = async (ids: number[], options: Json = {}, more: Partial<RunRequest> = {}) =>
	await host.run({
		...TAG,
		items: ids.map((id) => ({ id })),
		credentials: cannedOutreach(vendor),
		...more,
		parameters: { ...TAG.parameters, options, ...more.parameters },
	});

const statusesOf = (items: ReturnType<typeof itemsOf>) => items.map(({ json }) => json.status);

it('cancels a batch that is not waited for once it tells that it is about too many', async () => {
	let isCancelled = false;
	vendor.answer = ({ path }) => {
		if (STARTS.test(path)) return batch({ state: 'pending', total: null });
		isCancelled ||= path.endsWith('/cancel');
		return batch({ state: isCancelled ? 'canceled' : 'running', total: 5_000, pending: 4_000 });
	};
	const { error } = await run([1, 2], {}, { parameters: { waitForCompletion: false } });
	expect(error?.message).toContain(
		'Outreach would work on 5000 records, but the node named 2. The batch 77 was canceled',
	);
	expect(vendor.sent('POST')).toHaveLength(2);
});

it('confirms a batch that is not waited for once it waits for that', async () => {
	vendor.answer = ({ path }) => {
		if (STARTS.test(path)) return batch({ state: 'pending', total: null });
		if (path.endsWith('/confirm')) return batch({ state: 'pending', total: 2 });
		return batch({ state: 'confirming', confirmCount: 2 });
	};
	const items = itemsOf(await run([1, 2], {}, { parameters: { waitForCompletion: false } }));
	expect(items.map((item) => [origins(item), item.json.id])).toEqual([
		[[0], 77],
		[[1], 77],
	]);
	expect(vendor.sent('POST')[1]).toMatch(/\/batches\/77\/actions\/confirm$/);
});

it('takes a state that it does not know for the end once nothing is left to do', async () => {
	vendor.answer = ({ path }) =>
		STARTS.test(path)
			? batch({ state: 'pending', total: 2, pending: 2 })
			: batch({ state: 'complete', total: 2, pending: 0, failures: 0, finishedAt: null });
	expect(statusesOf(itemsOf(await run([1, 2], { maxWait: 8 })))).toEqual(['done', 'done']);
});

it.each(['2', 2, { prospectId: 2 }, '{"prospect":{"id":2}}'])(
	'knows the record that failed by %j',
	async (data) => {
		const attributes = { batchId: 77, failed: true, state: 'error', info: 'Opted out', data };
		vendor.answer = ({ path }) =>
			STARTS.test(path)
				? batch({ state: 'finished', total: 3, failures: 1 })
				: { body: { data: [{ type: 'batchItem', id: 1, attributes }] } };
		const items = itemsOf(await run([1, 2, 3], { failedRecords: 'output' }));
		expect(statusesOf(items)).toEqual(['done', 'failed', 'done']);
	},
);

describe('an answer that does not hold the batch', () => {
	it.each([
		['nothing', ''],
		['null', 'null'],
		['an empty object', {}],
		['an error', { detail: 'x' }],
		['a list', { data: [] }],
		['a batch without an ID', { data: { type: 'batch', attributes: { state: 'finished' } } }],
	])('is no success, and only asked for again where that does no harm: %s', async (_, body) => {
		vendor.answer = () => ({ body });
		const requestOptions = { maxAttempts: 2 };
		const tagged = await run([1, 2], {}, { parameters: { requestOptions } });
		expect(tagged.error?.message).toMatch(/^Outreach answered with/);
		expect(vendor.sent('POST')).toHaveLength(2);
		vendor.requests = [];
		const more = { node: 'outreachDeleteProspects', parameters: { requestOptions } };
		const { error } = await run([1, 2], {}, more);
		expect(`${error?.message} ${error?.description}`).toMatch(/not known|may have/);
		expect(vendor.sent('POST')).toHaveLength(1);
	});

	it('is asked for again while the batch is followed', async () => {
		let looks = 0;
		vendor.answer = ({ path }) => {
			if (STARTS.test(path)) return batch({ state: 'pending', total: 1 });
			looks += 1;
			if (looks === 1) return { body: {} };
			return batch({ state: 'finished', total: 1, failures: 0 }, looks === 2 ? 78 : 77);
		};
		expect(statusesOf(itemsOf(await run([1])))).toEqual(['done']);
		expect(looks).toBe(3);
	});
});

describe('records that are gone, in a batch that waits to be confirmed', () => {
	const GONE = [3, 150];
	const ids = Array.from({ length: 200 }, (_, index) => index + 1);
	const rest = ids.filter((id) => !GONE.includes(id));
	let started: number[][];
	let cancelled: string[];

	beforeEach(() => {
		started = [];
		cancelled = [];
		const counts = new Map<number, number>();
		vendor.answer = ({ method, path, query, body }) => {
			if (STARTS.test(path)) {
				const { attributes } = body?.data as { attributes: { ids: number[] } };
				started.push(attributes.ids);
				const id = 76 + started.length;
				counts.set(id, attributes.ids.filter((one) => !GONE.includes(one)).length);
				return batch({ state: 'confirming', confirmCount: counts.get(id) }, id);
			}
			if (path.endsWith('/prospects')) {
				const wanted = query.getAll('filter[id][]').map(Number);
				const found = wanted.filter((id) => !GONE.includes(id));
				return { body: { data: found.map((id) => ({ type: 'prospect', id, attributes: {} })) } };
			}
			if (path.endsWith('/batchItems')) return { body: { data: [] } };
			const id = Number(/\/batches\/(\d+)/.exec(path)?.[1]);
			if (path.endsWith('/cancel')) cancelled.push(path);
			if (path.endsWith('/cancel')) return batch({ state: 'canceled' }, id);
			if (method === 'POST') return batch({ state: 'pending', total: counts.get(id) }, id);
			return batch({ state: 'finished', total: counts.get(id), failures: 0 }, id);
		};
	});

	it('are named before anything is changed', async () => {
		const { error } = await run(ids);
		expect(error?.message).toBe(
			'Outreach would work on 198 records, but the node named 200. The batch 77 was canceled. Outreach has no prospect with the IDs 3, 150 [items 2, 149]',
		);
		expect(started).toEqual([ids]);
		expect(cancelled).toHaveLength(1);
		const lookUps = vendor.requests.filter(({ path }) => path.endsWith('/prospects'));
		expect(lookUps).toHaveLength(1);
		expect(lookUps[0].query.get('fields[prospect]')).toBe('createdAt');
	});

	it.each([
		['waited for', {}],
		['not waited for', { waitForCompletion: false }],
	])('cost only their own items if the node goes on (%s)', async (_, parameters) => {
		const more = { parameters, onError: 'continueErrorOutput' } as const;
		const { output, error } = await run(ids, {}, more);
		expect(error).toBeNull();
		expect(started).toEqual([ids, rest]);
		expect(output?.[0].map(origins)).toEqual(rest.map((id) => [id - 1]));
		expect(output?.[1].map((item) => [origins(item), item.json.error])).toEqual(
			GONE.map((id) => [[id - 1], `Outreach has no prospect with the ID ${id} [item ${id - 1}]`]),
		);
	});

	it('have a status of their own where failed records are returned', async () => {
		const more = { onError: 'continueRegularOutput' } as const;
		const items = itemsOf(await run(ids, { failedRecords: 'output' }, more));
		expect(items).toHaveLength(ids.length);
		expect(items.filter(({ json }) => json.status !== 'done').map(({ json }) => json)).toEqual(
			GONE.map((id) => ({
				id,
				status: 'failed',
				info: `Outreach has no prospect with the ID ${id}`,
				batchId: 78,
				action: 'prospectsAddTags',
			})),
		);
	});

	it('are left out if fewer are accepted', async () => {
		const items = itemsOf(await run(ids, { acceptFewer: true }));
		expect(started).toEqual([ids]);
		expect(
			items.filter(({ json }) => json.status === 'skipped').map(({ json }) => json.id),
		).toEqual(GONE);
	});

	it('start no other batch if the first one could not be cancelled', async () => {
		const { answer } = vendor;
		vendor.answer = (request) =>
			request.path.endsWith('/cancel')
				? { status: 422, body: { errors: [{ id: 'validationError', detail: 'No.' }] } }
				: answer(request);
		const { output } = await run(ids, {}, { onError: 'continueErrorOutput' });
		expect(output?.[0]).toEqual([]);
		expect(output?.[1]).toHaveLength(ids.length);
		expect(started).toEqual([ids]);
	});
});

it('says so where a batch still runs after it was cancelled', async () => {
	vendor.answer = () => batch({ state: 'running', total: 2, pending: 1 });
	const { error } = await host.run({
		node: 'outreachCancelBatch',
		parameters: { batchIds: 77 },
		credentials: cannedOutreach(vendor),
	});
	expect(error?.message).toContain(
		'Outreach took the request to cancel the batch 77, but still shows it as "running"',
	);
	expect(error?.description).toContain('Get Batch shows how it stands');
	expect(vendor.sent('POST')).toHaveLength(1);
});

describe('people looked up by email', () => {
	const person = (id: number, attributes: unknown) => ({ type: 'prospect', id, attributes });
	const found = (...data: unknown[]) => ({ body: { data } });
	const tag = async () =>
		await host.run({
			...TAG,
			parameters: { tags: 'x', selectBy: 'emails', emails: 'ada@acme.test' },
			credentials: cannedOutreach(vendor),
		});

	it.each([
		['nothing', null],
		['no ID', { type: 'prospect', attributes: { emails: ['ada@acme.test'] } }],
		['no emails', person(2, {})],
		['emails that are no texts', person(2, { emails: [{}] })],
	])('are not chosen while one who was found shows %s', async (_, second) => {
		vendor.answer = () => found(person(1, { emails: ['ada@acme.test'] }), second);
		const { error } = await tag();
		expect(error?.message).toMatch(/cannot be read.*nothing was sent/);
		expect(vendor.sent('POST')).toEqual([]);
	});
});
