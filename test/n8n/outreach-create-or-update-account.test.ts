import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { callOutreach } from '../support/outreachApi';
import { readWorld } from '../support/outreachWorld';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachCreateOrUpdateAccount';
const ACCOUNTS = /\/accounts(\/\d+)?$/;
const NORTHWIND = 101;
const BLUEPEAK = 102;
/** An account that Outreach does not list, because nobody named it. */
const UNNAMED = 990;
const NORTHWINDS = 'northwind-robotics.example';
const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

/** What the tests look at, which is more than a simplified account has. */
const SHOWN = {
	output: 'selectedFields',
	fields:
		'created,updated,duplicates,sameName,notTaken,name,domain,customId,tags,industry,numberOfEmployees,locality,websiteUrl,named,ownerId,custom1',
};

const run = async (parameters: Json, items?: Json[], more: Partial<RunRequest> = {}) =>
	await rig.run({
		node: NODE,
		parameters: { requestOptions: { maxAttempts: 2, longestWait: 5 }, ...SHOWN, ...parameters },
		items,
		...more,
	});
const jsonsOf = async (...given: Parameters<typeof run>) =>
	itemsOf(await run(...given)).map(({ json }) => json);
const oneOf = async (parameters: Json) => (await jsonsOf(parameters))[0];

const byName = (fields: Json) => ({
	fieldsToSet: 'byName',
	fieldValues: { field: Object.entries(fields).map(([name, value]) => ({ name, value })) },
});
const byItem = { companyDomain: '={{ $json.domain }}', companyName: '={{ $json.name }}' };

const accounts = async () => Object.values((await readWorld(rig.sandbox)).accounts);
const accountsOf = async (name: string) =>
	(await accounts()).filter((one) => one.name === name).map(({ domain }) => domain);
const sent = async (method: string) =>
	(await rig.requests(ACCOUNTS)).filter((request) => request.method === method);
const fault = async (outcome: Partial<FaultOrder>) =>
	await rig.sandbox.control.fault({
		vendor: 'outreach',
		path: '/accounts$',
		method: 'POST',
		...outcome,
	});

/** Adds an account past the node. */
async function add(attributes: Json): Promise<number> {
	const { access_token } = await rig.sandbox.control.tokens();
	const body = { data: { type: 'account', attributes: { named: true, ...attributes } } };
	const answer = await callOutreach(rig.sandbox.outreach, access_token, 'POST', '/accounts', body);
	if (answer.status !== 201) throw new Error(JSON.stringify(answer.data));
	const { data } = answer.data as { data: { id: number } };
	await rig.sandbox.control.clearRequests();
	return data.id;
}

describe('creating', () => {
	it('creates a named account with its keys, fields, owner and tags, and reads it back', async () => {
		const json = await oneOf({
			companyDomain: 'https://www.Atlas.test/about?x=1',
			companyName: 'Atlas',
			customId: 'k-1',
			...byName({ industry: 'Retail', numberOfEmployees: '120', custom1: 'B' }),
			ownerId: { __rl: true, mode: 'id', value: '2' },
			tags: 'Job changed, VIP',
		});
		expect(json).toMatchObject({
			id: expect.any(Number),
			created: true,
			updated: false,
			duplicates: [],
			sameName: [],
			notTaken: [],
			name: 'Atlas',
			domain: 'atlas.test',
			customId: 'k-1',
			named: true,
			industry: 'Retail',
			numberOfEmployees: 120,
			custom1: 'B',
			tags: ['Job changed', 'VIP'],
			ownerId: 2,
		});
		const [{ requestBody }, ...others] = await sent('POST');
		expect(others).toEqual([]);
		expect(requestBody).toMatchObject({
			data: { type: 'account', relationships: { owner: { data: { type: 'user', id: 2 } } } },
		});
		expect((await sent('GET')).some(({ path }) => path.endsWith(`/${String(json.id)}`))).toBe(true);
	});

	it('finds in the next run what it has created', async () => {
		const parameters = { companyDomain: 'atlas.test', companyName: 'Atlas' };
		const first = await oneOf(parameters);
		const second = await oneOf(parameters);
		expect([second.id, second.created, second.updated]).toEqual([first.id, false, false]);
		expect(await accountsOf('Atlas')).toEqual(['atlas.test']);
	});

	it('says which account has the name and another domain, and creates one', async () => {
		const json = await oneOf({ companyDomain: 'atlas.test', companyName: 'northwind Robotics' });
		expect(json).toMatchObject({ created: true, sameName: [NORTHWIND] });
	});

	it.each([
		['a domain', { companyDomain: 'atlas.test' }, 'with the domain atlas.test'],
		['a custom ID', { customId: 'k-1' }, 'with the custom ID k-1'],
	])('asks for a name where only %s is known', async (_, parameters, wanted) => {
		expect((await run(parameters)).error?.message).toBe(
			`Outreach has no account ${wanted}, and "Company Name" is empty, so none was created [item 0]`,
		);
		expect(await sent('POST')).toEqual([]);
	});

	it('says so if another execution has created one at the same time', async () => {
		// What the look-up before the creation does not show.
		const other = await add({ name: 'Atlas', domain: 'www.atlas.test' });
		const body = { data: [] };
		await fault({ method: 'GET', times: 1, status: 200, body });
		const { output, hints } = await run({ companyDomain: 'atlas.test', companyName: 'Atlas Inc' });
		const [{ json }] = output?.[0] ?? [];
		expect(json).toMatchObject({ created: true, duplicates: [other] });
		expect(JSON.stringify(hints)).toContain('several accounts with the domain atlas.test');
		expect(await accountsOf('Atlas')).toHaveLength(1);
	});
});

describe('finding', () => {
	it.each([
		['by domain', { companyDomain: NORTHWINDS }],
		['by domain with www', { companyDomain: `www.${NORTHWINDS}` }],
		['by website', { companyDomain: `https://www.${NORTHWINDS}/en/about` }],
		['by domain in another case', { companyDomain: 'Northwind-Robotics.Example' }],
		['by name', { companyName: ' northwind ROBOTICS ' }],
		['by ID', { accountId: String(NORTHWIND) }],
		['by domain, whatever the name', { companyDomain: NORTHWINDS, companyName: 'Northwind AG' }],
		['by ID, with a domain of nobody', { accountId: NORTHWIND, companyDomain: 'new.example' }],
		['by ID and domain', { accountId: NORTHWIND, companyDomain: NORTHWINDS }],
	])('finds %s', async (_, parameters) => {
		const json = await oneOf({ ...parameters, ...byName({ industry: 'Robots' }) });
		expect(json).toMatchObject({
			id: NORTHWIND,
			created: false,
			updated: true,
			industry: 'Robots',
		});
		expect(json.name).toBe('Northwind Robotics');
		expect(await sent('POST')).toEqual([]);
	});

	it.each<[string, Json]>([
		['ID', { accountId: '={{ $json.key ?? "" }}', companyDomain: NORTHWINDS }],
		['custom ID', { customId: '={{ $json.key ?? " " }}', companyDomain: NORTHWINDS }],
		['domain', { companyDomain: '={{ $json.key ?? "" }}', companyName: 'Northwind Robotics' }],
		['name', { companyName: '={{ $json.key ?? "" }}', accountId: NORTHWIND }],
	])('takes no %s, as empty text from an expression, for one that is left out', async (_, keys) => {
		expect(await oneOf(keys)).toMatchObject({ id: NORTHWIND, created: false });
	});

	it('finds an account whose domain has www', async () => {
		const id = await add({ name: 'Atlas', domain: 'www.atlas.test' });
		expect(await oneOf({ companyDomain: 'atlas.test', companyName: 'A' })).toMatchObject({ id });
	});

	it.each([
		['atlas.test', 'https://atlas.test'],
		['Atlas.Test', 'https://atlas.test/'],
		['atlas.test', 'http://www.atlas.test/'],
		['www.atlas.test', 'WWW.atlas.test'],
		['xn--mller-kva.test', 'müller.test'],
		['xn--mller-kva.test', 'https://www.müller.test/'],
	])('finds by %s an account with the domain %s', async (companyDomain, domain) => {
		const id = await add({ name: 'Atlas', domain });
		expect(await oneOf({ companyDomain, companyName: 'A' })).toMatchObject({ id });
		expect(await sent('POST')).toEqual([]);
	});

	it('finds by custom ID, and sets none on an account that is there', async () => {
		const id = await add({ name: 'Atlas', customId: 'k-1' });
		const keys = { customId: 'k-1', companyDomain: 'atlas.test' };
		expect((await oneOf({ ...keys, ...byName({ industry: 'A' }) })).id).toBe(id);
		const other = { customId: 'k-2', companyDomain: NORTHWINDS, ...byName({ industry: 'B' }) };
		expect(await oneOf(other)).toMatchObject({ id: NORTHWIND, customId: null });
		const asked = await oneOf({ companyDomain: NORTHWINDS, ...byName({ customId: 'k-3' }) });
		expect(asked.customId).toBe('k-3');
	});

	it.each([
		[
			{ accountId: 99_999, companyDomain: NORTHWINDS },
			'"Outreach Account ID" is 99999, but Outreach has no',
		],
		[
			{ accountId: 99_999, companyName: 'Northwind Robotics' },
			'"Outreach Account ID" is 99999, but',
		],
		[
			{ accountId: BLUEPEAK, companyDomain: NORTHWINDS },
			`the account 102 with the ID 102, and the account 101 with the domain ${NORTHWINDS}`,
		],
		[
			{ customId: 'k-1', companyDomain: NORTHWINDS },
			`with the custom ID k-1, and the account 101 with the domain ${NORTHWINDS}`,
		],
		[{ customId: 'CRM-7', companyDomain: 'atlas.test' }, '"Custom ID" is CRM-7, but the account '],
		[{ customId: 'CRM-7', companyDomain: 'atlas.test' }, 'has the custom ID k-1'],
	])('writes to no account where keys contradict each other: %j', async (keys, message) => {
		await add({ name: 'Atlas', domain: 'atlas.test', customId: 'k-1' });
		const { error } = await run({ companyName: 'Q', ...keys, ...byName({ industry: 'X' }) });
		expect(error?.message).toContain(message);
		expect([...(await sent('POST')), ...(await sent('PATCH'))]).toEqual([]);
	});

	it('returns nothing for an ID that is not there, where told so', async () => {
		const parameters = { accountId: 99_999, companyDomain: NORTHWINDS, tags: 'a' };
		expect(await jsonsOf({ ...parameters, options: { ifNotFound: 'nothing' } })).toEqual([]);
	});

	it('takes a list of other accounts only for no answer', async () => {
		const attributes = { name: 'Other', domain: 'other.test', customId: null };
		const body = { data: [{ type: 'account', id: 7, attributes }] };
		await fault({ method: 'GET', times: 1, status: 200, body });
		const { error } = await run({ companyDomain: 'atlas.test', companyName: 'Atlas' });
		expect(error?.message).toContain('has entries that cannot be read: 1');
		expect(await sent('POST')).toEqual([]);
	});

	it.each([
		['domain', { companyDomain: NORTHWINDS }, `with the domain ${NORTHWINDS}`],
		['name', { companyName: 'Northwind Robotics' }, 'with the name Northwind Robotics'],
	])('writes nothing where several have the %s, and says which', async (_, parameters, by) => {
		const twin = await add({ name: 'Northwind Robotics', domain: `www.${NORTHWINDS}` });
		const { error } = await run({ ...parameters, ...byName({ industry: 'Robots' }) });
		expect(error?.message).toBe(
			`Outreach has several accounts ${by}: ${NORTHWIND}, ${twin}. Nothing was written [item 0]`,
		);
		expect([...(await sent('POST')), ...(await sent('PATCH'))]).toEqual([]);
	});

	it('finds an account that nobody named by its ID alone', async () => {
		expect(await oneOf({ accountId: UNNAMED })).toMatchObject({ id: UNNAMED, named: false });
		const made = await oneOf({ companyDomain: 'unnamed.test', companyName: 'Unnamed' });
		expect(made).toMatchObject({ created: true, duplicates: [] });
	});
});

describe('updating', () => {
	it('adds tags to those there, and sends only what is new', async () => {
		await oneOf({ accountId: NORTHWIND, tags: 'a, b', ...byName({ industry: 'Retail' }) });
		await rig.sandbox.control.clearRequests();
		const json = await oneOf({
			accountId: NORTHWIND,
			tags: 'B, c',
			...byName({ industry: 'Retail', locality: 'Bern' }),
			ownerId: { __rl: true, mode: 'id', value: '3' },
		});
		expect(json).toMatchObject({ tags: ['a', 'b', 'c'], locality: 'Bern', ownerId: 3 });
		const [{ requestBody }] = await sent('PATCH');
		expect(requestBody).toEqual({
			data: {
				type: 'account',
				id: NORTHWIND,
				attributes: { locality: 'Bern', tags: ['a', 'b', 'c'] },
				relationships: { owner: { data: { type: 'user', id: 3 } } },
			},
		});
	});

	it('sends nothing where nothing is new', async () => {
		await oneOf({ accountId: NORTHWIND, tags: 'a', ...byName({ industry: 'Retail' }) });
		await rig.sandbox.control.clearRequests();
		const json = await oneOf({
			accountId: NORTHWIND,
			tags: 'a',
			...byName({ industry: 'Retail' }),
		});
		expect(json).toMatchObject({ created: false, updated: false, industry: 'Retail' });
		expect(await sent('PATCH')).toEqual([]);
	});

	it('leaves the account as it is, or fails, where told so', async () => {
		const change = byName({ industry: 'Retail' });
		const left = await oneOf({
			companyDomain: NORTHWINDS,
			...change,
			options: { ifFound: 'leave' },
		});
		expect(left).toMatchObject({ id: NORTHWIND, updated: false, industry: null });
		const failing = { companyDomain: NORTHWINDS, ...change, options: { ifFound: 'error' } };
		expect((await run(failing)).error?.message).toBe(
			`Outreach has the account 101 with the domain ${NORTHWINDS} already [item 0]`,
		);
		expect(await sent('PATCH')).toEqual([]);
	});

	it('creates nothing, or fails, where told so', async () => {
		const keys = { companyDomain: 'atlas.test', companyName: 'Atlas' };
		expect(await jsonsOf({ ...keys, options: { ifNotFound: 'nothing' } })).toEqual([]);
		const { error } = await run({ ...keys, options: { ifNotFound: 'error' } });
		expect(error?.message).toBe('Outreach has no account with the domain atlas.test [item 0]');
		expect(await sent('POST')).toEqual([]);
	});

	it('says what Outreach did not take', async () => {
		const body = {
			data: {
				type: 'account',
				id: NORTHWIND,
				attributes: { industry: 'Other' },
				relationships: {},
			},
		};
		await fault({ method: 'GET', path: '/accounts/101$', after: 1, times: 1, status: 200, body });
		const { output, hints } = await run({
			companyDomain: NORTHWINDS,
			...byName({ industry: 'Retail' }),
		});
		expect(output?.[0][0].json).toMatchObject({ updated: true, notTaken: ['industry'] });
		expect(JSON.stringify(hints)).toContain('other values for the account 101 than were sent');
	});

	it('returns the raw account when not simplified', async () => {
		const json = await oneOf({ accountId: BLUEPEAK, output: 'raw' });
		expect(json).toMatchObject({
			id: BLUEPEAK,
			record: { type: 'account', attributes: { domain: 'bluepeak.example' } },
		});
	});
});

describe('several items', () => {
	it('make one account for two people of one company', async () => {
		const items = itemsOf(
			await run({ ...byItem, tags: '={{ $json.tag }}' }, [
				{ domain: 'atlas.test', name: 'Atlas', tag: 'a' },
				{ domain: 'www.Atlas.test', name: 'Atlas Inc', tag: 'b' },
				{ domain: 'bluepeak.example', name: 'Bluepeak', tag: 'a' },
			]),
		);
		expect(items.map((item) => [origins(item), item.json.created])).toEqual([
			[[0], true],
			[[1], true],
			[[2], false],
		]);
		expect(items[0].json).toMatchObject({ name: 'Atlas', tags: ['a', 'b'] });
		expect(await sent('POST')).toHaveLength(1);
	});

	it('make one account, however each names it', async () => {
		const items = itemsOf(
			await run(
				{
					companyDomain: '={{ $json.domain || "" }}',
					companyName: 'Atlas',
					requestOptions: { callsAtOnce: 4 },
				},
				['atlas.test', 'https://www.atlas.test/jobs', 'WWW.ATLAS.TEST'].map((domain) => ({
					domain,
				})),
			),
		);
		expect(items.map(origins)).toEqual([[0], [1], [2]]);
		expect(await accountsOf('Atlas')).toEqual(['atlas.test']);
	});

	it('make one account where their custom IDs differ, and say so', async () => {
		const keys = { companyName: 'Atlas', companyDomain: 'atlas.test' };
		const parameters = { ...keys, customId: '={{ $json.custom }}' };
		const items = [{ custom: 'k-1' }, { custom: 'k-2' }];
		const { output } = await run(parameters, items, { onError: 'continueErrorOutput' });
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1]]]);
		expect(await accountsOf('Atlas')).toHaveLength(1);
	});

	it('make one account although the lists of Outreach show it late', async () => {
		await fault({ method: 'GET', times: 'always', status: 200, body: { data: [] } });
		const keys = { companyName: 'Atlas', companyDomain: '={{ $json.domain }}' };
		const items = itemsOf(
			await run({ ...keys, options: { ifFound: '={{ $json.found }}' } }, [
				{ domain: 'atlas.test', found: 'error' },
				{ domain: 'https://www.atlas.test', found: 'leave' },
			]),
		);
		expect(items.map(({ json }) => json.created)).toEqual([true, false]);
		expect(await sent('POST')).toHaveLength(1);
	});

	it('write the account once that they name by ID and by domain', async () => {
		const parameters = {
			accountId: '={{ $json.id }}',
			companyDomain: NORTHWINDS,
			tags: '={{ $json.tag }}',
		};
		itemsOf(
			await run(parameters, [
				{ id: NORTHWIND, tag: 'a' },
				{ id: NORTHWIND, tag: 'b' },
			]),
		);
		expect(await sent('PATCH')).toHaveLength(1);
		const found = (await accounts()).find(({ domain }) => domain === NORTHWINDS);
		expect(found?.tags).toEqual(['a', 'b']);
	});

	it('lose no tag where different keys lead to one account', async () => {
		const parameters = {
			customId: '={{ $json.id }}',
			companyDomain: NORTHWINDS,
			tags: '={{ $json.tag }}',
		};
		const items = ['k-1', 'k-2', 'k-3'].map((id, index) => ({ id, tag: `t${index}` }));
		itemsOf(await run(parameters, items));
		const found = (await accounts()).find(({ domain }) => domain === NORTHWINDS);
		expect(found?.tags).toEqual(['t0', 't1', 't2']);
	});

	it('fail alone where a domain belongs to another account than the ID', async () => {
		const { output } = await run(
			{
				...byItem,
				companyDomain: '={{ $json.d ?? "" }}',
				companyName: '',
				accountId: '={{ $json.id }}',
				...byName({ industry: '={{ $json.t }}' }),
			},
			[
				{ id: NORTHWIND, t: 'X' },
				{ id: BLUEPEAK, t: 'X', d: NORTHWINDS },
				{ id: NORTHWIND, t: 'Y', d: 'bluepeak.example' },
				{ id: `${NORTHWIND} `, t: 'Z' },
			],
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.map((list) => list.map(origins))).toEqual([
			[[0], [3]],
			[[1], [2]],
		]);
		expect(output?.[0].map(({ json }) => json.industry)).toEqual(['Z', 'Z']);
	});

	it('fail alone', async () => {
		await add({ name: 'Twin', domain: 'www.bluepeak.example' });
		const domains = ['atlas.test', 'bluepeak.example', 'gmail.com'];
		const { output } = await run(
			{ ...byItem },
			domains.map((domain) => ({ domain, name: 'Atlas' })),
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[0]], [[1], [2]]]);
	});
});

describe('what is refused before anything is sent', () => {
	it.each([
		[
			{},
			'"Domain or Website" is empty, and so are "Company Name", "Custom ID", "Outreach Account ID"',
		],
		[{ companyDomain: 'ann@example.com' }, 'This is an email address'],
		[{ companyDomain: 'gmail.com' }, 'This is a domain of personal mailboxes, and no company'],
		[
			{ companyDomain: 'https://www.linkedin.com/company/atlas' },
			'This is a site or an ending that many companies use',
		],
		...['co.uk', 'github.io', 'sites.google.com', 'facebook.com'].map(
			(companyDomain): [Json, string] => [
				{ companyDomain, companyName: 'Q' },
				'many companies use',
			],
		),
		[{ companyDomain: 'Atlas Ventures' }, '"Domain or Website" is "Atlas Ventures", but must be'],
		[{ companyDomain: '={{ undefined }}' }, '"Domain or Website" is empty'],
		[{ companyDomain: 'a.test', accountId: '={{ null }}' }, '"Outreach Account ID" is empty'],
		[
			{ companyDomain: '={{ "" }}', accountId: '={{ "" }}' },
			'"Domain or Website" is empty, and so are "Company Name", "Custom ID", "Outreach Account ID"',
		],
		[{ companyDomain: 'a.test', companyName: '={{ null }}' }, '"Company Name" is empty'],
		[{ customId: 'a, b' }, '"Custom ID" is "a, b", which is not one ID'],
		[{ accountId: 'abc' }, '"Outreach Account ID" is "abc", but must be an Outreach ID'],
		[{ accountId: 101, ...byName({ named: 'false' }) }, '"Named" (named) is false'],
		[{ accountId: 101, ...byName({ name: '' }), options: { clearEmpty: true } }, '"Name" is empty'],
		[{ accountId: 101, ...byName({ tags: 'a' }) }, 'The field "tags" holds a list'],
	])('%j', async (parameters: Json, message) => {
		expect((await run(parameters)).error?.message).toContain(message);
		expect(await rig.requests(ACCOUNTS)).toEqual([]);
	});
});

describe('failures', () => {
	const keys = { companyDomain: 'atlas.test', companyName: 'Atlas' };

	it.each([
		['a lost answer', { drop: 'after' as const }],
		['a 500', { status: 500, applyFirst: true }],
		['half an answer', { truncate: true }],
	])('finds what %s left behind, and creates no second one', async (_, outcome) => {
		await fault(outcome);
		expect(await oneOf(keys)).toMatchObject({ created: true, name: 'Atlas', domain: 'atlas.test' });
		expect(await sent('POST')).toHaveLength(1);
		expect(await accountsOf('Atlas')).toHaveLength(1);
	});

	const foreign = { data: { type: 'account', id: NORTHWIND, attributes: { name: 'q' } } };

	it('does not take an answer about another account for its own', async () => {
		await fault({ status: 201, body: foreign });
		const { error } = await run(keys, undefined, retrying);
		expect(error?.message).toContain('Whether Outreach carried the call out is not known');
		expect(error?.message).toContain('for an account with the domain atlas.test');
		expect(await sent('POST')).toHaveLength(1);
	});

	it('does not believe an answer that only repeats the name', async () => {
		const body = { data: { type: 'account', id: NORTHWIND, attributes: { name: 'Atlas' } } };
		await fault({ status: 201, body });
		const { error } = await run({ companyName: 'Atlas' }, undefined, retrying);
		expect(error?.message).toContain('is not known');
	});

	it('finds its account where the answer is about another one', async () => {
		await fault({ status: 201, body: foreign, applyFirst: true });
		expect(await oneOf(keys)).toMatchObject({ created: true, name: 'Atlas', notTaken: [] });
		expect(await accountsOf('Atlas')).toHaveLength(1);
	});

	it('finds it by name and by custom ID too', async () => {
		for (const one of [{ companyName: 'Atlas' }, { companyName: 'Atlas B', customId: 'k-9' }]) {
			await fault({ drop: 'after' });
			expect((await oneOf(one)).created).toBe(true);
		}
		expect(await sent('POST')).toHaveLength(2);
	});

	it('creates none again while it cannot be found', async () => {
		await fault({ drop: 'before' });
		const { error } = await run(keys, undefined, retrying);
		expect(error?.message).toContain('The connection to Outreach broke before its answer arrived');
		expect(error?.message).toContain(
			'for an account with the domain atlas.test (Get Many Accounts)',
		);
		expect(await sent('POST')).toHaveLength(1);
		expect(await accountsOf('Atlas')).toEqual([]);
	});

	it.each([
		[{}, 'The connection to Outreach broke'],
		[retrying, undefined],
	])('finds in the next try what the first one left behind: %j', async (more, message) => {
		await fault({ drop: 'after' });
		// The look-up after the lost answer, which follows those for domain and name, does not show it yet.
		await fault({ method: 'GET', after: 3, times: 1, status: 200, body: { data: [] } });
		const { output, error } = await run(keys, undefined, more);
		expect(await sent('POST')).toHaveLength(1);
		if (message === undefined) expect(output?.[0][0].json).toMatchObject({ created: true });
		else expect(error?.message).toContain(message);
	});

	it('creates each once when a later item fails, however often it is tried', async () => {
		await fault({ after: 1, times: 1, status: 422, body: { errors: [{ id: 'x', title: 'No' }] } });
		const items = ['atlas', 'boreal', 'cirrus'].map((name) => ({ name, domain: `${name}.test` }));
		const made = await jsonsOf(
			{ ...byItem, options: { ifFound: 'error' }, requestOptions: { callsAtOnce: 1 } },
			items,
			retrying,
		);
		expect(made.map(({ name, created }) => [name, created])).toEqual([
			['atlas', true],
			['boreal', true],
			['cirrus', true],
		]);
		expect(await sent('POST')).toHaveLength(4);
	});

	it('does not create an account that may be there under another key', async () => {
		await fault({ drop: 'before' });
		const { output } = await run(
			{ companyDomain: 'atlas.test', companyName: 'Atlas', customId: '={{ $json.id }}' },
			[{ id: 'k-1' }, { id: 'k-2' }],
			{ onError: 'continueErrorOutput' },
		);
		expect(output?.[1].map(origins)).toEqual([[0], [1]]);
		expect(await sent('POST')).toHaveLength(1);
	});

	it('sends a change again whose answer is lost', async () => {
		await fault({ method: 'PATCH', path: '/accounts/101$', drop: 'after' });
		const json = await oneOf({ companyDomain: NORTHWINDS, ...byName({ industry: 'Robots' }) });
		expect(json).toMatchObject({ updated: true, industry: 'Robots' });
		expect(await sent('PATCH')).toHaveLength(2);
	});

	it('says that the account was created if it cannot be read back', async () => {
		await fault({ method: 'GET', path: '/accounts/\\d+$', times: 'always', status: 500 });
		const { error } = await run(keys);
		expect(error?.message).toMatch(/^The account \d+ was created, but could not be read back: /);
	});

	it.each([401, 403, 422, 429])('a %i creates nothing', async (status) => {
		await fault({ method: undefined, path: '/accounts', times: 'always', status });
		const { error } = await run({ ...keys, requestOptions: { maxAttempts: 1, longestWait: 0 } });
		expect(error?.message).toContain(String(status));
		await rig.sandbox.control.restore();
		expect(await accountsOf('Atlas')).toEqual([]);
	});

	it('names the scope that is missing', async () => {
		const { access_token } = await rig.sandbox.control.tokens({ scopes: ['accounts.read'] });
		const credentials = outreachCredential(rig.sandbox, access_token);
		const { error } = await run(keys, undefined, { credentials });
		expect(error?.description).toContain('Add the scope accounts.write');
	});
});
