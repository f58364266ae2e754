import type { RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, CHIARA, LONG_MS, startBatch } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { NO_BATCH_ID, testAnswers } from '../support/outreachAnswers';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachGetManyBatchItems';
const ITEMS = /\/batchItems$/;
const ONLY_FAILED = { onlyFailed: true };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({
		outreach: { batchPendingMs: 0, batchRunMs: 0, failEveryNthItem: 2, confirmationThreshold: -1 },
	});
});

const run = async (ids: unknown[], parameters: object = {}, more: Partial<RunRequest> = {}) =>
	await rig.run({
		node: NODE,
		parameters: { batchId: '={{ $json.id }}', ...parameters },
		items: ids.map((id) => ({ id })),
		...more,
	});

/** Batches run when somebody looks: brings one to its end. */
const startEnded = async (ids = [ADA, BEN, CHIARA], switches = {}) => {
	const id = await startBatch(rig, ids, { switches });
	await rig.sandbox.control.state();
	return id;
};

const foundNothing = async (more: object = {}) =>
	await rig.sandbox.control.fault({
		vendor: 'outreach',
		path: '/batchItems$',
		status: 200,
		body: { data: [] },
		...more,
	});

describe('lists', () => {
	it('gives the items of a batch once to all that ask for it', async () => {
		const batchId = await startEnded();
		const items = itemsOf(await run([batchId, String(batchId)]));
		expect(items.map(({ json }) => json)).toEqual(
			[ADA, BEN, CHIARA, ADA, BEN, CHIARA].map((recordId) => ({
				id: expect.any(Number),
				batchId,
				failed: recordId === BEN,
				state: recordId === BEN ? 'error' : 'done',
				recordId,
				info: recordId === BEN ? expect.stringContaining('Validation failed') : null,
				createdAt: expect.any(String),
			})),
		);
		expect(items.map(origins)).toEqual([[0], [0], [0], [1], [1], [1]]);
		const [{ query }, ...others] = await rig.requests();
		expect(query).toEqual({ 'filter[batchId]': String(batchId), 'page[size]': '50' });
		expect(others).toEqual([]);
	});

	it('gives only what failed if told so', async () => {
		const batchId = await startEnded();
		const items = itemsOf(await run([batchId], ONLY_FAILED));
		expect(items.map(({ json }) => json.recordId)).toEqual([BEN]);
		const [{ query }] = await rig.requests();
		expect(query).toMatchObject({ 'filter[failed]': 'true' });
	});

	it('answers each item with its own batch', async () => {
		const first = await startEnded([ADA]);
		const second = await startEnded([BEN, CHIARA]);
		const items = itemsOf(await run([second, first, second]));
		expect(items.map((item) => [origins(item), item.json.recordId])).toEqual([
			[[0], BEN],
			[[0], CHIARA],
			[[1], ADA],
			[[2], BEN],
			[[2], CHIARA],
		]);
		expect(await rig.requests(ITEMS)).toHaveLength(2);
	});

	it('returns as many as told, or all', async () => {
		await rig.reset(1200);
		const ids = Array.from({ length: 1200 }, (_, index) => ADA + index);
		const batchId = await startEnded(ids, { batchRunMs: LONG_MS, confirmationThreshold: -1 });
		expect(itemsOf(await run([batchId]))).toHaveLength(50);
		expect(itemsOf(await run([batchId], { limit: 2 }))).toHaveLength(2);
		await rig.sandbox.control.clearRequests();
		const all = itemsOf(await run([batchId], { returnAll: true }));
		expect(new Set(all.map(({ json }) => json.recordId)).size).toBe(1200);
		expect(await rig.requests(ITEMS)).toHaveLength(2);
	});

	it('returns the resource when not simplified', async () => {
		const batchId = await startEnded([ADA]);
		const [{ json }] = itemsOf(await run([batchId], { output: 'raw' }));
		expect(json).toMatchObject({
			type: 'batchItem',
			attributes: { batchId, failed: false, data: JSON.stringify({ id: ADA }) },
		});
	});

	it.each(['opaque', 'null'])('says where it does not know the record (%s)', async (itemData) => {
		const batchId = await startEnded([ADA], { itemData, idsAsText: true });
		const [{ json }] = itemsOf(await run([batchId]));
		expect(json).toMatchObject({ id: expect.any(Number), batchId, recordId: null });
	});
});

describe('a list without items', () => {
	it('is fine if nothing failed', async () => {
		const batchId = await startEnded([ADA]);
		expect(itemsOf(await run([batchId], ONLY_FAILED))).toEqual([]);
	});

	it('fails the items whose batch is not there', async () => {
		const batchId = await startEnded();
		const { output } = await run([999_999, batchId, 999_999], ONLY_FAILED, {
			onError: 'continueErrorOutput',
		});
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
		expect(JSON.stringify(output?.[1])).toContain("Could not find 'batch' with ID '999999'.");
	});

	it.each(['object', 'array'])('is looked for by the link of the batch (%s)', async (form) => {
		const batchId = await startEnded([ADA, BEN, CHIARA, 1004], { batchItemsLink: form });
		await foundNothing();
		const failed = itemsOf(await run([batchId], { ...ONLY_FAILED, limit: 1 }));
		expect(failed.map(({ json }) => json.recordId)).toEqual([BEN]);
		await foundNothing();
		const all = itemsOf(await run([batchId], { limit: 3 }));
		expect(all.map(({ json }) => json.recordId)).toEqual([ADA, BEN, CHIARA]);
	});

	it('is looked for by that link as well if the filter is refused or means all batches', async () => {
		const batchId = await startEnded();
		const errors = [{ id: 'badParameter', title: 'No such filter' }];
		await foundNothing({ status: 400, body: { errors } });
		expect(itemsOf(await run([batchId], ONLY_FAILED))).toHaveLength(1);
		const attributes = { batchId: batchId + 1, failed: true };
		await foundNothing({ body: { data: [{ type: 'batchItem', id: 1, attributes }] } });
		const items = itemsOf(await run([batchId], ONLY_FAILED));
		expect(items.map(({ json }) => json.recordId)).toEqual([BEN]);
	});
});

describe('input that is refused', () => {
	it.each(NO_BATCH_ID)('refuses %s as Batch ID', async (_, id) => {
		const batchId = await startEnded([ADA]);
		const { error } = await run([batchId, id]);
		expect(error?.message).toMatch(/^"Batch" is .*\[item 1\]$/);
		expect(await rig.requests()).toEqual([]);
		const { output } = await run([batchId, id], {}, { onError: 'continueErrorOutput' });
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
	});

	it.each([0, -1, 1.5, 'many'])('refuses %j as Limit', async (limit) => {
		const { error } = await run([7], { limit: `={{ ${JSON.stringify(limit)} }}` });
		expect(error?.message).toMatch(
			/^"Limit" is .+, but must be a whole number, 1 or higher \[item 0\]$/,
		);
		expect(await rig.requests()).toEqual([]);
	});
});

describe('answers', () => {
	testAnswers({
		rig: () => rig,
		start: async () => await startEnded([ADA]),
		run: async (id, { parameters, ...more }) => await run([id, id], parameters, more),
		call: { method: 'GET', path: '/batchItems$' },
		scope: 'batches.read',
	});
});
