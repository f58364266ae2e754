import axios from 'axios';
import type { RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { DEMO } from '../support/sandbox';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

/** These stand for all bulk actions: which records they work on is read and found in one place. */
const TAG_PROSPECTS = 'outreachAddTagsToProspects';
const TAG_ACCOUNTS = 'outreachAddTagsToAccounts';
const DELETE = 'outreachDeleteProspects';
const MODIFY = 'outreachModifyProspects';
const ACTIONS = /\/batches\/actions\//;
const ADA = 1001;
const BEN = 1002;
const CHIARA = 1003;
const EVERYBODY = Array.from({ length: 12 }, (_, index) => 1001 + index);
/** Owners take turns, so this user owns every other prospect. */
const OWNER = 1;
const OWNED = EVERYBODY.filter((id) => id % 2 === 0);
/** An account that Outreach does not list, because nobody named it. */
const UNNAMED = 990;
const GOES_ON = { onError: 'continueErrorOutput' } as const;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await start());
afterEach(async () => {
	const { outreach, schemaViolations } = await rig.sandbox.control.counters();
	expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
});

const switches = async (outreach: Record<string, unknown>) =>
	await rig.sandbox.control.switches({ outreach });

const start = async (people?: number) => {
	await rig.reset(people);
	await switches({ batchPendingMs: 0, batchRunMs: 50 });
};

const run = async (node: string, parameters: object, items?: object[], more: object = {}) =>
	await rig.run({
		node,
		parameters: { tags: 'VIP', requestOptions: { maxAttempts: 2 }, ...parameters },
		items,
		...more,
	} as RunRequest);

const people = async () => (await rig.sandbox.control.state()).people;

const emailOf = async (id: number) =>
	(await people()).find(({ outreach }) => outreach?.id === id)?.email ?? '';

/** The prospects that have the tag. */
const tagged = async () =>
	(await people())
		.filter(({ outreach }) => outreach?.tags.includes('VIP'))
		.map(({ outreach }) => outreach?.id);

const setEmails = async (id: number, ...emails: string[]) =>
	await rig.sandbox.control.setOutreachProspect(id, { emails });

const actions = async () => await rig.requests(ACTIONS);

const idsSent = async () =>
	(await actions()).map(({ requestBody }) => requestBody.data.attributes.ids);

const accountTags = async (id: number): Promise<string[]> => {
	const { data } = await axios.get(`${rig.sandbox.outreach}/api/v2/accounts/${id}`, {
		headers: { authorization: `Bearer ${DEMO.outreachAccessToken}` },
		proxy: false,
	});
	return data.data.attributes.tags;
};

const condition = (field: unknown, value: unknown, operator = 'is') => ({ field, operator, value });

const byFilter = (conditions: object[], more: object = {}) => ({
	selectBy: 'filter',
	filter: { condition: conditions },
	applyToAll: true,
	...more,
});

describe('by email', () => {
	const BY_EMAIL = { selectBy: 'emails', emails: '={{ $json.email }}' };

	it('finds the prospects of all items with one call, whatever the case', async () => {
		const [ada, ben, chiara] = await people();
		await setEmails(CHIARA, 'Chiara@Lumen.test');
		const upper = ben.email.toUpperCase();
		const emails = [upper, [ada.email, upper], 'Chiara@Lumen.test'];
		const items = itemsOf(
			await run(
				TAG_PROSPECTS,
				BY_EMAIL,
				emails.map((email) => ({ email })),
			),
		);
		expect(items.map((item) => [origins(item), item.json.id, item.json.status])).toEqual([
			[[0], BEN, 'done'],
			[[1], BEN, 'done'],
			[[1], ADA, 'done'],
			[[2], CHIARA, 'done'],
		]);
		expect(chiara.outreach?.id).toBe(CHIARA);
		expect(await rig.requests(/\/prospects$/)).toHaveLength(1);
		const [{ query }, ...others] = await actions();
		expect(others).toEqual([]);
		expect(query).toEqual({ 'actionParams[filter][id][]': [BEN, ADA, CHIARA].map(String) });
		expect(await idsSent()).toEqual([[BEN, ADA, CHIARA]]);
		expect(await tagged()).toEqual([ADA, BEN, CHIARA]);
	});

	it('takes two addresses of one prospect for that one', async () => {
		await setEmails(ADA, 'ada@new.test', 'ada@old.test');
		const emails = 'ada@old.test, ada@new.test';
		const items = itemsOf(await run(TAG_PROSPECTS, { selectBy: 'emails', emails }));
		expect(items.map(({ json }) => json.id)).toEqual([ADA]);
		expect(await idsSent()).toEqual([[ADA]]);
	});

	it('fails only the item of an address that nobody has', async () => {
		const emails = [await emailOf(ADA), 'nobody@example.test', await emailOf(BEN)];
		const { output } = await run(
			TAG_PROSPECTS,
			BY_EMAIL,
			emails.map((email) => ({ email })),
			GOES_ON,
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[0], [2]], [[1]]]);
		expect(output?.[1][0].json).toMatchObject({
			error: 'Outreach has no prospect with the email nobody@example.test [item 1]',
			details: { kind: 'notFound' },
		});
		expect(await tagged()).toEqual([ADA, BEN]);
	});

	it('fails an item as a whole if one of its addresses is nobody’s', async () => {
		const emails = [[await emailOf(ADA), 'nobody@example.test'], await emailOf(BEN)];
		const { output } = await run(
			TAG_PROSPECTS,
			BY_EMAIL,
			emails.map((email) => ({ email })),
			GOES_ON,
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0]]]);
		expect(await tagged()).toEqual([BEN]);
	});

	it('does nothing with any of those who share an address, and names them', async () => {
		const ada = await emailOf(ADA);
		await setEmails(BEN, await emailOf(BEN), ada);
		const items = [{ email: ada }, { email: await emailOf(CHIARA) }];
		const { output } = await run(DELETE, BY_EMAIL, items, GOES_ON);
		expect(output?.[0].map(({ json }) => json.id)).toEqual([CHIARA]);
		expect(output?.[1][0].json).toMatchObject({
			error: `Outreach has 2 prospects with the email ${ada}: 1001, 1002 [item 0]`,
			details: { description: expect.stringContaining('Nothing was done with any of them') },
		});
		const left = (await people()).flatMap(({ outreach }) => outreach?.id ?? []);
		expect(left).toEqual(EVERYBODY.filter((id) => id !== CHIARA));
	});

	it('sees that an address is shared in another case as well', async () => {
		const ada = await emailOf(ADA);
		await setEmails(BEN, ada.toUpperCase());
		const emails = ada.toUpperCase();
		const { error } = await run(TAG_PROSPECTS, { selectBy: 'emails', emails });
		expect(error?.message).toContain('2 prospects');
		expect(await actions()).toEqual([]);
	});

	it.each([
		['nothing', undefined],
		['an empty list', []],
		['a gap', ['ann@example.test', '']],
		['a name', 'Ann'],
		['a number', 1001],
	])('refuses %s before anything is sent', async (_, email) => {
		const items = [{ email: await emailOf(ADA) }, { email }];
		const { error } = await run(TAG_PROSPECTS, BY_EMAIL, items);
		expect(error?.message).toContain('"Emails"');
		expect(error?.message).toContain('[item 1]');
		expect(await rig.requests()).toEqual([]);
	});

	it('fails only the item of an address that was cut within a character', async () => {
		const items = [{ email: `a\ud83d@x.test` }, { email: await emailOf(ADA) }];
		const { output, error } = await run(TAG_PROSPECTS, BY_EMAIL, items, GOES_ON);
		expect(error).toBeNull();
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0]]]);
	});

	it('names the scope that looking up takes', async () => {
		const scopes = ['batches.write', 'prospects.write'];
		const { access_token } = await rig.sandbox.control.tokens({ scopes });
		const credentials = outreachCredential(rig.sandbox, access_token);
		const parameters = { selectBy: 'emails', emails: await emailOf(ADA) };
		const { error } = await run(TAG_PROSPECTS, parameters, [{}], { credentials });
		expect(error?.description).toContain('Add the scope prospects.read');
		expect(await actions()).toEqual([]);
	});

	it('does nothing if looking up fails', async () => {
		const fault = { vendor: 'outreach' as const, path: '/prospects$', status: 500, times: 9 };
		await rig.sandbox.control.fault(fault);
		const items = [{ email: await emailOf(ADA) }, { email: await emailOf(BEN) }];
		const { output } = await run(TAG_PROSPECTS, BY_EMAIL, items, GOES_ON);
		expect(output?.map((list) => list.map(origins))).toEqual([[], [[0], [1]]]);
		expect(output?.[1][0].json.details).toMatchObject({ status: 500 });
		expect(await actions()).toEqual([]);
	});
});

describe('by domain', () => {
	const BY_DOMAIN = { selectBy: 'domain', domain: '={{ $json.domain }}' };

	it('finds the accounts of all items with one call', async () => {
		const domains = ['Bluepeak.example', 'northwind-robotics.example, BLUEPEAK.example'];
		const items = itemsOf(
			await run(
				TAG_ACCOUNTS,
				BY_DOMAIN,
				domains.map((domain) => ({ domain })),
			),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], 102],
			[[1], 102],
			[[1], 101],
		]);
		expect(await rig.requests(/\/accounts$/)).toHaveLength(1);
		expect(await idsSent()).toEqual([[102, 101]]);
		expect(await accountTags(101)).toEqual(['VIP']);
		expect(await accountTags(103)).toEqual([]);
	});

	it('fails the items of domains that no account has, or several', async () => {
		const byName = { field: [{ name: 'domain', value: 'bluepeak.example' }] };
		const same = { selectBy: 'ids', ids: 101, fieldsToSet: 'byName', fieldValues: byName };
		itemsOf(await run('outreachModifyAccounts', same));
		const domains = ['bluepeak.example', 'nobody.test', 'unnamed.test', 'lumen-analytics.example'];
		const { output } = await run(
			TAG_ACCOUNTS,
			BY_DOMAIN,
			domains.map((domain) => ({ domain })),
			GOES_ON,
		);
		expect(output?.[0].map(({ json }) => json.id)).toEqual([103]);
		expect(output?.[1].map(({ json }) => json.error)).toEqual([
			'Outreach has 2 accounts with the domain bluepeak.example: 101, 102 [item 0]',
			'Outreach has no account with the domain nobody.test [item 1]',
			'Outreach has no account with the domain unnamed.test [item 2]',
		]);
		expect(await accountTags(101)).toEqual([]);
		expect(await accountTags(UNNAMED)).toEqual([]);
	});

	it.each(['https://bluepeak.example', 'bluepeak', 'ann@bluepeak.example', ''])(
		'refuses %j before anything is sent',
		async (domain) => {
			const { error } = await run(TAG_ACCOUNTS, BY_DOMAIN, [{ domain }]);
			expect(error?.message).toContain('"Domains"');
			expect(await rig.requests()).toEqual([]);
		},
	);
});

describe('by filter', () => {
	const OF_OWNER = byFilter([condition('owner', OWNER)]);

	it('counts, lists, then names exactly these records', async () => {
		const title = condition('title', ['COO', 'Head of Marketing', 'VP, Sales & "x"']);
		const items = itemsOf(
			await run(TAG_PROSPECTS, byFilter([condition('owner', '={{ $json.owner }}'), title]), [
				{ owner: OWNER },
			]),
		);
		const matches = [BEN, 1004];
		expect(items.map((item) => [origins(item), item.json.id, item.json.status])).toEqual(
			matches.map((id) => [[0], id, 'done']),
		);
		const [count, list, action] = await rig.requests();
		const conditions = (start: string) => ({
			[`${start}[owner][id]`]: String(OWNER),
			[`${start}[title][]`]: title.value,
		});
		expect([count.path, count.query]).toEqual([
			'/api/v2/prospects',
			{ ...conditions('filter'), newFilterSyntax: 'true', count: 'true', 'page[size]': '1' },
		]);
		expect([list.path, list.query]).toEqual([
			'/api/v2/prospects',
			{
				...conditions('filter'),
				newFilterSyntax: 'true',
				'fields[prospect]': 'owner,title',
				'page[size]': '101',
			},
		]);
		expect(action.path).toBe('/api/v2/batches/actions/prospectsAddTags');
		expect(action.query).toEqual({ 'actionParams[filter][id][]': matches.map(String) });
		expect(action.requestBody).toEqual({ data: { attributes: { tags: ['VIP'], ids: matches } } });
		expect(await actions()).toHaveLength(1);
		expect(await tagged()).toEqual(matches);
	});

	it.each(['intersection', 'union', 'ids', 'filter'])(
		'works on the same records whichever of ids and filter counts (%s)',
		async (idsAndFilter) => {
			await switches({ idsAndFilter, confirmationThreshold: 0 });
			expect(itemsOf(await run(TAG_PROSPECTS, OF_OWNER))).toHaveLength(OWNED.length);
			expect(await tagged()).toEqual(OWNED);
			itemsOf(await run(DELETE, OF_OWNER));
			const left = (await people()).flatMap(({ outreach }) => outreach?.id ?? []);
			expect(left).toEqual(EVERYBODY.filter((id) => !OWNED.includes(id)));
		},
	);

	it.each(['intersection', 'union', 'ids', 'filter'])(
		'leaves alone the accounts that nobody named (%s)',
		async (idsAndFilter) => {
			await switches({ idsAndFilter });
			const filter = byFilter([condition('createdAt', '2000-01-01', 'atLeast')]);
			const items = itemsOf(await run(TAG_ACCOUNTS, filter));
			expect(items.map(({ json }) => json.id)).toEqual(EVERYBODY.map((id) => id - 900));
			expect(await accountTags(101)).toEqual(['VIP']);
			expect(await accountTags(UNNAMED)).toEqual([]);
		},
	);

	it('lists all pages of a large match', async () => {
		await start(1500);
		const filter = [condition('createdAt', '2000-01-01', 'atLeast')];
		const items = itemsOf(await run(TAG_PROSPECTS, byFilter(filter, { atMost: 1500 })));
		const all = Array.from({ length: 1500 }, (_, index) => 1001 + index);
		expect(items.map(({ json }) => json.id)).toEqual(all);
		expect(await rig.requests(/\/prospects$/)).toHaveLength(3);
		const [{ query, requestBody }, ...others] = await actions();
		expect(requestBody.data.attributes.ids).toEqual(all);
		expect(Object.keys(query)).toEqual(['actionParams[filter][createdAt][gte]']);
		expect(others).toEqual([]);
		// The batch is so large that it has to be confirmed.
		expect(await rig.requests(/\/actions\/confirm$/)).toHaveLength(1);
		expect(await tagged()).toHaveLength(1500);
	});

	it('serves items with the same filter together, and those with another one apart', async () => {
		const parameters = byFilter([condition('owner', '={{ $json.owner }}')]);
		const owners = [1, 2, '1'].map((owner) => ({ owner }));
		const items = itemsOf(await run(TAG_PROSPECTS, parameters, owners));
		expect(items.map((item) => [item.json.id, origins(item)])).toEqual([
			...OWNED.map((id) => [id, [0]]),
			...OWNED.map((id) => [id - 1, [1]]),
			...OWNED.map((id) => [id, [2]]),
		]);
		expect(await rig.requests(/\/prospects$/)).toHaveLength(4);
		const sent = await idsSent();
		expect(sent).toHaveLength(2);
		expect(sent).toEqual(expect.arrayContaining([OWNED, OWNED.map((id) => id - 1)]));
	});

	describe('sends nothing at all', () => {
		const refused = async (parameters: object, items?: object[]) => {
			const { error } = await run(DELETE, parameters, items);
			expect(await rig.requests()).toEqual([]);
			return `${error?.message} ${error?.description}`;
		};

		it.each([false, undefined, null, 'true', 1])('while the switch is %j', async (on) => {
			const text = await refused({ ...OF_OWNER, applyToAll: '={{ $json.on }}' }, [{ on }]);
			expect(text).toContain('"Apply to All Records That Match" is off');
		});

		it('while the switch was never touched', async () => {
			const { applyToAll, ...untouched } = OF_OWNER;
			expect(applyToAll).toBe(true);
			expect(await refused(untouched)).toContain('"Apply to All Records That Match" is off');
		});

		it('without a condition', async () => {
			expect(await refused(byFilter([]))).toContain('"Filter" has no condition');
			expect(await refused({ ...OF_OWNER, filter: {} })).toContain('"Filter" has no condition');
		});

		it.each(['company', 'named', '', undefined])('for the field %j', async (field) => {
			const conditions = [condition('={{ $json.field }}', 'x'), condition('owner', OWNER)];
			expect(await refused(byFilter(conditions), [{ field }])).toMatch(
				/cannot filter by it|condition without a field/,
			);
		});

		it.each([
			['an empty value', 'title', ''],
			['nothing', 'title', undefined],
			['an empty list', 'owner', []],
			['a list with a gap', 'id', [ADA, null]],
			['a special text', 'title', '__notnull__'],
		])('for %s', async (_, field, value) => {
			const conditions = [condition('owner', OWNER), condition(field, '={{ $json.value }}')];
			expect(await refused(byFilter(conditions), [{ value }])).toContain('in "Filter"');
		});

		it.each([0, -1, 1.5, 'many', undefined])('if at most %j may match', async (most) => {
			const text = await refused({ ...OF_OWNER, atMost: '={{ $json.most }}' }, [{ most }]);
			expect(text).toContain('"Most Records"');
		});

		it('for any item if one of them cannot be used', async () => {
			const parameters = byFilter([condition('owner', '={{ $json.owner }}')]);
			const text = await refused(parameters, [{ owner: 1 }, { owner: '' }]);
			expect(text).toContain('[item 1]');
		});
	});

	describe('changes nothing', () => {
		const reads = async () =>
			(await rig.requests()).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);

		it('if nothing matches', async () => {
			const { error } = await run(DELETE, byFilter([condition('title', 'Astronaut')]));
			expect(error?.message).toBe('No prospect matches the filter, so nothing was sent [item 0]');
			expect(await reads()).toEqual(['GET prospects']);
		});

		it('if more match than expected, and says both numbers', async () => {
			const { error } = await run(DELETE, { ...OF_OWNER, atMost: OWNED.length - 1 });
			expect(error?.message).toBe(
				'6 prospects match the filter, which is more than the 5 of "Most Records", so nothing was sent [item 0]',
			);
			expect(await reads()).toEqual(['GET prospects']);
			expect(itemsOf(await run(DELETE, { ...OF_OWNER, atMost: OWNED.length }))).toHaveLength(6);
		});

		it('if more match than expected by the time they are listed', async () => {
			const answer = { data: [], meta: { count: 5, count_truncated: false } };
			await rig.sandbox.control.fault({
				vendor: 'outreach',
				path: '/prospects$',
				status: 200,
				body: answer,
			});
			const { error } = await run(DELETE, { ...OF_OWNER, atMost: 5 });
			expect(error?.message).toContain('more than the 5');
			expect(await reads()).toEqual(['GET prospects', 'GET prospects']);
		});

		it('if Outreach does not say exactly how many match', async () => {
			await switches({ count: 'truncated' });
			const { error } = await run(DELETE, OF_OWNER);
			expect(error?.message).toContain('did not say how many prospects match');
			expect(await reads()).toEqual(['GET prospects']);
		});

		it('if the count fails', async () => {
			const fault = { vendor: 'outreach' as const, path: '/prospects$', status: 500, times: 9 };
			await rig.sandbox.control.fault(fault);
			const { output } = await run(DELETE, OF_OWNER, [{}, {}], GOES_ON);
			expect(output?.map((list) => list.map(origins))).toEqual([[], [[0], [1]]]);
			expect(await actions()).toEqual([]);
		});

		it('but for the items whose filters can be used', async () => {
			const parameters = byFilter([condition('title', '={{ $json.title }}')]);
			const titles = ['Astronaut', 'COO', ''].map((title) => ({ title }));
			const { output } = await run(TAG_PROSPECTS, parameters, titles, GOES_ON);
			expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
			expect(await tagged()).toEqual([1004]);
		});
	});

	/** Count and list as they were; then others come to match. */
	const listOnly = async (ids: number[], count = ids.length) => {
		const relationships = { owner: { data: { type: 'user', id: 1 } } };
		const data = ids.map((id) => ({ type: 'prospect', id, attributes: {}, relationships }));
		const fault = { vendor: 'outreach' as const, path: '/prospects$', status: 200, times: 2 };
		await rig.sandbox.control.fault({ ...fault, body: { data, meta: { count } } });
	};

	it('sends nothing if the count and the list disagree', async () => {
		await listOnly([BEN], 2);
		const { error } = await run(DELETE, OF_OWNER);
		expect(error?.message).toBe(
			'Outreach counts 2 prospects that match the filter, but lists 1, so nothing was sent [item 0]',
		);
		expect(await actions()).toEqual([]);
	});

	it('does not mean records that come to match after they were listed', async () => {
		await listOnly([BEN]);
		await switches({ idsAndFilter: 'filter' });
		expect(itemsOf(await run(DELETE, OF_OWNER)).map(({ json }) => json.id)).toEqual([BEN]);
		const left = (await people()).flatMap(({ outreach }) => outreach?.id ?? []);
		expect(left).toEqual(EVERYBODY.filter((id) => id !== BEN));
	});

	describe('of more records than the address can name', () => {
		const COUNT = 400;
		const owned = Array.from({ length: COUNT / 2 }, (_, index) => 1002 + 2 * index);

		beforeEach(async () => await start(COUNT));

		it.each(['intersection', 'union', 'ids', 'filter'])(
			'works on the same ones whichever of ids and filter counts (%s)',
			async (idsAndFilter) => {
				await switches({ idsAndFilter });
				const parameters = { ...OF_OWNER, atMost: COUNT, options: { skipConfirmation: true } };
				expect(itemsOf(await run(TAG_PROSPECTS, parameters))).toHaveLength(owned.length);
				expect(await tagged()).toEqual(owned);
				const [{ query, requestBody }] = await actions();
				expect(requestBody.data.attributes.ids).toEqual(owned);
				// The filter stands for the ids, and the confirmation is not skipped.
				expect(query).toEqual({ 'actionParams[filter][owner][id]': String(OWNER) });
			},
		);

		it('is canceled if Outreach would work on more than were listed', async () => {
			await listOnly(owned.slice(1));
			await switches({ idsAndFilter: 'filter', batchPendingMs: 60_000 });
			const { error } = await run(DELETE, { ...OF_OWNER, atMost: COUNT });
			expect(error?.message).toMatch(
				/^Outreach would work on 200 records, but the node named 199\. The batch \d+ was canceled/,
			);
			expect((await people()).every(({ outreach }) => outreach !== null)).toBe(true);
		});
	});
});

describe('one item that cannot be carried out', () => {
	it('stops all others while they are read', async () => {
		const items = [{ id: ADA }, { id: 'abc' }, { id: BEN }];
		const { error } = await run(TAG_PROSPECTS, { selectBy: 'ids', ids: '={{ $json.id }}' }, items);
		expect(error?.message).toContain('[item 1]');
		expect(await rig.requests()).toEqual([]);
	});

	it('stops all others while they are looked up', async () => {
		const emails = [await emailOf(ADA), 'nobody@example.test'];
		const { error } = await run(
			TAG_PROSPECTS,
			{ selectBy: 'emails', emails: '={{ $json.email }}' },
			emails.map((email) => ({ email })),
		);
		expect(error?.message).toContain('nobody@example.test [item 1]');
		expect(await actions()).toEqual([]);
	});

	it('stops all others if it selects in a way that the records do not have', async () => {
		const { error } = await run(TAG_PROSPECTS, { selectBy: 'domain', ids: ADA });
		expect(error?.message).toContain('"Select By" is "domain"');
		expect(await rig.requests()).toEqual([]);
	});
});

describe('items that set different things on one record', () => {
	const titles = (...list: Array<[number, string]>) => list.map(([id, title]) => ({ id, title }));
	const SET_TITLE = {
		selectBy: 'ids',
		ids: '={{ $json.id }}',
		fieldsToSet: 'byName',
		fieldValues: { field: [{ name: 'title', value: '={{ $json.title }}' }] },
	};
	const titleOf = async (id: number) =>
		(await people()).find(({ outreach }) => outreach?.id === id)?.outreach?.title;

	it('run one after the other, and the last one has the last word', async () => {
		const items = itemsOf(await run(MODIFY, SET_TITLE, titles([ADA, 'A'], [ADA, 'B'], [BEN, 'A'])));
		expect(items.map((item) => [origins(item), item.json.id, item.json.status])).toEqual([
			[[0], ADA, 'done'],
			[[1], ADA, 'done'],
			[[2], BEN, 'done'],
		]);
		expect([await titleOf(ADA), await titleOf(BEN)]).toEqual(['B', 'A']);
		expect((await actions()).map(({ requestBody }) => requestBody.data.attributes)).toEqual([
			{ title: 'A', ids: [ADA, BEN] },
			{ title: 'B', ids: [ADA] },
		]);
		// The first batch was seen to be over before the second one was sent.
		const requests = await rig.requests();
		const second = requests.findLastIndex(({ path }) => ACTIONS.test(path));
		expect(requests[second - 1].responseBody.data.attributes.state).toBe('finished');
	});

	it('may change their mind', async () => {
		const items = titles([ADA, 'A'], [ADA, 'B'], [ADA, 'A']);
		expect(itemsOf(await run(MODIFY, SET_TITLE, items))).toHaveLength(3);
		expect(await titleOf(ADA)).toBe('A');
		expect(await actions()).toHaveLength(3);
	});

	it('stop at the first batch that fails, unless the node goes on', async () => {
		await switches({ failEveryNthItem: 1 });
		const items = titles([ADA, 'A'], [ADA, 'B']);
		const { error } = await run(MODIFY, SET_TITLE, items);
		expect(error?.message).toContain('could not work on the one record');
		expect(error?.description).toContain('The other batch did not go through.');
		expect(await actions()).toHaveLength(1);
		const { output } = await run(MODIFY, SET_TITLE, items, GOES_ON);
		expect(output?.map((list) => list.map(origins))).toEqual([[], [[0], [1]]]);
		expect(await actions()).toHaveLength(3);
	});

	it.each(['intersection', 'union', 'ids', 'filter'])(
		'work on what their filters found before anything was changed (%s)',
		async (idsAndFilter) => {
			await switches({ idsAndFilter });
			const parameters = {
				...SET_TITLE,
				...byFilter([condition('={{ $json.field }}', '={{ $json.value }}')]),
			};
			const items = itemsOf(
				await run(MODIFY, parameters, [
					{ field: 'owner', value: OWNER, title: 'CEO' },
					// After the first item nobody has this title any more.
					{ field: 'title', value: 'COO', title: 'CTO' },
				]),
			);
			expect(items.map((item) => [origins(item), item.json.id, item.json.status])).toEqual([
				...OWNED.map((id) => [[0], id, 'done']),
				[[1], 1004, 'done'],
			]);
			expect([await titleOf(1004), await titleOf(BEN)]).toEqual(['CTO', 'CEO']);
		},
	);
});
