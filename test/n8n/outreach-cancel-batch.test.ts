import type { RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, CHIARA, LONG_MS, startBatch, startWaitingBatch } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { NO_BATCH_ID, testAnswers } from '../support/outreachAnswers';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachCancelBatch';
const CANCEL = /\/actions\/cancel$/;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: LONG_MS, batchRunMs: 0 } });
});

const run = async (ids: unknown[], parameters: object = {}, more: Partial<RunRequest> = {}) =>
	await rig.run({
		node: NODE,
		parameters: { batchIds: '={{ $json.ids }}', ...parameters },
		items: ids.map((one) => ({ ids: one })),
		...more,
	});

const fault = async (more: object) =>
	await rig.sandbox.control.fault({ vendor: 'outreach', path: 'cancel$', ...more });

describe('a batch under way', () => {
	it('is canceled once for all items that name it', async () => {
		const id = await startBatch(rig, [ADA]);
		const other = await startWaitingBatch(rig, [BEN]);
		const items = itemsOf(await run([id, `${other}, ${id}`, [String(id)]]));
		expect(items.map((item) => [origins(item), item.json.id, item.json.state])).toEqual([
			[[0], id, 'canceled'],
			[[1], id, 'canceled'],
			[[1], other, 'canceled'],
			[[2], id, 'canceled'],
		]);
		expect(items[0].json).not.toHaveProperty('payload');
		const calls = await rig.requests(CANCEL);
		expect(calls).toHaveLength(2);
		expect(calls[0].requestHeaders['content-type']).toContain('application/vnd.api+json');
	});

	it('keeps what is done', async () => {
		const switches = { batchPendingMs: 0, batchRunMs: LONG_MS };
		const id = await startBatch(rig, [ADA, BEN, CHIARA], { switches });
		await rig.sandbox.control.clock({ advanceSeconds: LONG_MS / 2000 });
		const [{ json }] = itemsOf(await run([id], { output: 'raw' }));
		expect(json).toMatchObject({ id, state: 'canceled', payload: { tags: ['x'] } });
		const { people } = await rig.sandbox.control.state();
		expect(people.slice(0, 3).map(({ outreach }) => outreach?.tags)).toEqual([['x'], [], []]);
	});

	it.each([
		{ canceledState: 'cancelled' },
		{ idsAsText: true },
		{ contentTypeOnBodylessPost: true },
	])('is cancelled with %j', async (switches) => {
		const id = await startBatch(rig, [ADA], { switches });
		const [{ json }] = itemsOf(await run([id]));
		expect(json).toMatchObject({ id, state: expect.stringMatching(/^cancell?ed$/) });
	});
});

describe('a batch that has ended', () => {
	it.each(['finished', 'failed'])('is not cancelled (%s)', async (batchEnd) => {
		const id = await startBatch(rig, [ADA], { switches: { batchPendingMs: 0, batchEnd } });
		const { error } = await run([id]);
		expect(error?.message).toBe(
			`The batch ${id} cannot be canceled: it has already ended as "${batchEnd}" [item 0]`,
		);
		expect(error?.description).toContain('Records that it worked on stay changed.');
		expect(await rig.requests(CANCEL)).toEqual([]);
	});

	it('is no failure if it was canceled before, and is not cancelled again', async () => {
		const id = await startBatch(rig, [ADA]);
		const [{ json: first }] = itemsOf(await run([id]));
		expect(first).toMatchObject({ id, state: 'canceled', changed: true });
		const result = await run([id]);
		expect(itemsOf(result)[0].json).toMatchObject({ id, state: 'canceled', changed: false });
		expect(result.hints).toEqual([
			expect.objectContaining({
				message: `The batch ${id} was canceled before, so nothing was done.`,
			}),
		]);
		expect(await rig.requests(CANCEL)).toHaveLength(1);
	});

	it.each(['422', 'unchanged'])('ends in that very moment (%s)', async (wrongState) => {
		const switches = { batchPendingMs: 0, wrongState };
		const id = await startBatch(rig, [ADA], { switches });
		const running = { action: 'prospectsAddTags', state: 'processing', total: 1, pending: 1 };
		await fault({
			path: '/batches/\\d+$',
			status: 200,
			body: { data: { type: 'batch', id, attributes: running } },
		});
		const { error } = await run([id]);
		expect(error?.message).toContain('it has already ended as "finished"');
		expect(await rig.requests(CANCEL)).toHaveLength(1);
	});

	it('fails only its own items when the node goes on', async () => {
		const ended = await startBatch(rig, [ADA], { switches: { batchPendingMs: 0 } });
		await rig.sandbox.control.state();
		const id = await startBatch(rig, [BEN], { switches: { batchPendingMs: LONG_MS } });
		const { output } = await run(
			[ended, `${id}, 999999`, id, 'x', ended],
			{},
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.[0].map((item) => [origins(item), item.json.id])).toEqual([
			[[1], id],
			[[2], id],
		]);
		expect(output?.[1].map(origins)).toEqual([[0], [1], [3], [4]]);
		const said = JSON.stringify(output?.[1]);
		expect(said).toContain('\\"Batch\\" is 999999, but Outreach has no batch with this ID');
		expect(said).toContain("Could not find 'batch' with ID '999999'.");
	});

	it('is named with what had gone through by then', async () => {
		const id = await startBatch(rig, [ADA]);
		const { error } = await run([id, 999_999], { requestOptions: { callsAtOnce: 1 } });
		expect(error?.message).toContain('[item 1]');
		expect(error?.description).toContain(`1 went through: batch ${id}.`);
	});
});

describe('an answer that is lost', () => {
	it.each(['422', 'unchanged'])('is no failure (%s)', async (wrongState) => {
		const id = await startBatch(rig, [ADA], { switches: { wrongState } });
		await fault({ drop: 'after' });
		const [{ json }] = itemsOf(await run([id]));
		expect(json).toMatchObject({ id, state: 'canceled' });
	});

	it('is none either when it is not asked for again', async () => {
		const id = await startBatch(rig, [ADA]);
		await fault({ drop: 'after' });
		const [{ json }] = itemsOf(await run([id], { requestOptions: { maxAttempts: 1 } }));
		expect(json).toMatchObject({ id, state: 'canceled' });
	});

	it('is one where the batch goes on', async () => {
		const id = await startBatch(rig, [ADA]);
		await fault({ drop: 'before', times: 5 });
		const { error } = await run([id], { requestOptions: { maxAttempts: 2 } });
		expect(error?.message).toContain(`(batch ${id})`);
		expect(error?.description).toContain(`Get Batch with the ID ${id}`);
	});
});

describe('input that is refused', () => {
	it.each([...NO_BATCH_ID, ['a list with a gap', [7, '']], ['an empty list', []]])(
		'refuses %s',
		async (_, ids) => {
			const id = await startBatch(rig, [ADA]);
			const { error } = await run([id, ids]);
			expect(error?.message).toMatch(/^"Batch" (is|holds|has) .*\[item 1\]$/);
			expect(await rig.requests()).toEqual([]);
			const { output } = await run([id, ids], {}, { onError: 'continueErrorOutput' });
			expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
		},
	);
});

describe('answers', () => {
	const node = {
		rig: () => rig,
		start: async () => await startBatch(rig, [ADA]),
		run: async (id: number, { parameters, ...more }: Partial<RunRequest>) =>
			await run([id, id], parameters, more),
	};

	describe('to the cancellation', () =>
		testAnswers({
			...node,
			call: { method: 'POST', path: '/actions/cancel$' },
			scope: 'batches.write',
			otherScopes: ['batches.read'],
		}));

	describe('to the look before it', () =>
		testAnswers({
			...node,
			call: { method: 'GET', path: '/batches/\\d+$' },
			scope: 'batches.read',
		}));
});
