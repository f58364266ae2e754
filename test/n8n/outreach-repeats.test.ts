import { itemsOf } from '../support/explorium';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

/** A bulk action whose first start loses its answer; for each action see the suites of the bulk nodes. */
const NODE = 'outreachAddTagsToProspects';
const START = /\/actions\/prospectsAddTags$/;
const ADA = 1001;
const BEN = 1002;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 20 } });
	await rig.sandbox.control.fault({ vendor: 'outreach', path: 'prospectsAddTags$', drop: 'after' });
});

const run = async (more: object = {}) =>
	await rig.run({
		node: NODE,
		parameters: { selectBy: 'ids', ids: '={{ $json.id }}', tags: 'VIP', ...more },
		items: [{ id: ADA }, { id: BEN }],
	});

const tagged = async () =>
	(await rig.sandbox.control.state()).people
		.filter(({ outreach }) => outreach?.tags.includes('VIP'))
		.map(({ outreach }) => outreach?.id);

/** The batches that the starts made, oldest first, with how often each was confirmed. */
const batches = async () => {
	const token = (await rig.sandbox.control.tokens()).access_token;
	const url = `${rig.sandbox.outreach}/api/v2/batches`;
	const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
	const { data } = (await answer.json()) as {
		data: Array<{ id: number; attributes: { state: string } }>;
	};
	const confirmed = await rig.requests(/\/confirm$/);
	return data.map(({ id, attributes: { state } }) => ({
		id,
		state,
		confirmed: confirmed.filter(({ path }) => path.includes(`/${id}/`)).length,
	}));
};

it('follows the batch of the last start, and says its number', async () => {
	const items = itemsOf(await run());
	const [, last, ...others] = await batches();
	expect(others).toEqual([]);
	expect(items.map(({ json }) => [json.id, json.status, json.batchId])).toEqual([
		[ADA, 'done', last.id],
		[BEN, 'done', last.id],
	]);
	expect(await tagged()).toEqual([ADA, BEN]);
});

it('sends the same again, with a target', async () => {
	itemsOf(await run());
	const [first, second, ...others] = await rig.requests(START);
	expect(others).toEqual([]);
	expect(second.requestBody).toEqual(first.requestBody);
	expect(second.query).toEqual(first.query);
	expect((await rig.sandbox.control.counters()).outreach.untargetedRequests).toBe(0);
});

it('never confirms the batch of a start whose answer was lost', async () => {
	await rig.sandbox.control.switches({ outreach: { confirmationThreshold: 0 } });
	itemsOf(await run());
	expect(await batches()).toMatchObject([
		{ state: 'confirming', confirmed: 0 },
		{ state: 'finished', confirmed: 1 },
	]);
	expect(await tagged()).toEqual([ADA, BEN]);
});

it('starts once where only one attempt is allowed', async () => {
	const { error } = await run({ requestOptions: { maxAttempts: 1 } });
	expect(error?.message).toContain('The connection to Outreach broke');
	expect(await rig.requests(START)).toHaveLength(1);
});
