import type { RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const TAG = 'outreachAddTagsToProspects';
const TAG_ACCOUNTS = 'outreachAddTagsToAccounts';
const DELETE = 'outreachDeleteProspects';
/** Owns every other of the twelve prospects. */
const OWNER = 1;
const OWNED = [1002, 1004, 1006, 1008, 1010, 1012];
const GOES_ON = { onError: 'continueErrorOutput' } as const;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 50 } });
});
afterEach(async () => {
	const { outreach, schemaViolations } = await rig.sandbox.control.counters();
	expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
});

const condition = (field: string, value: unknown) => ({ field, operator: 'is', value });
const previewOf = (conditions: object[], more: object = {}) => ({
	selectBy: 'filter',
	filter: { condition: conditions },
	preview: true,
	...more,
});
const OF_OWNER = previewOf([condition('owner', OWNER)]);

const run = async (
	node: string,
	parameters: object,
	items: object[] = [{}],
	more: Partial<RunRequest> = {},
) =>
	await rig.run({ node, parameters: { tags: 'VIP', ...parameters }, items, ...more } as RunRequest);

const people = async () => (await rig.sandbox.control.state()).people;
const calls = async () => (await rig.requests()).map(({ method, path }) => `${method} ${path}`);

it('says how many records match and who they are, in one call, and changes nothing', async () => {
	const before = await people();
	const names = new Map(before.map(({ outreach, name, email }) => [outreach?.id, { name, email }]));
	const [item, ...others] = itemsOf(await run(DELETE, OF_OWNER, [{ list: 'spring' }]));
	expect(others).toEqual([]);
	const known = OWNED.slice(0, 3).map((id) => names.get(id)?.name);
	expect(origins(item)).toEqual([0]);
	expect(item.json).toMatchObject({
		preview: true,
		matches: 6,
		message: `6 prospects match: ${known.join(', ')} and 3 more. Nothing was changed.`,
		first: OWNED.map((id) => ({ id, ...names.get(id) })),
		list: 'spring',
	});
	expect(await calls()).toEqual(['GET /api/v2/prospects']);
	expect(await people()).toEqual(before);
});

it('needs no leave to apply the filter, and takes none', async () => {
	for (const applyToAll of [true, false]) {
		const [{ json }] = itemsOf(await run(TAG, { ...OF_OWNER, applyToAll }));
		expect(json.matches).toBe(6);
	}
	expect((await calls()).every((call) => call.startsWith('GET '))).toBe(true);
});

it('says of accounts what they are called', async () => {
	const filter = previewOf([condition('domain', 'bluepeak.example')]);
	const [{ json }] = itemsOf(await run(TAG_ACCOUNTS, filter));
	expect(json.message).toMatch(/^1 account matches: Bluepeak .*\. Nothing was changed\.$/);
	expect(json.first).toEqual([expect.objectContaining({ domain: 'bluepeak.example' })]);
});

it('says so if nobody matches', async () => {
	const [{ json }] = itemsOf(await run(DELETE, previewOf([condition('title', 'Astronaut')])));
	expect(json).toMatchObject({
		matches: 0,
		message: 'No prospect matches. Nothing was changed.',
		first: [],
	});
});

it('says so if more match than the action may work on, and names ten of them', async () => {
	await rig.reset(150);
	const filter = {
		selectBy: 'filter',
		filter: { condition: [{ field: 'createdAt', operator: 'atLeast', value: '2000-01-01' }] },
		preview: true,
	};
	const [{ json }] = itemsOf(await run(DELETE, filter));
	expect(json.matches).toBe(150);
	expect(json.message).toMatch(
		/ and 147 more\. That is more than the 100 of "Most Records", so the action would not be sent\. Nothing was changed\.$/,
	);
	expect(json.first).toHaveLength(10);
});

it('is for the items that ask for it: the others are worked on', async () => {
	const parameters = {
		...OF_OWNER,
		filter: { condition: [condition('id', '={{ $json.id }}')] },
		applyToAll: true,
		preview: '={{ $json.look }}',
	};
	const items = itemsOf(
		await run(TAG, parameters, [
			{ id: 1001, look: true },
			{ id: 1002, look: false },
		]),
	);
	expect(items.map((item) => [origins(item), item.json.preview, item.json.status])).toEqual([
		[[0], true, undefined],
		[[1], undefined, 'done'],
	]);
	const tagged = (await people()).filter(({ outreach }) => outreach?.tags.includes('VIP'));
	expect(tagged.map(({ outreach }) => outreach?.id)).toEqual([1002]);
});

it('asks once for all items with the same filter', async () => {
	const items = itemsOf(await run(TAG, OF_OWNER, [{}, {}, {}]));
	expect(items.map(origins)).toEqual([[0], [1], [2]]);
	expect(await calls()).toHaveLength(1);
});

it('shows nobody whom the filter does not mean', async () => {
	const data = [{ type: 'prospect', id: 1001, attributes: { name: 'Ada', title: 'CEO' } }];
	await rig.sandbox.control.fault({
		vendor: 'outreach',
		path: '/prospects$',
		status: 200,
		body: { data, meta: { count: 1, count_truncated: false } },
	});
	const { error } = await run(DELETE, previewOf([condition('title', 'Astronaut')]));
	expect(error?.message).toMatch(/^Outreach lists prospects that do not match the filter/);
	expect((await calls()).every((call) => call.startsWith('GET '))).toBe(true);
});

it('costs one item if its filter cannot be used', async () => {
	const parameters = {
		...OF_OWNER,
		filter: { condition: [condition('owner', '={{ $json.owner }}')] },
	};
	const { output } = await run(TAG, parameters, [{ owner: 1 }, { owner: '' }], GOES_ON);
	expect(output?.[0]).toHaveLength(1);
	expect(JSON.stringify(output?.[1])).toContain('\\"Owner\\" in \\"Filter\\"');
});

it('has a switch that says neither yes nor no refused', async () => {
	const { error } = await run(TAG, { ...OF_OWNER, preview: '={{ $json.look }}' }, [
		{ look: 'maybe' },
	]);
	expect(error?.message).toContain('"Preview"');
	expect(await calls()).toEqual([]);
});
