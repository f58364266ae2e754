/** What the output items of bulk and sequence state actions carry, and which input items they belong to. */
import type { RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN } from '../support/batches';
import { itemsOf } from '../support/explorium';
import { fromAi } from '../support/modelFields';
import { enroll, NEW_JOB } from '../support/sequenceStates';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const TAG = 'outreachAddTagsToProspects';
const TAG_ACCOUNTS = 'outreachAddTagsToAccounts';
const FINISH = 'outreachFinishSequenceState';
const OFF = { options: { includeInput: false } };
const ACTION = 'prospectsAddTags';

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 20 } });
});

const run = async (node: string, parameters: object, items: object[]) =>
	itemsOf(await rig.run({ node, parameters: { tags: 'VIP', ...parameters }, items } as RunRequest));

const byId = { selectBy: 'ids', ids: '={{ $json.prospect }}' };

/** Two events of one person: the trigger watches company and role, which change together. */
const EVENTS = [
	{ event: 'new company', prospect: ADA, full_name: 'Ada Morales', email: 'ada@new.test' },
	{ event: 'new role', prospect: ADA, full_name: 'Ada Morales', email: 'ada@new.test' },
];
const batchId = expect.any(Number);
const DONE = { status: 'done', batchId, action: ACTION };

describe('two events of one person', () => {
	it('come out as two items, each of which belongs to one event', async () => {
		const items = await run(TAG, byId, EVENTS);
		expect(items).toEqual(
			EVENTS.map((event, item) => ({
				json: { ...event, ...DONE, id: ADA, name: 'Ada Morales' },
				pairedItem: { item },
			})),
		);
		expect(items[0].json.batchId).toBe(items[1].json.batchId);
		expect(await rig.requests(/\/actions\/prospectsAddTags$/)).toHaveLength(1);
	});

	it('show first what people look for', async () => {
		const [{ json }] = await run(TAG, byId, EVENTS);
		const own = ['name', 'email', 'status', 'id', 'batchId', 'action'];
		expect(Object.keys(json)).toEqual([...own, 'event', 'prospect', 'full_name']);
	});

	it('come out as two items of a batch that is not waited for, too', async () => {
		const items = await run(TAG, { ...byId, waitForCompletion: false }, EVENTS);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[0].json).toMatchObject({ ...EVENTS[0], action: ACTION });
		expect(items[1].json).toMatchObject({ ...EVENTS[1], id: items[0].json.id });
	});

	it('come out as two items of one sequence state', async () => {
		const id = await enroll(rig, ADA, NEW_JOB);
		const sequenceId = { __rl: true, mode: 'id', value: String(NEW_JOB) };
		const parameters = {
			selectBy: 'prospectAndSequence',
			prospectId: '={{ $json.prospect }}',
			sequenceId,
		};
		const items = await run(FINISH, parameters, EVENTS);
		expect(items).toMatchObject(
			EVENTS.map((event, item) => ({
				json: { ...event, id, state: 'finished', changed: true, name: 'Ada Morales' },
				pairedItem: { item },
			})),
		);
		expect(Object.keys(items[0].json).slice(0, 3)).toEqual(['name', 'email', 'state']);
		expect(await rig.requests(/\/actions\/finish$/)).toHaveLength(1);
	});
});

describe('the fields of the input item', () => {
	it('are left out if told so, but for the person', async () => {
		const items = await run(TAG, { ...byId, ...OFF }, EVENTS);
		const json = { ...DONE, id: ADA, name: 'Ada Morales', email: 'ada@new.test' };
		expect(items.map((item) => item.json)).toEqual([json, json]);
		const state = await enroll(rig, BEN, NEW_JOB);
		const parameters = { sequenceStateId: String(state), ...OFF };
		const [finished] = await run(FINISH, parameters, [{ event: 'x', name: 'Ben' }]);
		expect(finished.json).toMatchObject({ id: state, name: 'Ben' });
		expect(finished.json).not.toHaveProperty('event');
	});

	it('may be kept for some items only, which share their batch with the others', async () => {
		const options = { includeInput: '={{ $json.keep }}' };
		const items = await run(TAG, { ...byId, options }, [
			{ prospect: ADA, keep: true },
			{ prospect: BEN, keep: false },
		]);
		expect(items.map(({ json }) => 'keep' in json)).toEqual([true, false]);
		expect(items[0].json.batchId).toBe(items[1].json.batchId);
	});

	it('give way to the fields of the node, and are kept aside', async () => {
		const event = { id: 'evt_1', status: 'new', action: 'changed', prospect: ADA };
		const [{ json }] = await run(TAG, byId, [event]);
		const { prospect, ...aside } = event;
		expect(json).toEqual({ ...DONE, id: ADA, prospect, input: aside });
	});

	it('stay with the item if it names very many records', async () => {
		const ids = Array.from({ length: 101 }, (_, index) => ADA + index);
		await rig.reset(101);
		await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 20 } });
		const items = await run(TAG, { selectBy: 'ids', ids: '={{ $json.ids }}' }, [
			{ ids, list: 'all' },
			{ ids: ids.slice(1), list: 'most' },
		]);
		expect(items).toHaveLength(201);
		expect(items.slice(0, 101).every(({ json }) => !('list' in json))).toBe(true);
		expect(items.slice(101).every(({ json }) => json.list === 'most')).toBe(true);
	});

	it('are refused where the option is neither on nor off', async () => {
		const parameters = { ...byId, tags: 'VIP', options: { includeInput: 'maybe' } };
		const { error } = await rig.run({ node: TAG, parameters, items: EVENTS });
		expect(error?.message).toContain('"Include Input Fields" is "maybe"');
		expect(await rig.requests()).toEqual([]);
	});
});

describe('the person', () => {
	it('is not taken from an item that names several records', async () => {
		const item = { name: 'Everybody', email: 'all@x.test', prospect: [ADA, BEN] };
		const items = await run(TAG, { ...byId, ...OFF }, [item]);
		expect(items.map(({ json }) => json)).toEqual([ADA, BEN].map((id) => ({ ...DONE, id })));
	});

	it('of such an item is not beside the records either where its fields are kept', async () => {
		const item = { name: 'Everybody', email: 'all@x.test', list: 'VIP', prospect: [ADA, BEN] };
		const items = await run(TAG, byId, [item]);
		const { prospect, list, ...input } = item;
		expect(items.map(({ json }) => json)).toEqual(
			[ADA, BEN].map((id) => ({ ...DONE, id, prospect, list, input })),
		);
	});

	it('is somebody else where the item has another address, and the same in another spelling', async () => {
		const { people } = await rig.sandbox.control.state();
		const [ada, ben] = people.map(({ email }) => email);
		const parameters = { selectBy: 'emails', emails: '={{ $json.found }}', ...OFF };
		const items = await run(TAG, parameters, [
			{ found: ben, name: 'Ada Morales', email: ada },
			{ found: ada.toUpperCase(), name: 'Ada Morales', email: ada },
		]);
		expect(items.map(({ json }) => [json.id, json.name, json.email])).toEqual([
			[BEN, undefined, ben],
			[ADA, 'Ada Morales', ada],
		]);
	});

	it('comes without what a run before said of it', async () => {
		const old = { status: 'failed', info: 'Too long', error: 'refused', details: { kind: 'x' } };
		const [{ json }] = await run(TAG, byId, [{ ...old, prospect: ADA, title: 'CEO' }]);
		expect(json).toEqual({ ...DONE, id: ADA, prospect: ADA, title: 'CEO', input: old });
		const id = await enroll(rig, BEN, NEW_JOB);
		const finish = { sequenceStateId: String(id) };
		const [finished] = await run(FINISH, finish, [{ error: 'refused', title: 'CEO' }]);
		expect(finished.json).toMatchObject({ id, title: 'CEO', input: { error: 'refused' } });
		expect(finished.json).not.toHaveProperty('error');
	});

	it('is known by the address that found it, whatever else the item says', async () => {
		const { people } = await rig.sandbox.control.state();
		const emails = people.slice(0, 2).map(({ email }) => email);
		const one = { selectBy: 'emails', emails: '={{ $json.addresses }}' };
		const [{ json }] = await run(TAG, one, [{ addresses: emails[0], email: 'other@x.test' }]);
		expect(json).toEqual({
			...DONE,
			id: ADA,
			email: emails[0],
			addresses: emails[0],
			input: { email: 'other@x.test' },
		});
		const both = await run(TAG, { ...one, ...OFF }, [{ addresses: emails }]);
		expect(both.map((item) => item.json.email)).toEqual(emails);
	});

	it('is what the filter has read of it, and nothing more is read', async () => {
		const { people } = await rig.sandbox.control.state();
		const condition = [{ field: 'emails', operator: 'is', value: people[0].email }];
		const byFilter = { selectBy: 'filter', filter: { condition }, applyToAll: true };
		await rig.sandbox.control.clearRequests();
		const items = await run(TAG, { ...byFilter, ...OFF }, [{ name: 'VIP list' }]);
		expect(items.map(({ json }) => json)).toEqual([{ ...DONE, id: ADA, email: people[0].email }]);
		const [, list] = await rig.requests(/\/prospects$/);
		expect(list.query['fields[prospect]']).toBe('emails');
	});

	it('is a company where the action works on accounts', async () => {
		const action = 'accountAddTags';
		const parameters = { selectBy: 'domain', domain: '={{ $json.site }}', ...OFF };
		const sites = [
			{ site: 'bluepeak.example', name: 'Bluepeak' },
			{ site: 'northwind-robotics.example', name: 'Ada', email: 'ada@x.test' },
		];
		const items = await run(TAG_ACCOUNTS, parameters, sites);
		expect(items.map(({ json }) => json)).toEqual([
			{ ...DONE, action, id: 102, name: 'Bluepeak', domain: 'bluepeak.example' },
			{ ...DONE, action, id: 101, domain: 'northwind-robotics.example' },
		]);
	});
});

describe('as the tool of an AI agent', () => {
	const call = async (options: object) => {
		const { output, error } = await rig.host.callTool({
			node: `${TAG}Tool`,
			parameters: { selectBy: 'ids', ids: fromAi('prospect'), tags: fromAi('email'), options },
			args: { prospect: String(ADA), email: 'not an address' },
			credentials: outreachCredential(rig.sandbox),
		});
		expect(error).toBeNull();
		return JSON.parse(output ?? '') as unknown;
	};

	it('leaves out what the model has said itself, unless the option is added', async () => {
		expect(await call({})).toEqual([{ ...DONE, id: ADA }]);
		const kept = [expect.objectContaining({ ...DONE, id: ADA, prospect: String(ADA) })];
		expect(await call({ includeInput: true })).toEqual(kept);
	});
});
