import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, CHIARA } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { testAnswers } from '../support/outreachAnswers';
import { act, enroll, NEW_JOB, ROLE_CHANGE, TURNED_OFF } from '../support/sequenceStates';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachGetManySequenceStates';
const PATH = /\/sequenceStates$/;
const ADA_EMAIL = 'ada.morales@northwind-robotics.example';
const BEN_EMAIL = 'ben.okafor@bluepeak.example';

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());
afterEach(async () => {
	expect((await rig.sandbox.control.counters()).schemaViolations).toBe(0);
});

const run = async (parameters: object = {}, more: Partial<RunRequest> = {}) =>
	await rig.run({ node: NODE, parameters: { ...parameters }, ...more });

const all = (filters: object = {}, more: object = {}) => ({ searchBy: 'all', filters, ...more });
const byId = { searchBy: 'ids', ids: '={{ $json.id }}' };
const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

const idsOf = async (parameters: object) =>
	itemsOf(await run(parameters))
		.map(({ json }) => json.id)
		.sort();

const queries = async () => (await rig.requests(PATH)).map(({ query }) => query);

describe('people', () => {
	it('get one item for each sequence they are in, by email', async () => {
		const first = await enroll(rig, ADA, NEW_JOB, 'finished');
		const second = await enroll(rig, ADA, ROLE_CHANGE, 'paused');
		const third = await enroll(rig, BEN);
		await enroll(rig, CHIARA);
		const items = itemsOf(
			await run(
				{ emails: '={{ $json.email }}' },
				{
					items: [
						{ email: BEN_EMAIL },
						{ email: ADA_EMAIL.toUpperCase() },
						{ email: 'nobody@example.com' },
					],
				},
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], third],
			[[1], first],
			[[1], second],
		]);
		expect(items[2].json).toEqual({
			id: second,
			state: 'paused',
			reason: 'manual',
			prospectId: ADA,
			prospectName: 'Ada Morales',
			prospectEmail: ADA_EMAIL,
			sequenceId: ROLE_CHANGE,
			sequenceName: 'Role change congratulations',
			mailboxId: 41,
			stateChangedAt: expect.any(String),
		});
		expect(await rig.requests(/\/prospects$/)).toHaveLength(1);
		expect(await queries()).toEqual([
			{
				newFilterSyntax: 'true',
				'filter[prospect][id][]': [String(BEN), String(ADA)],
				include: 'prospect,sequence',
				'fields[prospect]': 'name,emails',
				'fields[sequence]': 'name',
				'page[size]': '1000',
			},
		]);
	});

	it('are found by ID in one call for all items, without looking them up', async () => {
		const first = await enroll(rig, ADA);
		const second = await enroll(rig, BEN);
		const items = itemsOf(await run(byId, { items: [{ id: [ADA, BEN] }, { id: ADA }] }));
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], first],
			[[0], second],
			[[1], first],
		]);
		expect(await rig.requests()).toHaveLength(1);
	});

	it('share calls only with those who ask for the same', async () => {
		const first = await enroll(rig, ADA, NEW_JOB, 'finished');
		const second = await enroll(rig, ADA, ROLE_CHANGE);
		const items = itemsOf(
			await run(
				{ ...byId, filters: { state: '={{ $json.state }}' } },
				{
					items: [
						{ id: ADA, state: 'finished' },
						{ id: ADA, state: 'Not Finished' },
						{ id: BEN, state: ['finished'] },
					],
				},
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], first],
			[[1], second],
		]);
		expect(await rig.requests(PATH)).toHaveLength(2);
	});

	it('are told from others where a server does not mind the filter', async () => {
		const first = await enroll(rig, ADA);
		await enroll(rig, BEN);
		const list = await raw([first, ADA], [first + 1, BEN]);
		await answerOnce({ data: list });
		const items = itemsOf(await run({ searchBy: 'ids', ids: ADA }));
		expect(items.map(({ json }) => json.id)).toEqual([first]);
	});

	it('fit into as many calls as addresses are long', async () => {
		await rig.reset(600);
		await enroll(rig, ADA);
		const last = await enroll(rig, ADA + 599);
		const ids = Array.from({ length: 600 }, (_, index) => ADA + index);
		const items = itemsOf(await run({ searchBy: 'ids', ids }));
		expect(items).toHaveLength(2);
		expect(items[1].json.id).toBe(last);
		const sent = await queries();
		expect(sent.length).toBeGreaterThan(1);
		expect(sent.flatMap((one) => one['filter[prospect][id][]'])).toHaveLength(600);
	});
});

describe('nobody', () => {
	it.each([
		['in a sequence', { searchBy: 'ids', ids: '={{ $json.id }}' }, /with the ID 1002/],
		['known', { emails: 'nobody@example.com' }, /with the email nobody@example\.com/],
	])('%s gives nothing, or fails if told', async (_, parameters, said) => {
		await enroll(rig, ADA);
		expect((await run(parameters, { items: [{ id: BEN }] })).output).toEqual([[]]);
		const options = { ifNotFound: 'error' };
		const { output } = await run(
			{ ...parameters, options },
			{ items: [{ id: BEN }], onError: 'continueErrorOutput' },
		);
		expect(output?.[0]).toEqual([]);
		const [{ json }] = output?.[1] ?? [];
		expect(json.error).toMatch(/^Outreach has no sequence state of a prospect/);
		expect(json.error).toMatch(said);
	});

	it('is told apart from others, so that a workflow can go on with them', async () => {
		const id = await enroll(rig, ADA);
		const { output } = await run(
			{ ...byId, filters: { state: ['notFinished'] }, options: { ifNotFound: 'error' } },
			{ items: [{ id: BEN }, { id: ADA }], onError: 'continueErrorOutput' },
		);
		expect(output?.[0].map((item) => [origins(item), item.json.id])).toEqual([[[1], id]]);
		expect(output?.[1].map(origins)).toEqual([[0]]);
		expect(output?.[1][0].json.error).toContain('that matches the filters');
	});

	it.each([
		['of a prospect with the ID 1002 that matches the filters', byId],
		['that matches the filters', { searchBy: 'all', sequenceId: picked(ROLE_CHANGE) }],
	])('gets an item that says so if told: none %s', async (wanted, parameters) => {
		const id = await enroll(rig, ADA);
		const { output } = await run(
			{ ...parameters, filters: { state: ['notFinished'] }, options: { ifNotFound: 'item' } },
			{ items: [{ id: BEN }] },
		);
		expect(output?.[0].map((item) => [origins(item), item.json])).toEqual([
			[[0], { found: false, reason: `Outreach has no sequence state ${wanted}` }],
		]);
		const found = itemsOf(
			await run({ ...byId, options: { ifNotFound: 'item' } }, { items: [{ id: ADA }] }),
		);
		expect(found.map(({ json }) => json)).toEqual([expect.objectContaining({ id, found: true })]);
	});
});

describe('lists', () => {
	it('give the last changed first, to each item that asks', async () => {
		const first = await enroll(rig, ADA);
		await rig.sandbox.control.clock({ advanceSeconds: 60 });
		const second = await enroll(rig, BEN);
		const items = itemsOf(await run(all(), { items: [{}, {}] }));
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], second],
			[[0], first],
			[[1], second],
			[[1], first],
		]);
		expect(await queries()).toMatchObject([{ sort: '-stateChangedAt', 'page[size]': '50' }]);
		expect(itemsOf(await run(all({}, { limit: 1 }))).map(({ json }) => json.id)).toEqual([second]);
	});

	it('return all if told', async () => {
		for (let id = ADA; id < ADA + 8; id += 1) await enroll(rig, id);
		expect(await idsOf(all({}, { limit: 3 }))).toHaveLength(3);
		expect(await idsOf(all({}, { returnAll: true }))).toHaveLength(8);
	});

	it('are narrowed down by sequence, account, state and time', async () => {
		const first = await enroll(rig, ADA, NEW_JOB);
		const second = await enroll(rig, BEN, ROLE_CHANGE);
		const third = await enroll(rig, CHIARA, TURNED_OFF, 'disabled');
		await rig.sandbox.control.clock({ advanceSeconds: 3600 });
		await act(rig, second, 'finish');
		const [{ json }] = itemsOf(await run({ searchBy: 'ids', ids: BEN }));
		const changedAt = json.stateChangedAt as string;
		const before = new Date(Date.parse(changedAt) - 1_800_000).toISOString();
		expect(await idsOf(all({}, { sequenceId: picked(NEW_JOB) }))).toEqual([first]);
		expect(await idsOf(all({ state: ['notFinished'] }))).toEqual([first, third]);
		expect(await idsOf(all({ state: ['finished', 'disabled'] }))).toEqual([second, third]);
		expect(await idsOf(all({ state: 'Opted Out, active' }))).toEqual([first]);
		expect(await idsOf(all({ changedAfter: before }))).toEqual([second]);
		expect(await idsOf(all({ changedBefore: before }))).toEqual([first, third]);
		expect(await idsOf(all({ changedAfter: before, state: ['active'] }))).toEqual([]);
		expect(await idsOf(all({ accountId: '={{ 101 }}' }))).toEqual([first]);
		expect(await idsOf(all({ accountId: '999' }))).toEqual([]);
		const last = (await queries()).slice(-2);
		expect(last).toMatchObject([
			{ newFilterSyntax: 'true', 'filter[account][id]': '101' },
			{ 'filter[account][id]': '999' },
		]);
	});

	it('point out what does not match', async () => {
		const id = await enroll(rig, ADA);
		await answerOnce({ data: await raw([id, ADA]) });
		const { output, hints } = await run(all({ state: ['finished'] }));
		expect(output?.[0]).toHaveLength(1);
		expect(JSON.stringify(hints)).toContain('do not match the filters (1 of 1)');
	});

	it.each([
		['blank', { accountId: '', changedAfter: '', changedBefore: ' ', state: [] }],
		['null', { accountId: null, changedAfter: null, state: null }],
	])('take filters left empty for none: %s', async (_, filters) => {
		await enroll(rig, ADA);
		expect(await idsOf(all(filters))).toHaveLength(1);
		expect((await queries())[0]).not.toHaveProperty('newFilterSyntax');
	});
});

describe('what is shown', () => {
	it('is the record as it came if not simplified', async () => {
		const id = await enroll(rig, ADA);
		const [{ json }] = itemsOf(await run({ searchBy: 'ids', ids: ADA, output: 'raw' }));
		expect(json).toMatchObject({
			id,
			type: 'sequenceState',
			attributes: { state: 'active', activeAt: expect.any(String) },
			relationships: { sequence: { data: { id: NEW_JOB } } },
		});
		expect((await queries())[0]).not.toHaveProperty('include');
	});

	it('takes ids that are text', async () => {
		await rig.sandbox.control.switches({ outreach: { idsAsText: true } });
		const id = Number(await enroll(rig, ADA));
		const [{ json }] = itemsOf(await run({ searchBy: 'ids', ids: ADA }));
		expect(json).toMatchObject({ id, prospectId: ADA, prospectName: 'Ada Morales' });
	});

	it.each([
		['none', undefined],
		['null', null],
		['no list', { prospect: 1 }],
		['odd entries', [null, 'x', { type: 'prospect' }, { type: 7, id: ADA }]],
	])('goes without names where Outreach sends %s along', async (_, included) => {
		const id = await enroll(rig, ADA);
		await answerOnce({ data: await raw([id, ADA]), included });
		const [{ json }] = itemsOf(await run({ searchBy: 'ids', ids: ADA }));
		expect(json).toMatchObject({ id, prospectId: ADA, prospectName: null, sequenceName: null });
	});
});

describe('input that is refused', () => {
	it.each([
		['Emails', { emails: 'Ada' }],
		['Emails', { emails: '={{ $json.nothing }}' }],
		['Outreach Prospect IDs', { searchBy: 'ids', ids: '={{ [] }}' }],
		['Outreach Prospect IDs', { searchBy: 'ids', ids: ADA_EMAIL }],
		['Sequence', all({}, { sequenceId: picked('={{ $json.nothing }}') })],
		['Sequence', all({}, { sequenceId: picked('={{ "" }}') })],
		['Sequence', all({}, { sequenceId: picked('New job') })],
		['State', all({ state: '={{ $json.nothing }}' })],
		['State', all({ state: '={{ [] }}' })],
		['State', all({ state: ['running'] })],
		['State', all({ state: '={{ ["active", null] }}' })],
		['Outreach Account ID', all({ accountId: '={{ $json.nothing }}' })],
		['Outreach Account ID', all({ accountId: 'Northwind' })],
		['Changed After', all({ changedAfter: '={{ null }}' })],
		['Changed After', all({ changedAfter: '31.01.2026' })],
		['Changed Before', all({ changedBefore: '={{ "" }}' })],
		['Changed After', all({ changedAfter: '2026-02-01', changedBefore: '2026-01-31' })],
		['Limit', all({}, { limit: 0 })],
	])('names "%s": %j', async (field, parameters) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(new RegExp(`^"${field}" .*\\[item 0\\]$`));
		expect(await rig.requests()).toEqual([]);
	});

	it('costs only its own items when the node goes on', async () => {
		const id = await enroll(rig, ADA);
		const { output } = await run(
			{ ...byId, filters: { state: '={{ $json.state }}' } },
			{
				items: [{ id: ADA, state: 'active' }, { id: ADA }, { id: 'x', state: 'active' }],
				onError: 'continueErrorOutput',
			},
		);
		expect(output?.[0].map((item) => [origins(item), item.json.id])).toEqual([[[0], id]]);
		expect(output?.[1].map(origins)).toEqual([[1], [2]]);
	});
});

describe('the list of sequences', () => {
	it('has those that are off or locked too', async () => {
		const { results } = await rig.host.listSearch({
			node: NODE,
			method: 'searchAnySequences',
			credentials: outreachCredential(rig.sandbox),
		});
		expect(results.map(({ name }) => name).sort()).toEqual([
			'Disabled draft – off',
			'Locked by admin – locked',
			'New job outreach',
			'Role change congratulations',
		]);
	});
});

describe('answers', () => {
	testAnswers({
		rig: () => rig,
		start: async () => await enroll(rig, ADA),
		run: async (_, { parameters, ...more }) =>
			await run({ ...all(), ...parameters }, { items: [{}, {}], ...more }),
		call: { method: 'GET', path: '/sequenceStates$' },
		scope: 'sequenceStates.read',
	});
});

/** Sequence states as Outreach lists them. */
async function raw(...states: Array<[id: number, prospect: number]>): Promise<Json[]> {
	return states.map(([id, prospect]) => ({
		type: 'sequenceState',
		id,
		attributes: { state: 'active' },
		relationships: {
			prospect: { data: { type: 'prospect', id: prospect } },
			sequence: { data: { type: 'sequence', id: NEW_JOB } },
		},
	}));
}

async function answerOnce(body: unknown): Promise<void> {
	await rig.sandbox.control.fault({
		vendor: 'outreach',
		path: '/sequenceStates$',
		status: 200,
		body,
	});
}
