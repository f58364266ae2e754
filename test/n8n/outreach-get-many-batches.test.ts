import type { RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, CHIARA, startBatch, startWaitingBatch } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { testAnswers } from '../support/outreachAnswers';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachGetManyBatches';
const PATH = /\/batches$/;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
});

const run = async (parameters: object = {}, more: Partial<RunRequest> = {}) =>
	await rig.run({ node: NODE, parameters: { ...parameters }, ...more });

const idsOf = async (parameters: object) =>
	itemsOf(await run(parameters)).map(({ json }) => json.id);

/** Tags for Ada, then tags for Ben that wait, then an owner for Ben and Chiara. */
const startThree = async () => {
	const waiting = { switches: { confirmationThreshold: -1 } };
	const first = await startBatch(rig, [ADA], waiting);
	const second = await startWaitingBatch(rig, [BEN]);
	const third = await startBatch(rig, [BEN, CHIARA], {
		action: 'prospectsAssignOwner',
		attributes: { ownerId: 1 },
		...waiting,
	});
	return [first, second, third];
};

describe('lists', () => {
	it('gives the newest first, to each item that asks for it', async () => {
		const [first, second, third] = await startThree();
		const items = itemsOf(await run({}, { items: [{}, {}] }));
		const newest = [third, second, first];
		expect(items.map(({ json }) => json.id)).toEqual([...newest, ...newest]);
		expect(items.map(origins)).toEqual([[0], [0], [0], [1], [1], [1]]);
		expect(items[0].json).toMatchObject({ action: 'prospectsAssignOwner', total: 2 });
		expect(items[0].json).not.toHaveProperty('payload');
		const [{ query }, ...others] = await rig.requests(PATH);
		expect(query).toEqual({ sort: '-createdAt', 'page[size]': '50' });
		expect(others).toEqual([]);
	});

	it('answers each item that asks for another list', async () => {
		const [first, , third] = await startThree();
		const items = itemsOf(
			await run(
				{ filters: { prospectId: '={{ $json.id }}', state: 'finished' } },
				{ items: [{ id: CHIARA }, { id: String(ADA) }, { id: CHIARA }] },
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], third],
			[[1], first],
			[[2], third],
		]);
		expect(await rig.requests(PATH)).toHaveLength(2);
	});

	it('filters by action, state and prospect', async () => {
		const [first, second, third] = await startThree();
		expect(await idsOf({ filters: { action: ' prospectsAddTags ' } })).toEqual([second, first]);
		expect(await idsOf({ filters: { state: 'confirming' } })).toEqual([second]);
		expect(await idsOf({ filters: { prospectId: BEN } })).toEqual([third, second]);
		const all = { action: 'prospectsAddTags', state: 'confirming', prospectId: String(ADA) };
		expect(await idsOf({ filters: all })).toEqual([]);
		const [{ query }] = (await rig.requests(PATH)).slice(-1);
		expect(query).toEqual({
			newFilterSyntax: 'true',
			'filter[action]': 'prospectsAddTags',
			'filter[prospect][id]': String(ADA),
			'filter[state]': 'confirming',
			sort: '-createdAt',
			'page[size]': '50',
		});
	});

	it.each([
		['', ''],
		[' ', ' '],
		[null, null],
	])('takes a filter left empty for none: %j', async (action, prospectId) => {
		await startThree();
		expect(await idsOf({ filters: { action, prospectId, state: '' } })).toHaveLength(3);
		expect((await rig.requests(PATH))[0].query).not.toHaveProperty('newFilterSyntax');
	});

	it('takes a filter literally', async () => {
		await startThree();
		expect(await idsOf({ filters: { state: 'confirming,finished & more' } })).toEqual([]);
		const [{ query }] = await rig.requests(PATH);
		expect(query['filter[state]']).toBe('confirming,finished & more');
	});

	it('sorts as told', async () => {
		const [first, second, third] = await startThree();
		expect(await idsOf({ options: { sortBy: 'createdAt' } })).toEqual([first, second, third]);
		expect((await idsOf({ options: { sortBy: '-total' } }))[0]).toBe(third);
		expect((await idsOf({ options: { sortBy: '-finishedAt' } }))[2]).toBe(second);
		expect((await idsOf({ options: { sortBy: 'state' } }))[0]).toBe(second);
	});

	it('names the known states where no batch has the one that was asked for', async () => {
		const odd = await run({ filters: { state: 'waiting' } });
		expect(odd.output).toEqual([[]]);
		expect(JSON.stringify(odd.hints)).toContain('Known states are confirming, pending');
		const known = await run({ filters: { state: 'failed' } });
		expect(JSON.stringify(known.hints ?? [])).not.toContain('Known states');
	});

	it('returns as many as told, or all', async () => {
		for (let count = 0; count < 60; count += 1) await startBatch(rig, [ADA]);
		expect(await idsOf({})).toHaveLength(50);
		expect(await idsOf({ limit: 3 })).toHaveLength(3);
		expect(new Set(await idsOf({ returnAll: true })).size).toBe(60);
	});

	it('returns the raw attributes when not simplified, and takes ids that are text', async () => {
		await rig.sandbox.control.switches({ outreach: { idsAsText: true } });
		const id = await startBatch(rig, [ADA]);
		const [{ json }] = itemsOf(await run({ output: 'raw' }));
		expect(json).toMatchObject({ id, payload: { tags: ['x'] } });
	});
});

describe('input that is refused', () => {
	it.each([
		['Outreach Prospect ID', 'zero', { filters: { prospectId: '0' } }],
		['Outreach Prospect ID', 'text', { filters: { prospectId: 'Ada' } }],
		['Outreach Prospect ID', 'a fraction', { filters: { prospectId: 1.5 } }],
		['Outreach Prospect ID', 'a list', { filters: { prospectId: '1001, 1002' } }],
		['Action', 'a list', { filters: { action: '={{ ["prospectsAddTags"] }}' } }],
		['State', 'a number', { filters: { state: '={{ 5 }}' } }],
		['Action', 'an expression that finds nothing', { filters: { action: '={{ $json.nothing }}' } }],
		['State', 'an empty expression', { filters: { state: '={{ "" }}' } }],
		['Outreach Prospect ID', 'null', { filters: { prospectId: '={{ null }}' } }],
		['Limit', 'zero', { limit: 0 }],
		['Limit', 'a fraction', { limit: 2.5 }],
		['Sort By', 'an unknown order', { options: { sortBy: 'name' } }],
	])('refuses as %s %s', async (field, _, parameters) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(new RegExp(`^"${field}" .*\\[item 0\\]$`));
		expect(await rig.requests()).toEqual([]);
	});

	it('fails only the items with such input when the node goes on', async () => {
		const [first] = await startThree();
		const { output } = await run(
			{ filters: { prospectId: '={{ $json.id }}' } },
			{ items: [{ id: 'x' }, { id: ADA }, { id: '0' }], onError: 'continueErrorOutput' },
		);
		expect(output?.[0].map((item) => [origins(item), item.json.id])).toEqual([[[1], first]]);
		expect(output?.[1].map(origins)).toEqual([[0], [2]]);
	});
});

describe('answers', () => {
	testAnswers({
		rig: () => rig,
		start: async () => await startBatch(rig, [ADA]),
		run: async (_, { parameters, ...more }) => await run(parameters, { items: [{}, {}], ...more }),
		call: { method: 'GET', path: '/batches$' },
		scope: 'batches.read',
	});
});
