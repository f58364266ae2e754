import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import type { SandboxPerson, SaleshandyView } from '../support/sandbox';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'saleshandyUpdateProspectStatusInSequence';
const CHANGES = /\/prospects\/status$/;
const HISTORY = /\/minimal\/sequences$/;

let rig: VendorRig;
let sequences: SaleshandyView['sequences'];
let ada: SandboxPerson;
let ben: SandboxPerson;

beforeAll(async () => {
	rig = await startVendorRig('saleshandy');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	({ sequences } = await rig.sandbox.control.saleshandy());
	[ada, ben] = (await rig.sandbox.control.state()).people;
});

const sequence = (title: string) => {
	const found = sequences.find((one) => one.title === title);
	if (found === undefined) throw new Error(`No sequence ${title}`);
	return found;
};

const put = async (person: SandboxPerson, title: string, status: string) => {
	const { id: sequenceId, steps } = sequence(title);
	await rig.sandbox.control.setSaleshandyEnrollment({
		prospectId: person.saleshandy.id,
		sequenceId,
		stepId: steps[0].id,
		status,
	});
};

const choice = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
const one = (status: string, title = 'Outbound', more: Json = {}): Json => ({
	prospectId: choice(ada.saleshandy.id),
	status,
	sequenceId: choice(sequence(title).id),
	...more,
});
const all = (status: string, more: Json = {}): Json => ({
	prospectId: choice(ada.saleshandy.id),
	status,
	sequences: 'all',
	...more,
});
const run = async (parameters: Json, more: Partial<RunRequest> = {}) =>
	await rig.run({ node: NODE, parameters, ...more });
const statuses = async (person = ada) =>
	Object.fromEntries(
		(await rig.sandbox.control.person(person.email)).saleshandy.sequences.map(
			({ title, status }) => [title, status],
		),
	);
const changes = async () =>
	(await rig.requests(CHANGES)).map(({ requestBody }) => requestBody as Json);
const switches = async (saleshandy: Json) => await rig.sandbox.control.switches({ saleshandy });
const fault = async (order: Json) =>
	await rig.sandbox.control.fault({ vendor: 'saleshandy', ...order });
const once = { requestOptions: { maxAttempts: 1 } };

describe('one sequence', () => {
	it.each([
		['active', 'paused'],
		['active', 'finished'],
		['paused', 'active'],
		['paused', 'finished'],
		['waiting', 'paused'],
	])('goes from %s to %s, proven by the history', async (from, to) => {
		await put(ada, 'Outbound', from);
		await put(ada, 'New job', 'active');
		const [item] = itemsOf(await run(one(to)));
		expect(item.json).toEqual({
			prospectId: ada.saleshandy.id,
			status: to,
			changed: true,
			sequences: [
				{ sequenceId: sequence('Outbound').id, title: 'Outbound', from, to, changed: true },
			],
		});
		expect(await statuses()).toEqual({ Outbound: to, 'New job': 'active' });
		expect(await changes()).toEqual([
			{
				prospectAndSequenceIds: [
					{ prospectId: ada.saleshandy.id, sequenceId: sequence('Outbound').id },
				],
				status: to,
			},
		]);
		expect(await rig.requests(HISTORY)).toHaveLength(2);
	});

	it.each([
		['paused', 'paused'],
		['active', 'active'],
		['finished', 'finished'],
		['finished', 'paused'],
		['replied', 'paused'],
		['unsubscribed', 'paused'],
		['unsubscribed', 'finished'],
		['bounced', 'finished'],
		['bounced', 'paused'],
		['replied', 'finished'],
	])('is left alone where it is %s, and %s was wanted', async (from, to) => {
		await put(ada, 'Outbound', from);
		const [item] = itemsOf(await run(one(to)));
		expect(item.json).toMatchObject({ changed: false, sequences: [{ from, to: from }] });
		expect(item.json).not.toHaveProperty('confirmed');
		expect(await changes()).toEqual([]);
	});

	it('is paused for some days, also if it is paused already', async () => {
		for (const status of ['active', 'paused']) {
			await put(ada, 'Outbound', status);
			const options = { pauseDelayInDays: 14 };
			expect(itemsOf(await run(one('paused', 'Outbound', { options })))[0].json.changed).toBe(true);
		}
		expect((await changes()).map((body) => body.pauseDelayInDays)).toEqual([14, 14]);
	});

	it('must be one that the prospect is in', async () => {
		await put(ada, 'New job', 'active');
		for (const status of ['paused', 'active', 'finished']) {
			const { error } = await run(one(status));
			expect(error?.message).toBe(
				`The prospect ${ada.saleshandy.id} is not in the Saleshandy sequence ${sequence('Outbound').id} [item 0]`,
			);
			expect(error?.description).toContain(`"New job" (${sequence('New job').id})`);
			expect(error?.description).toContain('Nothing was changed.');
		}
		expect(await changes()).toEqual([]);
	});

	it.each(['unsubscribed', 'replied', 'bounced'])(
		'is never active for who has %s',
		async (from) => {
			await put(ada, 'Outbound', from);
			for (const parameters of [one('active'), all('active')]) {
				const { error } = await run(parameters);
				expect(error?.message).toContain(
					`is not made active: the status in the Saleshandy sequence "Outbound" (${sequence('Outbound').id}) is "${from}"`,
				);
			}
			expect(await changes()).toEqual([]);
		},
	);

	it('is not active for who has unsubscribed elsewhere', async () => {
		await put(ada, 'Outbound', 'paused');
		await put(ada, 'New job', 'unsubscribed');
		expect((await run(one('active'))).error?.message).toContain('"New job"');
		await put(ada, 'New job', 'replied');
		expect(itemsOf(await run(one('active')))[0].json.changed).toBe(true);
	});
});

describe('all sequences', () => {
	it('are those that are not finished, each in a call of its own', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ada, 'New job', 'finished');
		await put(ada, 'Calls only', 'paused');
		await put(ada, 'Win back', 'unsubscribed');
		const [item] = itemsOf(await run(all('finished')));
		expect(item.json).toMatchObject({
			changed: true,
			sequences: [
				{ title: 'Outbound', from: 'active', to: 'finished', changed: true },
				{ title: 'Calls only', from: 'paused', to: 'finished', changed: true },
				{ title: 'Win back', from: 'unsubscribed', to: 'unsubscribed', changed: false },
			],
		});
		expect(await statuses()).toEqual({
			Outbound: 'finished',
			'New job': 'finished',
			'Calls only': 'finished',
			'Win back': 'unsubscribed',
		});
		const bodies = await changes();
		expect(bodies).toHaveLength(2);
		for (const body of bodies) expect(body.prospectAndSequenceIds).toHaveLength(1);
		expect(await rig.requests(/\/sequences\/status/)).toEqual([]);
	});

	it('keep a bounce and a reply, so that nobody is enrolled again as if nothing had happened', async () => {
		await put(ada, 'Outbound', 'bounced');
		await put(ada, 'New job', 'replied');
		await put(ada, 'Calls only', 'active');
		const [item] = itemsOf(await run(all('finished')));
		expect(item.json.sequences).toMatchObject([
			{ title: 'Outbound', from: 'bounced', to: 'bounced', changed: false },
			{ title: 'New job', from: 'replied', to: 'replied', changed: false },
			{ title: 'Calls only', from: 'active', to: 'finished', changed: true },
		]);
		expect(await statuses()).toEqual({
			Outbound: 'bounced',
			'New job': 'replied',
			'Calls only': 'finished',
		});
	});

	it('say who has unsubscribed, so that nobody is written to at another address', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ada, 'New job', 'finished');
		await rig.sandbox.control.optOut(ada.id, 'saleshandy');
		const [item] = itemsOf(await run(all('finished')));
		expect(item.json).toMatchObject({
			prospectId: ada.saleshandy.id,
			changed: false,
			unsubscribed: true,
		});
		expect(await changes()).toEqual([]);
	});

	it.each(['finished', 'paused', 'active'])('may be none, with %s', async (status) => {
		const [item] = itemsOf(await run(all(status)));
		expect(item.json).toEqual({
			prospectId: ada.saleshandy.id,
			status,
			changed: false,
			sequences: [],
		});
		expect(await changes()).toEqual([]);
	});

	it('fail with the one that failed, and say which were changed', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ada, 'New job', 'active');
		await fault({ path: 'prospects/status', status: 400, body: { message: '4001: No' }, after: 1 });
		const { error } = await run(all('finished'));
		expect(error?.message).toBe(
			`Setting the prospect ${ada.saleshandy.id} to "finished" in the sequence "New job" (${sequence('New job').id}) failed: Saleshandy refused the request (400): 4001: No [item 0]`,
		);
		expect(error?.description).toContain(
			`Already changed: ${ada.saleshandy.id} in "Outbound" (${sequence('Outbound').id}).`,
		);
		expect(await statuses()).toEqual({ Outbound: 'finished', 'New job': 'active' });
	});

	it('that stop name all that was changed, also for others, and by address', async () => {
		const titles = ['Outbound', 'New job', 'Win back'];
		for (const title of titles) {
			await put(ada, title, 'active');
			await put(ben, title, 'active');
		}
		await fault({
			path: 'prospects/status',
			status: 400,
			body: { message: '4001: No' },
			after: 2,
			times: 99,
		});
		const { error } = await run(
			all('finished', { prospectId: choice('={{ $json.e }}', 'email') }),
			{
				items: [{ e: ada.email }, { e: ben.email }, { e: ada.email }],
			},
		);
		expect(error?.message).toContain(`Setting the prospect ${ada.email} to "finished"`);
		const said = `${error?.message} ${error?.description}`;
		for (const person of [ada, ben]) {
			expect(said).not.toContain(person.saleshandy.id);
			for (const [title, status] of Object.entries(await statuses(person))) {
				const name = `${person.email} in "${title}" (${sequence(title).id})`;
				if (status === 'finished') expect(error?.description).toContain(name);
				else expect(error?.description).not.toContain(name);
			}
		}
		expect((await changes()).length).toBeGreaterThan(2);
	});

	it('that stop name the changes of which nobody knows whether they were made', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ada, 'New job', 'active');
		await fault({ path: 'prospects/status', drop: 'before', after: 1, times: 99 });
		const { error } = await run(
			all('finished', { prospectId: choice(ada.email, 'email'), ...once }),
		);
		expect(error?.description).toContain(
			`Already changed: ${ada.email} in "Outbound" (${sequence('Outbound').id}).`,
		);
		expect(error?.description).toContain(
			`Whether it was changed is not known of: ${ada.email} in "New job" (${sequence('New job').id}).`,
		);
	});

	it('say nothing of the ID where the prospect was given by address', async () => {
		await fault({
			path: 'minimal/sequences',
			status: 400,
			body: { message: '4001: No' },
			times: 9,
		});
		const { error } = await run(all('finished', { prospectId: choice(ada.email, 'email') }));
		expect(error?.message).toContain(`The sequences of the prospect ${ada.email} cannot be read.`);
		expect(`${error?.message} ${error?.description}`).not.toMatch(
			new RegExp(`${ada.saleshandy.id}|By Email`),
		);
	});
});

describe('whom it is about', () => {
	it('is found by email once, and items about the same one are joined', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ben, 'Outbound', 'active');
		const parameters = one('paused', 'Outbound', { prospectId: choice('={{ $json.e }}', 'email') });
		const items = [{ e: ada.email.toUpperCase() }, { e: ben.email }, { e: ada.email }];
		const found = itemsOf(await run(parameters, { items }));
		expect(found.map((item) => [origins(item), item.json.email, item.json.changed])).toEqual([
			[[0], ada.email, true],
			[[1], ben.email, true],
			[[2], ada.email, true],
		]);
		expect(await rig.requests(/\/prospects$/)).toHaveLength(2);
		expect(await changes()).toHaveLength(2);
	});

	it('is refused if nobody has the address, before anything is changed', async () => {
		await put(ada, 'Outbound', 'active');
		const parameters = one('paused', 'Outbound', { prospectId: choice('={{ $json.e }}', 'email') });
		const items = [{ e: ada.email }, { e: 'nobody@example.com' }];
		const { error } = await run(parameters, { items });
		expect(error?.message).toContain('Saleshandy has no prospect with the email');
		expect(await changes()).toEqual([]);
	});

	it('is refused if the ID is that of nobody', async () => {
		const { error } = await run(one('paused', 'Outbound', { prospectId: choice('1001') }));
		expect(error?.message).toContain('"Prospect" is "1001": its sequences cannot be read.');
		expect(error?.description).toContain('1001 looks like an Outreach ID');
	});
});

describe('several items about one prospect', () => {
	const byItem = () => ({
		prospectId: choice(ada.saleshandy.id),
		status: '={{ $json.status }}',
		sequenceId: choice('={{ $json.sequence }}'),
	});

	it('are done in their order', async () => {
		await put(ada, 'Outbound', 'active');
		const id = sequence('Outbound').id;
		const items = ['paused', 'active', 'active', 'paused'].map((status) => ({
			status,
			sequence: id,
		}));
		const found = itemsOf(await run(byItem(), { items }));
		expect(found.map((item) => [origins(item), item.json.sequences])).toMatchObject([
			[[0], [{ from: 'active', to: 'paused' }]],
			[[1], [{ from: 'paused', to: 'active' }]],
			[[2], [{ from: 'paused', to: 'active' }]],
			[[3], [{ from: 'active', to: 'paused' }]],
		]);
		expect(await statuses()).toEqual({ Outbound: 'paused' });
		expect(await rig.requests(HISTORY)).toHaveLength(2);
	});

	it('fail alone, but for what was planned on them', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ada, 'New job', 'active');
		await fault({ path: 'prospects/status', status: 400, body: { message: '4001: No' } });
		const items = [
			{ status: 'finished', sequence: sequence('Outbound').id },
			{ status: 'paused', sequence: sequence('Outbound').id },
			{ status: 'paused', sequence: sequence('New job').id },
			{ status: 'paused', sequence: 'nope' },
		];
		const { output } = await run(byItem(), { items, onError: 'continueErrorOutput' });
		expect(output?.map((some) => some.flatMap(origins))).toEqual([[2], [0, 1, 3]]);
		expect(String(output?.[1][1].json.error)).toContain('was not made, as one before it');
		expect(await statuses()).toEqual({ Outbound: 'active', 'New job': 'paused' });
	});
});

describe('proof', () => {
	beforeEach(async () => await put(ada, 'Outbound', 'active'));

	it('counts as failed what Saleshandy counts as failed', async () => {
		await switches({ statusChange: 'counted-as-failed' });
		const { error } = await run(one('paused'));
		expect(error?.message).toContain('it counts 0 changed and 1 failed');
	});

	it('counts as failed what the history disproves', async () => {
		await switches({ statusChange: 'counted-only' });
		const { error } = await run(one('paused'));
		expect(error?.message).toContain(
			'is not confirmed: Saleshandy counted the change, but the status is "active"',
		);
		expect(await rig.requests(HISTORY)).toHaveLength(4);
	});

	it.each([{ historyStatus: 'upper-case' }, { historyIds: 'id-only' }])(
		'reads a history with %j',
		async (form) => {
			await switches(form);
			const [item] = itemsOf(await run(one('paused')));
			expect(item.json.sequences).toMatchObject([{ from: 'active', to: 'paused' }]);
			expect(item.json).not.toHaveProperty('confirmed');
		},
	);

	it('changes nobody whose status is not told, as that may be an opt-out', async () => {
		await switches({ historyStatus: 'absent' });
		await put(ada, 'Outbound', 'unsubscribed');
		await put(ada, 'New job', 'active');
		for (const status of ['active', 'paused', 'finished']) {
			for (const parameters of [one(status), all(status)]) {
				const { error } = await run(parameters);
				expect(error?.message).toContain(
					`is not made ${status}: Saleshandy does not tell the status`,
				);
				expect(error?.description).toContain('Open the prospect in Saleshandy');
				expect(error?.description).toContain('Nothing was changed.');
			}
		}
		expect(await statuses()).toEqual({ Outbound: 'unsubscribed', 'New job': 'active' });
		expect(await changes()).toEqual([]);
	});

	it('is missing where the history cannot be read afterwards', async () => {
		await fault({ path: 'minimal/sequences', status: 500, after: 1, times: 9 });
		const result = await run(one('finished', 'Outbound', once));
		expect(itemsOf(result)[0].json).toMatchObject({ changed: true, confirmed: false });
		expect(JSON.stringify(result.hints)).toContain('is not confirmed');
	});

	it('stops people whose history cannot be read, but wakes up nobody', async () => {
		await fault({ path: 'minimal/sequences', status: 500, times: 99 });
		const result = await run(one('finished', 'Outbound', once));
		expect(itemsOf(result)[0].json).toMatchObject({
			changed: true,
			confirmed: false,
			sequences: [{ from: null, to: 'finished' }],
		});
		expect(JSON.stringify(result.hints)).toContain('status before is not known');
		expect(await statuses()).toEqual({ Outbound: 'finished' });
		for (const parameters of [one('active', 'Outbound', once), all('finished', once)]) {
			expect((await run(parameters)).error?.message).toContain('(500)');
		}
		expect(await changes()).toHaveLength(1);
	});

	it('is looked for where the answer was lost for good', async () => {
		await fault({ path: 'prospects/status', drop: 'after' });
		expect(itemsOf(await run(one('paused', 'Outbound', once)))[0].json.changed).toBe(true);
		await fault({ path: 'prospects/status', drop: 'before' });
		const { error } = await run(one('active', 'Outbound', once));
		expect(error?.message).toContain('The connection to Saleshandy broke');
	});

	it('repeats after a lost answer, as that does no harm', async () => {
		await fault({ path: 'prospects/status', drop: 'after' });
		expect(itemsOf(await run(one('paused')))[0].json.changed).toBe(true);
		expect(await changes()).toHaveLength(2);
	});
});

describe('refusals', () => {
	it.each<[string, Json, string]>([
		['a status that is none', { status: 'replied' }, '"Status" is "replied", but must be one of'],
		['no sequence', { sequenceId: choice('={{ undefined }}') }, '"Sequence" is empty'],
		['a delay of nothing', { options: { pauseDelayInDays: 0 } }, '"Pause Delay (Days)" is 0'],
		[
			'a delay that is not for a pause',
			{ status: 'finished', options: { pauseDelayInDays: 3 } },
			'goes with the status Paused only',
		],
	])('refuses %s before anything is sent', async (_, more, message) => {
		const { error } = await run({ ...one('paused'), ...more });
		expect(error?.message).toContain(message);
		expect(await rig.requests()).toEqual([]);
	});

	it.each([401, 403, 404, 422, 429])('reports %i', async (status) => {
		await put(ada, 'Outbound', 'active');
		const body = { error: true, message: 'No' };
		await fault({ status, body, times: 99 });
		const { error } = await run(one('paused', 'Outbound', once));
		expect(error).toMatchObject({ httpCode: String(status) });
		expect(await statuses()).toEqual({ Outbound: 'active' });
	});

	it('stops at the first prospect that fails and says how many were done', async () => {
		await put(ada, 'Outbound', 'active');
		await put(ben, 'Outbound', 'active');
		await fault({ path: 'prospects/status', status: 403, body: { message: 'No' }, after: 1 });
		const requestOptions = { callsAtOnce: 1 };
		const prospectId = choice('={{ $json.id }}');
		const { error } = await run(one('paused', 'Outbound', { prospectId, requestOptions }), {
			items: [ada, ben].map(({ saleshandy: { id } }) => ({ id })),
		});
		expect(error?.itemIndex).toBe(1);
		expect(error?.description).toContain('Of 2 prospects, 1 has the new status.');
	});
});

it('lists sequences to choose from', async () => {
	const { results } = await rig.host.listSearch({
		node: NODE,
		method: 'searchSequences',
		credentials: saleshandyCredential(rig.sandbox),
	});
	expect(results).toContainEqual({ name: 'Outbound', value: sequence('Outbound').id });
});
