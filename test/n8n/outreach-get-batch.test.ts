import { itemsOf, origins } from '../support/explorium';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachGetBatch';
const ADA = 1001;
const BEN = 1002;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

/** Starts a batch without waiting for it. */
const start = async (switches: object = {}) => {
	await rig.sandbox.control.switches({
		outreach: { batchPendingMs: 0, batchRunMs: 300, ...switches },
	});
	const parameters = {
		selectBy: 'ids',
		ids: `${ADA}, ${BEN}`,
		tags: 'x',
		waitForCompletion: false,
	};
	const [{ json }] = itemsOf(await rig.run({ node: 'outreachAddTagsToProspects', parameters }));
	await rig.sandbox.control.clearRequests();
	return json.id;
};

it('gets a batch once for all items that name it', async () => {
	const batchId = await start();
	const items = itemsOf(await rig.run({ node: NODE, parameters: { batchId }, items: [{}, {}] }));
	expect(items.map(origins)).toEqual([[0], [1]]);
	expect(items[0].json).toMatchObject({ id: batchId, action: 'prospectsAddTags', total: 2 });
	expect(items[0].json).not.toHaveProperty('payload');
	expect(await rig.requests()).toHaveLength(1);
});

it('waits until it ends and lists what failed', async () => {
	const batchId = await start({ failEveryNthItem: 2 });
	const options = { waitForCompletion: true, listFailedItems: true };
	const parameters = { batchId, output: 'raw', options };
	const [{ json }] = itemsOf(await rig.run({ node: NODE, parameters }));
	expect(json).toMatchObject({
		state: 'finished',
		failures: 1,
		payload: { tags: ['x'] },
		failedItems: [{ recordId: BEN, info: expect.stringContaining('Validation failed') }],
	});
});

it('returns a batch that did not finish as it is', async () => {
	const batchId = await start({ batchEnd: 'failed' });
	const options = { waitForCompletion: true };
	const [{ json }] = itemsOf(await rig.run({ node: NODE, parameters: { batchId, options } }));
	expect(json.state).toBe('failed');
});

it('confirms nothing', async () => {
	const batchId = await start({ batchEnd: 'hangs' });
	const options = { waitForCompletion: true, maxWait: 0.4 };
	const { error } = await rig.run({ node: NODE, parameters: { batchId, options } });
	expect(error?.message).toContain(`The batch ${batchId} did not end`);
	expect((await rig.requests()).every(({ method }) => method === 'GET')).toBe(true);
});

it('fails only the items whose batch is not there', async () => {
	const batchId = await start();
	const { output } = await rig.run({
		node: NODE,
		parameters: { batchId: '={{ $json.id }}' },
		items: [{ id: 999_999 }, { id: batchId }, { id: 'x' }],
		onError: 'continueErrorOutput',
	});
	expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
	expect(output?.[1][0].json.error).toContain(
		'"Batch" is 999999, but Outreach has no batch with this ID',
	);
	expect(output?.[1][0].json.error).toContain("Could not find 'batch' with ID '999999'.");
});
