import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachCreateTask';
const TASKS = /\/tasks$/;
const ADA = 1001;
const BEN = 1002;
const NORTHWIND = 101;
const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });
const ada = { prospectId: picked(String(ADA)) };
const byItem = { prospectId: picked('={{ $json.id }}'), note: '={{ $json.note }}' };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

const run = async (parameters: Json, items?: Json[], more: Partial<RunRequest> = {}) =>
	await rig.run({
		node: NODE,
		parameters: { requestOptions: { maxAttempts: 2, longestWait: 5 }, ...parameters },
		items,
		...more,
	});
const jsonsOf = async (...given: Parameters<typeof run>) =>
	itemsOf(await run(...given)).map(({ json }) => json);

const sent = async (method: string) =>
	(await rig.requests(TASKS)).filter((request) => request.method === method);
const fault = async (outcome: Partial<FaultOrder>) =>
	await rig.sandbox.control.fault({
		vendor: 'outreach',
		path: '/tasks$',
		method: 'POST',
		...outcome,
	});
const tasksOf = async (id: number) => {
	const { people } = await rig.sandbox.control.state();
	return people.find(({ outreach }) => outreach?.id === id)?.outreach?.tasks ?? [];
};

describe('a task', () => {
	it('is created for the owner of the prospect, for the next working day', async () => {
		const [json] = await jsonsOf({ ...ada, note: 'Say congratulations' });
		expect(json).toMatchObject({
			id: expect.any(Number),
			created: true,
			action: 'action_item',
			note: 'Say congratulations',
			state: 'incomplete',
			prospectId: ADA,
			accountId: null,
		});
		const due = new Date(String(json.dueAt));
		expect(due.getTime()).toBeGreaterThan(Date.now());
		expect([0, 6]).not.toContain(due.getUTCDay());
		const owner = (await rig.sandbox.control.state()).people.find(
			({ outreach }) => outreach?.id === ADA,
		)?.outreach?.ownerId;
		expect(json.ownerId).toBe(owner);
		expect((await sent('POST')).map(({ requestBody }) => requestBody)).toEqual([
			{
				data: {
					type: 'task',
					attributes: {
						action: 'action_item',
						dueAt: due.toISOString().replace('.000Z', 'Z'),
						note: 'Say congratulations',
					},
					relationships: {
						owner: { data: { type: 'user', id: owner } },
						subject: { data: { type: 'prospect', id: ADA } },
					},
				},
			},
		]);
	});

	it('is created for an account, a user and a time', async () => {
		const [json] = await jsonsOf({
			subjectType: 'account',
			accountId: picked(NORTHWIND),
			action: 'in_person',
			due: 'at',
			dueAt: '2035-01-31T10:00:00+01:00',
			assignTo: 'user',
			ownerId: picked('3'),
		});
		expect(json).toMatchObject({
			action: 'in_person',
			dueAt: '2035-01-31T09:00:00.000Z',
			accountId: NORTHWIND,
			prospectId: null,
			ownerId: 3,
			note: null,
		});
		expect(await rig.requests(/\/accounts/)).toEqual([]);
	});

	it('is due at 9:00 of a date, in the time zone of the workflow', async () => {
		// That is America/New_York unless n8n is told otherwise.
		const dates = ['2035-01-31', '2035-07-31', '2035-01-31T14:30'];
		const items = itemsOf(
			await run(
				{ ...ada, due: 'at', dueAt: '={{ $json.at }}' },
				dates.map((at) => ({ at })),
			),
		);
		expect(items.map(({ json }) => json.dueAt)).toEqual([
			'2035-01-31T14:00:00.000Z',
			'2035-07-31T13:00:00.000Z',
			'2035-01-31T19:30:00.000Z',
		]);
	});

	it('is raw when not simplified', async () => {
		const [json] = await jsonsOf({ ...ada, output: 'raw' });
		expect(json).toMatchObject({
			id: expect.any(Number),
			created: true,
			type: 'task',
			attributes: { action: 'action_item' },
		});
	});

	it('comes for each item, and looks an owner up once', async () => {
		const items = [ADA, ADA, BEN].map((id) => ({ id, note: 'Same' }));
		const made = itemsOf(await run(byItem, items));
		expect(made.map(origins)).toEqual([[0], [1], [2]]);
		expect(new Set(made.map(({ json }) => json.id)).size).toBe(3);
		expect(await tasksOf(ADA)).toHaveLength(2);
		expect(await rig.requests(/\/prospects\/\d+$/)).toHaveLength(2);
	});
});

describe('a reference', () => {
	const once = { options: { reference: '={{ $json.event }}' } };

	it('stands at the end of the note, and makes no second task', async () => {
		const parameters = { ...ada, note: 'Call her', options: { reference: 'evt_1' } };
		const [first] = await jsonsOf(parameters);
		expect([first.created, first.note]).toEqual([true, 'Call her\n\nReference: evt_1']);
		const [second] = await jsonsOf({ ...parameters, note: 'Another note' });
		expect([second.id, second.created, second.note]).toEqual([first.id, false, first.note]);
		expect(await tasksOf(ADA)).toHaveLength(1);
	});

	it('is told from a longer one, and from that of another record', async () => {
		await jsonsOf({ ...byItem, ...once }, [{ id: ADA, note: 'a', event: 'evt_1' }]);
		const made = await jsonsOf({ ...byItem, ...once }, [
			{ id: ADA, note: 'b', event: 'evt_12' },
			{ id: ADA, note: 'b', event: 'evt_' },
			{ id: BEN, note: 'b', event: 'evt_1' },
		]);
		expect(made.map(({ created }) => created)).toEqual([true, true, true]);
	});

	it('makes one task for several items, and says whose note was left out', async () => {
		const result = await run({ ...byItem, ...once }, [
			{ id: ADA, note: 'a', event: 'r1' },
			{ id: ADA, note: 'a2', event: 'r1' },
			{ id: ADA, note: 'a2', event: 'r1 ' },
			{ id: ADA, note: 'b', event: 'r2' },
			{ id: ADA, note: 'b', event: 'r2' },
		]);
		const made = itemsOf(result).map(({ json }) => json);
		expect(made.map(({ created }) => created)).toEqual([true, false, false, true, false]);
		expect(new Set(made.slice(0, 3).map(({ id }) => id)).size).toBe(1);
		expect(result.hints?.map(({ message }) => message)).toEqual([
			expect.stringMatching(/another note, .* was left out: reference "r1"\.$/),
		]);
		expect(await tasksOf(ADA)).toHaveLength(2);
	});

	it('makes one task for several items', async () => {
		const items = itemsOf(
			await run({ ...byItem, ...once }, [
				{ id: ADA, note: 'a', event: 'evt_1' },
				{ id: ADA, note: 'b', event: 'evt_1' },
				{ id: ADA, note: 'c', event: 'evt_2' },
			]),
		);
		expect(items.map(origins)).toEqual([[0], [1], [2]]);
		expect(await sent('POST')).toHaveLength(2);
	});

	it('finds no task that is done', async () => {
		const parameters = { ...ada, options: { reference: 'evt_1' } };
		const [first] = await jsonsOf(parameters);
		const done = {
			type: 'task',
			id: first.id,
			attributes: { state: 'complete', taskType: 'manual', note: 'Reference: evt_1' },
		};
		await fault({
			method: 'GET',
			status: 200,
			body: {
				data: [{ ...done, relationships: { prospect: { data: { type: 'prospect', id: ADA } } } }],
			},
		});
		expect((await jsonsOf(parameters))[0].created).toBe(true);
	});

	it.each([
		['only tasks of other records', BEN, { note: 'Reference: evt_1' }],
		['a task without its note', ADA, {}],
	])('creates nothing where Outreach lists %s', async (_, id, more) => {
		const attributes = { state: 'incomplete', taskType: 'manual', ...more };
		const relationships = { prospect: { data: { type: 'prospect', id } } };
		const body = { data: [{ type: 'task', id: 9001, attributes, relationships }] };
		await fault({ method: 'GET', status: 200, body });
		const { error } = await run({ ...ada, options: { reference: 'evt_1' } });
		expect(error?.message).toContain('has entries that cannot be read: 1');
		expect(await sent('POST')).toEqual([]);
	});

	it('creates nothing where the tasks cannot be read', async () => {
		await fault({ method: 'GET', times: 'always', status: 500 });
		const { error } = await run({ ...ada, options: { reference: 'evt_1' } });
		expect(error?.message).toContain('500');
		expect(await sent('POST')).toEqual([]);
	});
});

describe('what is refused before anything is sent', () => {
	it.each([
		[{ prospectId: picked('abc') }, '"Prospect" is "abc", but must be an Outreach ID'],
		[{ prospectId: picked('={{ undefined }}') }, '"Prospect" is empty'],
		[{ subjectType: 'account', accountId: picked('={{ null }}') }, '"Account" is empty'],
		[{ ...ada, action: 'fax' }, '"Type" is "fax", but must be one of action_item (Action Item)'],
		[{ ...ada, due: 'at', dueAt: '3/15/2035' }, '"Due At" is "3/15/2035", but must be a date'],
		[{ ...ada, due: 'at', dueAt: '={{ undefined }}' }, '"Due At" is empty'],
		[{ ...ada, assignTo: 'user', ownerId: picked('={{ null }}') }, '"Owner" is empty'],
		[{ ...ada, note: '={{ undefined }}' }, '"Note" is empty'],
		[
			{ ...ada, note: 'x'.repeat(65_536) },
			'"Note" has 65536 characters, but a note may have at most',
		],
		[{ ...ada, options: { reference: '' } }, '"Once Per Reference" is empty'],
		[
			{ ...ada, options: { reference: 'a\nb' } },
			'"Once Per Reference" is "a b", but must be one line',
		],
	])('%#: %j', async (parameters: Json, message) => {
		expect((await run(parameters)).error?.message).toContain(message);
		expect(await rig.requests(/\/api\/v2\//)).toEqual([]);
	});
});

describe('failures', () => {
	const usual = { ...ada, note: 'Say congratulations' };

	it.each([
		['a lost answer', { drop: 'after' as const }],
		['a 500', { status: 500, applyFirst: true }],
		['half an answer', { truncate: true }],
	])('finds the task that %s left behind', async (_, outcome) => {
		await fault(outcome);
		const [json] = await jsonsOf(usual);
		expect(json).toMatchObject({ created: true, note: usual.note });
		expect(await tasksOf(ADA)).toHaveLength(1);
		expect(await sent('POST')).toHaveLength(1);
	});

	it('finds it by its reference', async () => {
		await fault({ drop: 'after' });
		const [json] = await jsonsOf({ ...usual, options: { reference: 'evt_1' } });
		expect(json.created).toBe(true);
		expect(await sent('POST')).toHaveLength(1);
	});

	it.each([{}, { options: { reference: 'evt_1' } }])('creates none again: %j', async (more) => {
		await fault({ drop: 'before' });
		const { error } = await run({ ...usual, ...more }, undefined, retrying);
		expect(error?.message).toContain(
			`The connection to Outreach broke before its answer arrived. Whether Outreach carried the call out is not known: look at the tasks of the prospect ${ADA}`,
		);
		expect(await sent('POST')).toHaveLength(1);
		expect(await tasksOf(ADA)).toEqual([]);
	});

	const task = (id: number, note: string | null) => ({
		data: {
			type: 'task',
			id,
			attributes: { action: 'action_item', taskType: 'manual', note },
			relationships: { prospect: { data: { type: 'prospect', id: ADA } } },
		},
	});

	it.each([
		['another task', task(1, 'zz')],
		['a task that was never made', task(987_654, usual.note)],
	])('does not take an answer about %s for its own', async (_, body) => {
		await fault({ status: 201, body });
		const { error } = await run(usual, undefined, retrying);
		expect(error?.message).toContain('Whether Outreach carried the call out is not known');
		expect(error?.message).toContain(`look at the tasks of the prospect ${ADA}`);
		expect(await sent('POST')).toHaveLength(1);
	});

	it('finds its task where the answer is about another one', async () => {
		await fault({ status: 201, body: task(1, 'zz'), applyFirst: true });
		const [json] = await jsonsOf(usual);
		expect(json).toMatchObject({ created: true, note: usual.note, prospectId: ADA });
		expect(await tasksOf(ADA)).toHaveLength(1);
	});

	it('takes no other task for the lost one', async () => {
		await jsonsOf({ ...usual, note: 'Another note' });
		await jsonsOf({ ...usual, action: 'call' });
		await jsonsOf({ ...usual, due: 'at', dueAt: '2035-01-31' });
		await rig.sandbox.control.clearRequests();
		await fault({ drop: 'before' });
		expect((await run(usual)).error?.message).toContain('broke');
	});

	it('takes no task of another item for the lost one', async () => {
		await fault({ after: 1, drop: 'before' });
		const { output } = await run(
			byItem,
			[1, 2].map(() => ({ id: ADA, note: 'Same' })),
			{
				onError: 'continueErrorOutput',
			},
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
		expect(await tasksOf(ADA)).toHaveLength(1);
	});

	it('creates each once when a later one is refused, however often it is tried', async () => {
		await fault({ after: 1, times: 1, status: 422, body: { errors: [{ id: 'x', title: 'No' }] } });
		const items = ['a', 'b', 'c'].map((note) => ({ id: ADA, note }));
		const made = await jsonsOf(
			{ ...byItem, options: { reference: '={{ $json.note }}' } },
			items,
			retrying,
		);
		expect(made.map(({ created }) => created)).toEqual([true, true, true]);
		expect((await tasksOf(ADA)).map(({ note }) => note).sort()).toEqual([
			'a\n\nReference: a',
			'b\n\nReference: b',
			'c\n\nReference: c',
		]);
		expect(await sent('POST')).toHaveLength(4);
	});

	it('creates again in each run', async () => {
		await jsonsOf(usual);
		await jsonsOf(usual);
		expect(await tasksOf(ADA)).toHaveLength(2);
	});

	it('says that the record has no owner', async () => {
		const attributes = { name: 'No one', owner: null };
		const body = { data: { type: 'prospect', id: ADA, attributes, relationships: {} } };
		await fault({ method: 'GET', path: `/prospects/${ADA}$`, status: 200, body });
		const { error } = await run(usual);
		expect(error?.message).toContain(
			`The prospect ${ADA} has no owner, so it is not known whose task`,
		);
		expect(error?.description).toContain('Set "Assign To" to "A User"');
		expect(await sent('POST')).toEqual([]);
	});

	it('says that the record is not there', async () => {
		const { error } = await run({ prospectId: picked(424242) });
		expect(error?.message).toContain(
			'"Prospect" is 424242, but Outreach has no prospect with this ID',
		);
		const other = await run({ prospectId: picked(424242), assignTo: 'user', ownerId: picked(2) });
		expect(other.error?.message).toContain('Subject must exist');
	});

	it('names the scope, and says to reconnect', async () => {
		const scopes = ['prospects.all', 'accounts.all', 'users.read'];
		const { access_token } = await rig.sandbox.control.tokens({ scopes });
		const credentials = outreachCredential(rig.sandbox, access_token);
		const { error } = await run(usual, undefined, { credentials });
		expect(error?.message).toContain("required scope 'tasks.write'");
		expect(error?.description).toContain('Add the scope tasks.write to Scope in the credential');
		expect(error?.description).toContain('Then reconnect the credential');
		expect(error?.description).toContain('Nothing was changed');
	});

	it.each([401, 403, 422, 429])('a %i creates nothing', async (status) => {
		await fault({ times: 'always', status });
		const { error } = await run({ ...usual, requestOptions: { maxAttempts: 1, longestWait: 0 } });
		expect(error?.message).toContain(String(status));
		expect(await tasksOf(ADA)).toEqual([]);
	});
});
