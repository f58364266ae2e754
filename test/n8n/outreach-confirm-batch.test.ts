import type { RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, CHIARA, LONG_MS, startBatch, startWaitingBatch } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { NO_BATCH_ID, testAnswers } from '../support/outreachAnswers';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachConfirmBatch';
const CONFIRM = /\/actions\/confirm$/;
const FIELDS = { batchId: '={{ $json.id }}', confirmedCount: '={{ $json.count }}' };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: LONG_MS, batchRunMs: 100 } });
});

const run = async (items: object[], parameters: object = {}, more: Partial<RunRequest> = {}) =>
	await rig.run({
		node: NODE,
		parameters: { ...FIELDS, ...parameters },
		items: items as Array<Record<string, unknown>>,
		...more,
	});

const tagsOf = async (id: number) => {
	const { people } = await rig.sandbox.control.state();
	return people.find(({ outreach }) => outreach?.id === id)?.outreach?.tags;
};

describe('a batch that waits', () => {
	it('is confirmed once for all items that name it', async () => {
		const id = await startWaitingBatch(rig, [ADA, BEN]);
		const items = itemsOf(
			await run([
				{ id, count: 2 },
				{ id: String(id), count: '2' },
			]),
		);
		expect(items.map(origins)).toEqual([[0], [1]]);
		expect(items[0].json).toMatchObject({ id, state: 'pending', total: 2 });
		expect(items[0].json).not.toHaveProperty('payload');
		const [{ query, requestHeaders }, ...others] = await rig.requests(CONFIRM);
		expect(query).toEqual({ 'actionParams[confirmedCount]': '2' });
		expect(requestHeaders['content-type']).toContain('application/vnd.api+json');
		expect(others).toEqual([]);
	});

	it('is confirmed for the items that name it, whatever their options', async () => {
		const id = await startWaitingBatch(rig, [ADA]);
		const other = await startWaitingBatch(rig, [BEN]);
		const items = itemsOf(
			await run(
				[
					{ id, count: 1, most: 60 },
					{ id: other, count: 1, most: 60 },
					{ id, count: 1, most: 120 },
				],
				{ options: { maxWait: '={{ $json.most }}' } },
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], id],
			[[1], other],
			[[2], id],
		]);
		expect(await rig.requests(CONFIRM)).toHaveLength(2);
	});

	it('is waited for if told so', async () => {
		const switches = { batchPendingMs: 0, failEveryNthItem: 2 };
		const id = await startWaitingBatch(rig, [ADA, BEN], { switches });
		const [{ json }] = itemsOf(
			await run([{ id, count: 2 }], { options: { waitForCompletion: true } }),
		);
		expect(json).toMatchObject({ id, state: 'finished', failures: 1 });
		expect(await tagsOf(ADA)).toEqual(['x']);
	});

	it('takes ids that are text', async () => {
		const id = await startWaitingBatch(rig, [ADA], { switches: { idsAsText: true } });
		const [{ json }] = itemsOf(await run([{ id, count: 1 }]));
		expect(json).toMatchObject({ id, state: 'pending' });
	});

	it('fails when it does not end in time, and goes on', async () => {
		const id = await startWaitingBatch(rig, [ADA]);
		const options = { waitForCompletion: true, maxWait: 0.4 };
		const { error } = await run([{ id, count: 1 }], { options });
		expect(error?.message).toContain(`The batch ${id} did not end within 0.4 s`);
		expect(error?.description).toContain(`Get Batch with the ID ${id}`);
		expect(await rig.requests(CONFIRM)).toHaveLength(1);
	});

	it('fails when it is given up later', async () => {
		const switches = { batchPendingMs: 0, batchEnd: 'failed' };
		const id = await startWaitingBatch(rig, [ADA, BEN], { switches });
		const options = { waitForCompletion: true };
		const { error } = await run([{ id, count: 2 }], { options });
		expect(error?.message).toContain(`The batch ${id} ended as "failed"`);
	});
});

describe('a batch that is not confirmed', () => {
	it.each([1, 3])('is about another number of records than %i', async (count) => {
		const id = await startWaitingBatch(rig, [ADA, BEN]);
		const { error } = await run([{ id, count }]);
		expect(error?.message).toBe(
			`The batch ${id} would work on 2 records, but "Number of Records" is ${count} [item 0]`,
		);
		expect(error?.description).toContain('Nothing was confirmed');
		expect(error?.description).toContain('Cancel Batch');
		expect((await rig.requests()).map(({ method }) => method)).toEqual(['GET']);
	});

	it('does not tell its number', async () => {
		const attributes = { action: 'prospectsAddTags', state: 'confirming' };
		const body = { data: { type: 'batch', id: 7, attributes } };
		await rig.sandbox.control.fault({
			vendor: 'outreach',
			path: '/batches/7$',
			status: 200,
			body,
		});
		const { error } = await run([{ id: 7, count: 1 }]);
		expect(error?.message).toContain('The batch 7 would work on an unknown number of records');
		expect(await rig.requests(CONFIRM)).toEqual([]);
	});

	it('has started without', async () => {
		const id = await startBatch(rig, [ADA]);
		const { error } = await run([{ id, count: 1 }]);
		expect(error?.message).toBe(
			`The batch ${id} does not wait to be confirmed: its state is "pending" [item 0]`,
		);
		expect(await rig.requests(CONFIRM)).toEqual([]);
	});

	it('was confirmed before', async () => {
		const id = await startWaitingBatch(rig, [ADA], { switches: { batchPendingMs: 0 } });
		const options = { waitForCompletion: true };
		itemsOf(await run([{ id, count: 1 }], { options }));
		const { error } = await run([{ id, count: 1 }], { options });
		expect(error?.message).toContain('its state is "finished"');
	});

	it('has items that disagree about its number', async () => {
		const id = await startWaitingBatch(rig, [ADA, BEN]);
		const other = await startWaitingBatch(rig, [CHIARA]);
		const items = [
			{ id, count: 2 },
			{ id: other, count: 1 },
			{ id, count: 3 },
		];
		const stopped = await run(items);
		expect(stopped.error?.message).toBe(
			`"Number of Records" differs between items for the batch ${id}: 2, 3 [items 0, 2]`,
		);
		expect(await rig.requests()).toEqual([]);
		const { output } = await run(items, {}, { onError: 'continueErrorOutput' });
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
		expect(await rig.requests(CONFIRM)).toHaveLength(1);
	});

	it('fails only its own items when the node goes on', async () => {
		const id = await startWaitingBatch(rig, [ADA, BEN]);
		const other = await startWaitingBatch(rig, [CHIARA]);
		const { output } = await run(
			[
				{ id: 999_999, count: 1 },
				{ id, count: 1 },
				{ id: other, count: 1 },
				{ id: 999_999, count: 1 },
			],
			{},
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[2]], [[0], [1], [3]]]);
		expect(JSON.stringify(output?.[1])).toContain("Could not find 'batch' with ID '999999'.");
		expect(await tagsOf(ADA)).toEqual([]);
	});

	it('is named with what had gone through by then', async () => {
		const id = await startWaitingBatch(rig, [ADA]);
		const requestOptions = { callsAtOnce: 1 };
		const items = [
			{ id, count: 1 },
			{ id: 999_999, count: 1 },
		];
		const { error } = await run(items, { requestOptions });
		expect(error?.message).toContain('[item 1]');
		expect(error?.description).toContain(`1 went through: batch ${id}.`);
	});
});

describe('an answer that is lost', () => {
	const lose = async (times: number) =>
		await rig.sandbox.control.fault({ vendor: 'outreach', path: 'confirm$', drop: 'after', times });

	it.each(['422', 'unchanged'])('is no failure (%s)', async (wrongState) => {
		const id = await startWaitingBatch(rig, [ADA], { switches: { wrongState } });
		await lose(1);
		const [{ json }] = itemsOf(await run([{ id, count: 1 }]));
		expect(json).toMatchObject({ id, state: 'pending' });
	});

	it('is none either when it is not asked for again', async () => {
		const id = await startWaitingBatch(rig, [ADA]);
		await lose(1);
		const requestOptions = { maxAttempts: 1 };
		const [{ json }] = itemsOf(await run([{ id, count: 1 }], { requestOptions }));
		expect(json).toMatchObject({ id, state: 'pending' });
		expect(await rig.requests(CONFIRM)).toHaveLength(1);
	});

	it('is one where nothing was confirmed', async () => {
		const id = await startWaitingBatch(rig, [ADA]);
		const fault = { vendor: 'outreach' as const, path: 'confirm$', times: 5 };
		await rig.sandbox.control.fault({ ...fault, drop: 'before' });
		const requestOptions = { maxAttempts: 2 };
		const { error } = await run([{ id, count: 1 }], { requestOptions });
		expect(error?.message).toContain(`(batch ${id})`);
		expect(await tagsOf(ADA)).toEqual([]);
	});
});

describe('input that is refused', () => {
	it.each(NO_BATCH_ID)('refuses %s as Batch ID', async (_, id) => {
		const waiting = await startWaitingBatch(rig, [ADA]);
		const items = [
			{ id: waiting, count: 1 },
			{ id, count: 1 },
		];
		const { error } = await run(items);
		expect(error?.message).toMatch(/^"Batch" is .*\[item 1\]$/);
		expect(await rig.requests()).toEqual([]);
		const { output } = await run(items, {}, { onError: 'continueErrorOutput' });
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
	});

	it.each([undefined, null, '', 0, '0', 1.5, -1, 'two', NaN, true, [2]])(
		'refuses %j as Number of Records',
		async (count) => {
			const id = await startWaitingBatch(rig, [ADA]);
			const { error } = await run([{ id, count }]);
			expect(error?.message).toMatch(/^"Number of Records" is .*\[item 0\]$/);
			expect(await rig.requests()).toEqual([]);
		},
	);

	it('refuses the number that the form starts with', async () => {
		const { error } = await rig.run({ node: NODE, parameters: { batchId: 7 } });
		expect(error?.message).toBe(
			'"Number of Records" is 0, but must be a whole number, 1 or higher [item 0]',
		);
	});
});

describe('answers', () => {
	const node = {
		rig: () => rig,
		start: async () => await startWaitingBatch(rig, [ADA]),
		run: async (id: number, { parameters, ...more }: Partial<RunRequest>) => {
			const two = [
				{ id, count: 1 },
				{ id, count: 1 },
			];
			return await run(two, parameters, more);
		},
	};

	describe('to the confirmation', () =>
		testAnswers({
			...node,
			call: { method: 'POST', path: '/actions/confirm$' },
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
