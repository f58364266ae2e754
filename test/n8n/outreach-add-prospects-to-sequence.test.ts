import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachAddProspectsToSequence';
const ACTION = /\/batches\/actions\/prospectsAddToSequence$/;
const ADA = 1001;
const BEN = 1002;
const SEQUENCE = 11;
const LOCKED = 13;
const MAILBOX = 41;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 50 } });
});

const picked = (value: unknown) => ({ __rl: true, mode: 'list', value });

const add = async (items: object[], more: object = {}) =>
	await rig.run({
		node: NODE,
		parameters: {
			selectBy: 'ids',
			ids: '={{ $json.id }}',
			sequenceId: picked(SEQUENCE),
			mailboxId: { __rl: true, mode: 'id', value: '={{ $json.mailbox || 41 }}' },
			...more,
		},
		items: items as Array<Record<string, unknown>>,
		onError: 'continueErrorOutput',
	});

it('adds prospects with one batch', async () => {
	const items = itemsOf(await add([{ id: ADA }, { id: BEN }]));
	expect(items.map((item) => [origins(item), item.json.status])).toEqual([
		[[0], 'done'],
		[[1], 'done'],
	]);
	const actions = await rig.requests(ACTION);
	expect(actions.map(({ requestBody }) => requestBody.data.attributes)).toEqual([
		{ ids: [ADA, BEN], sequenceId: SEQUENCE, mailboxId: MAILBOX },
	]);
	const { people } = await rig.sandbox.control.state();
	expect(people[0].outreach?.sequences).toEqual([
		{ sequenceId: SEQUENCE, state: 'active', mailboxId: MAILBOX },
	]);
});

it('looks at each sequence and each mailbox once', async () => {
	const pairs = [11, 12].flatMap((sequence) =>
		[41, 42].map((mailbox) => ({ id: ADA, sequence, mailbox })),
	);
	await add(pairs, { sequenceId: { __rl: true, mode: 'id', value: '={{ $json.sequence }}' } });
	const looks = await rig.requests(/\/(sequences|mailboxes)\/\d+$/);
	expect(looks.map(({ path }) => path.split('/').slice(-2).join('/')).sort()).toEqual([
		'mailboxes/41',
		'mailboxes/42',
		'sequences/11',
		'sequences/12',
	]);
});

it('fails only the prospects that Outreach cannot add', async () => {
	itemsOf(await add([{ id: ADA }]));
	const { output } = await add([{ id: ADA }, { id: BEN }]);
	expect(output?.[0].map(origins)).toEqual([[1]]);
	expect(JSON.stringify(output?.[1])).toContain('already active in this sequence');
});

it('refuses a locked sequence before anybody is added', async () => {
	const { output } = await add([{ id: ADA }, { id: BEN }], { sequenceId: picked(LOCKED) });
	expect(output?.[1]).toHaveLength(2);
	expect(JSON.stringify(output?.[1])).toContain('The sequence 13 (Locked by admin) is locked');
	expect(await rig.requests(ACTION)).toEqual([]);
});

it('says that a sequence is turned off', async () => {
	const { output, hints } = await add([{ id: ADA }], { sequenceId: picked(14) });
	expect(output?.[0]).toHaveLength(1);
	expect(JSON.stringify(hints)).toContain('The sequence 14 (Disabled draft) is turned off');
	expect(JSON.stringify((await add([{ id: BEN }])).hints ?? [])).not.toContain('turned off');
});

it('refuses a mailbox that cannot send before anybody is added', async () => {
	const { output } = await add([{ id: ADA, mailbox: 43 }, { id: BEN }]);
	expect(output?.[0].map(origins)).toEqual([[1]]);
	expect(JSON.stringify(output?.[1])).toContain('The mailbox 43 (toni@seller.example) cannot send');
	expect(await rig.requests(ACTION)).toHaveLength(1);
});

it('says which sequence is not there', async () => {
	const { output } = await add([{ id: ADA }], { sequenceId: picked(999) });
	const said = String(output?.[1][0].json.error);
	expect(said).toContain('"Sequence" is 999, but Outreach has no sequence with this ID');
	expect(said).toContain("Could not find 'sequence' with ID '999'");
	expect(await rig.requests(ACTION)).toEqual([]);
});

it('leaves it to Outreach where it may not look itself', async () => {
	const scopes = ['batches.all', 'prospects.all', 'sequenceStates.all'];
	const { access_token } = await rig.sandbox.control.tokens({ scopes });
	const credentials = outreachCredential(rig.sandbox, access_token);
	const parameters = {
		sequenceId: picked(LOCKED),
		mailboxId: picked(MAILBOX),
		selectBy: 'ids',
		ids: ADA,
	};
	const { error } = await rig.run({ node: NODE, parameters, items: [{}], credentials });
	expect(error?.message).toContain('Sequence is locked.');
	expect(await rig.requests(ACTION)).toHaveLength(1);
});

it('sends overrides of steps as they are', async () => {
	const options = { stepOverrides: '[{"id": 5, "subject": "Hello"}]' };
	itemsOf(await add([{ id: ADA }], { options }));
	const [{ requestBody }] = await rig.requests(ACTION);
	expect(requestBody.data.attributes.stepOverrides).toEqual([{ id: 5, subject: 'Hello' }]);
});

it.each(['{"id": 5}', '[1]', '[{'])('refuses overrides that are no list: %s', async (text) => {
	const { output } = await add([{ id: ADA }], { options: { stepOverrides: text } });
	expect(JSON.stringify(output?.[1])).toContain('is not a JSON list of objects');
	expect(await rig.requests(ACTION)).toEqual([]);
});

it.each([
	['Sequence', { sequenceId: { __rl: true, mode: 'id', value: 'eleven' } }],
	['Mailbox', { mailboxId: { __rl: true, mode: 'id', value: '={{ $json.nothing || "0" }}' } }],
])('refuses what is no ID of a %s', async (label, parameters) => {
	const { output } = await add([{ id: ADA }], parameters);
	expect(JSON.stringify(output?.[1])).toContain(label);
	expect(await rig.requests(ACTION)).toEqual([]);
});

describe('pickers', () => {
	const search = async (method: string, filter?: string, accessToken?: string) =>
		await rig.host.listSearch({
			node: NODE,
			method,
			filter,
			credentials: outreachCredential(rig.sandbox, accessToken),
		});

	it('lists sequences that are on and not locked', async () => {
		const { results } = await search('searchSequences');
		expect(results.map(({ name }) => name)).toEqual([
			'New job outreach',
			'Role change congratulations',
		]);
		expect((await search('searchSequences', 'ROLE')).results).toEqual([
			{ name: 'Role change congratulations', value: 12 },
		]);
	});

	it('lists mailboxes that can send', async () => {
		const { results } = await search('searchMailboxes');
		expect(results.map(({ value }) => value)).toEqual([41, 42]);
	});

	it('says which scope is missing', async () => {
		const { access_token } = await rig.sandbox.control.tokens({ scopes: ['users.read'] });
		await expect(search('searchMailboxes', '', access_token)).rejects.toMatchObject({
			details: { description: expect.stringContaining('mailboxes.read') },
		});
	});
});
