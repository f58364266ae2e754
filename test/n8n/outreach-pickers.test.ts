import { LONG_MS, startBatch, startWaitingBatch } from '../support/batches';
import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const ADA = 1001;
const BEN = 1002;
const ROBIN = { name: 'Robin Sender (robin@seller.example)', value: 1 };
const SASHA = { name: 'Sasha Closer (sasha@seller.example)', value: 2 };
const TONI = { name: 'Toni Former (toni@seller.example) – locked', value: 3 };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());
afterEach(async () => {
	expect((await rig.sandbox.control.counters()).schemaViolations).toBe(0);
});

const SEARCHES: Record<string, string> = {
	searchUsers: 'outreachAssignOwnerToProspects',
	searchAccounts: 'outreachSetAccountOnProspects',
	searchOpportunities: 'outreachSetOpportunityOnProspects',
	searchBatches: 'outreachGetBatch',
	searchBatchesToConfirm: 'outreachConfirmBatch',
	searchBatchesToCancel: 'outreachCancelBatch',
	searchStages: 'outreachCreateOrUpdateProspect',
};

const search = async (method: string, filter?: string, paginationToken?: string, token?: string) =>
	await rig.host.listSearch({
		node: SEARCHES[method],
		method,
		filter,
		paginationToken,
		credentials: outreachCredential(rig.sandbox, token),
	});

const load = async (node: string, method: string, token?: string) =>
	await rig.host.loadOptions({
		node,
		method,
		credentials: outreachCredential(rig.sandbox, token),
	});

const mapping = async (node: string, method: string) =>
	await rig.host.resourceMapping({ node, method, credentials: outreachCredential(rig.sandbox) });

/** A token without one scope. */
const tokenWithout = async (missing: string) => {
	const all = ['users', 'accounts', 'opportunities', 'stages', 'prospects'];
	const scopes = all.map((name) => `${name}.read`).filter((scope) => scope !== missing);
	return (await rig.sandbox.control.tokens({ scopes })).access_token;
};

/** The vendor's answer to a call that lists something, instead of its own. */
const answerOnce = async (path: string, body: unknown, status = 200) =>
	await rig.sandbox.control.fault({ vendor: 'outreach', path, status, body });

it('stages come in their order, and by a part of their name', async () => {
	const names = async (filter?: string) =>
		(await search('searchStages', filter)).results.map(({ name, value }) => [name, value]);
	expect(await names()).toEqual([
		['Cold', 21],
		['Approaching', 22],
		['Replied', 23],
		['Customer', 24],
	]);
	expect(await names('REPL')).toEqual([['Replied', 23]]);
});

describe('users', () => {
	it('can be made owner if they can log in', async () => {
		expect((await search('searchUsers')).results).toEqual([ROBIN, SASHA]);
		expect((await search('searchUsers', ' CLOSER ')).results).toEqual([SASHA]);
		expect((await search('searchUsers', 'robin@')).results).toEqual([ROBIN]);
		expect((await search('searchUsers', 'toni')).results).toEqual([]);
		const [{ query }] = await rig.requests(/\/users$/);
		expect(query).toMatchObject({ 'filter[locked]': 'false' });
	});

	it('can be assigned, taken off and filtered by also after they have left', async () => {
		for (const node of [
			'outreachAddAssignmentsToAccounts',
			'outreachRemoveAssignmentsFromProspects',
			'outreachDeleteProspects',
			'outreachGetManyAccounts',
		]) {
			expect(await load(node, 'getUsers')).toEqual([ROBIN, SASHA, TONI]);
		}
	});

	it('have a name of some kind', async () => {
		const names = [{ name: 'Ann' }, { email: 'b@x.test' }, { name: '', email: null }, undefined];
		const data = names.map((attributes, index) => ({ type: 'user', id: index + 5, attributes }));
		await answerOnce('/users$', { data });
		expect(await load('outreachAddAssignmentsToAccounts', 'getUsers')).toEqual([
			{ name: 'Ann', value: 5 },
			{ name: 'b@x.test', value: 6 },
			{ name: '7', value: 7 },
			{ name: '8', value: 8 },
		]);
	});

	it('come as far as the list is filled, and go on from there', async () => {
		const page = (start: number, next?: string) => ({
			data: Array.from({ length: 60 }, (_, index) => ({
				type: 'user',
				id: start + index,
				attributes: { name: `User ${start + index}`, locked: index % 2 === 0 },
			})),
			links: next && { next: `https://api.outreach.example/api/v2/users?${next}` },
		});
		await answerOnce('/users$', page(100, 'page[size]=60&sort=name'));
		await answerOnce('/users$', page(200, 'page[size]=60&sort=email'));
		const first = await search('searchUsers', 'user');
		// Half of them can log in, so one page does not fill the list.
		expect(first.results).toHaveLength(60);
		expect(first.results[30]).toEqual({ name: 'User 201', value: 201 });
		const rest = await search('searchUsers', '', first.paginationToken);
		expect(rest).toEqual({ results: [ROBIN, SASHA], paginationToken: undefined });
		const queries = (await rig.requests(/\/users$/)).map(({ query }) => query.sort);
		expect(queries).toEqual(['firstName', 'name', 'email']);
	});

	it('say which scope is missing', async () => {
		const token = await tokenWithout('users.read');
		const failure = {
			details: { description: expect.stringContaining('Add the scope users.read') },
		};
		await expect(search('searchUsers', '', undefined, token)).rejects.toMatchObject(failure);
		const listed = load('outreachAddAssignmentsToProspects', 'getUsers', token);
		await expect(listed).rejects.toMatchObject(failure);
	});
});

describe('accounts', () => {
	it('are searched for by Outreach', async () => {
		const { results } = await search('searchAccounts', ' Lumen ');
		expect(results).toEqual([{ name: 'Lumen Analytics (lumen-analytics.example)', value: 103 }]);
		const [{ query }] = await rig.requests(/\/accounts$/);
		expect(query).toMatchObject({ 'filter[q]': 'Lumen', sort: 'name', 'page[size]': '50' });
		expect((await search('searchAccounts', 'A & B=[c], "é"')).results).toEqual([]);
		expect((await rig.requests(/\/accounts$/))[1].query['filter[q]']).toBe('A & B=[c], "é"');
	});

	it('are searched for by a name with a comma as by any other', async () => {
		expect((await search('searchAccounts', 'Lumen, Inc.')).results).toEqual([]);
	});

	it('come page by page', async () => {
		await rig.reset(200);
		const found: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search('searchAccounts', 'company', token);
			expect(page.results.length).toBeLessThanOrEqual(50);
			found.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(new Set(found).size).toBe(188);
		const requests = await rig.requests(/\/accounts$/);
		expect(requests.map(({ query }) => query['filter[q]'])).toEqual(Array(4).fill('company'));
	});

	it('say which scope is missing', async () => {
		const token = await tokenWithout('accounts.read');
		await expect(search('searchAccounts', '', undefined, token)).rejects.toMatchObject({
			details: { description: expect.stringContaining('Add the scope accounts.read') },
		});
	});
});

describe('opportunities', () => {
	it('are searched for by name', async () => {
		const pilot = { name: 'Pilot project', value: 52 };
		const { results } = await search('searchOpportunities');
		expect(results).toEqual([{ name: 'Expansion 2026', value: 51 }, pilot]);
		expect((await search('searchOpportunities', 'PROJECT')).results).toEqual([pilot]);
	});

	it('say which scope is missing', async () => {
		const token = await tokenWithout('opportunities.read');
		await expect(search('searchOpportunities', '', undefined, token)).rejects.toMatchObject({
			details: { description: expect.stringContaining('Add the scope opportunities.read') },
		});
	});
});

describe('stages', () => {
	it('come in their order', async () => {
		const stages = await load('outreachGetManyProspects', 'getStages');
		expect(stages).toEqual(
			['Cold', 'Approaching', 'Replied', 'Customer'].map((name, index) => ({
				name,
				value: 21 + index,
			})),
		);
		expect((await rig.requests(/\/stages$/))[0].query.sort).toBe('order');
	});

	it('say which scope is missing', async () => {
		const listed = load('outreachDeleteProspects', 'getStages', await tokenWithout('stages.read'));
		await expect(listed).rejects.toMatchObject({
			details: { description: expect.stringContaining('Add the scope stages.read') },
		});
	});
});

describe('fields to modify', () => {
	const byId = async (node: string, method: string) =>
		Object.fromEntries((await mapping(node, method)).fields.map((field) => [field.id, field]));
	const choices = (...names: string[]) => names.map((name) => ({ name, value: name }));

	it('of prospects have labels, types and choices', async () => {
		const fields = await byId('outreachModifyProspects', 'getProspectFields');
		expect(fields.jobStartDate).toMatchObject({ displayName: 'Job Start Date', type: 'dateTime' });
		expect(fields.custom1).toMatchObject({ displayName: 'Previous Company', type: 'string' });
		expect(fields.custom2).toMatchObject({
			displayName: 'Segment',
			type: 'options',
			options: choices('SMB', 'Mid-market', 'Enterprise'),
		});
		expect(fields.custom3).toMatchObject({ type: 'boolean' });
		expect(fields.custom5).toMatchObject({ type: 'number' });
		// Several may be chosen, which a mapper cannot show.
		expect(fields.custom10).toMatchObject({ displayName: 'Interests', type: 'string' });
		expect(fields.custom10).not.toHaveProperty('options');
		for (const name of ['id', 'name', 'emails', 'tags', 'createdAt', 'trashedAt']) {
			expect(fields).not.toHaveProperty(name);
		}
	});

	it('of accounts are their own', async () => {
		const fields = await byId('outreachModifyAccounts', 'getAccountFields');
		expect(fields.naturalName).toMatchObject({ displayName: 'Natural Name', type: 'string' });
		expect(fields.named).toMatchObject({ type: 'boolean' });
		expect(fields.numberOfEmployees).toMatchObject({ type: 'number' });
		expect(fields.custom1).toMatchObject({
			displayName: 'Tier',
			type: 'options',
			options: choices('A', 'B', 'C'),
		});
		expect(fields.custom3).toMatchObject({ displayName: 'Strategic', type: 'boolean' });
		for (const name of ['id', 'title', 'tags', 'sicCodes', 'createdAt', 'custom4']) {
			expect(fields).not.toHaveProperty(name);
		}
	});

	it('say which scope is missing', async () => {
		const detail = "Your authorization does not include the required scope 'types.read'.";
		const errors = [{ id: 'unauthorizedOauthScope', title: 'Unauthorized', detail }];
		for (const [node, method] of [
			['outreachModifyProspects', 'getProspectFields'],
			['outreachModifyAccounts', 'getAccountFields'],
		]) {
			await answerOnce('/types$', { errors }, 403);
			await expect(mapping(node, method)).rejects.toMatchObject({
				details: { description: expect.stringContaining('Add the scope types.read') },
			});
		}
	});
});

describe('what is picked', () => {
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const fromList = (value: number) => ({ __rl: true, mode: 'list', value });
	const outreachOf = async (id: number) =>
		(await rig.sandbox.control.state()).people.find(({ outreach }) => outreach?.id === id)
			?.outreach;

	beforeEach(async () => {
		await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
	});

	it.each([
		['outreachAssignOwnerToProspects', 'ownerId', 'ownerId', 2, 1],
		['outreachSetAccountOnProspects', 'accountId', 'accountId', 105, 106],
		['outreachSetOpportunityOnProspects', 'opportunityId', 'opportunities', 51, 52],
	])('may be an ID of each item in %s', async (node, name, effect, one, other) => {
		const parameters = {
			selectBy: 'ids',
			ids: '={{ $json.id }}',
			[name]: byId('={{ $json.picked }}'),
		};
		const items = itemsOf(
			await rig.run({
				node,
				parameters,
				items: [
					{ id: ADA, picked: one },
					{ id: BEN, picked: ` ${other} ` },
				],
			}),
		);
		expect(items.map((item) => [origins(item), item.json.status])).toEqual([
			[[0], 'done'],
			[[1], 'done'],
		]);
		expect([await outreachOf(ADA), await outreachOf(BEN)]).toMatchObject(
			[one, other].map((value) => ({ [effect]: effect === 'opportunities' ? [value] : value })),
		);
	});

	it('may come from the list', async () => {
		const parameters = { selectBy: 'ids', ids: ADA, accountId: fromList(107) };
		itemsOf(await rig.run({ node: 'outreachSetAccountOnProspects', parameters }));
		expect((await outreachOf(ADA))?.accountId).toBe(107);
	});

	it.each([
		['outreachAssignOwnerToProspects', 'ownerId', '"Owner"'],
		['outreachSetAccountOnProspects', 'accountId', '"Account"'],
		['outreachSetOpportunityOnProspects', 'opportunityId', '"Opportunity"'],
	])('is refused by %s if it is no ID', async (node, name, label) => {
		for (const picked of [undefined, '', 'Robin', 0, [1]]) {
			const parameters = { selectBy: 'ids', ids: ADA, [name]: byId('={{ $json.picked }}') };
			const { error } = await rig.run({ node, parameters, items: [{ picked }] });
			expect(error?.message).toContain(label);
		}
		expect(await rig.requests()).toEqual([]);
	});

	it('may be several users, as text or as a list', async () => {
		const parameters = { selectBy: 'ids', ids: '={{ $json.id }}', userIds: '={{ $json.users }}' };
		const items = [
			{ id: ADA, users: '1, 3' },
			{ id: BEN, users: [2] },
		];
		const node = 'outreachAddAssignmentsToProspects';
		itemsOf(await rig.run({ node, parameters, items }));
		expect((await outreachOf(ADA))?.assignedUsers).toEqual([1, 3]);
		expect((await outreachOf(BEN))?.assignedUsers).toEqual([2]);
	});

	it('may be the owner or the stage in a filter', async () => {
		const is = (field: string, value: unknown) => ({ field, operator: 'is', value });
		const condition = [is('owner', '={{ $json.owner }}'), is('stage', 21)];
		const found = itemsOf(
			await rig.run({
				node: 'outreachGetManyProspects',
				parameters: { searchBy: 'filter', filter: { condition } },
				items: [{ owner: SASHA.value }],
			}),
		);
		expect(found.map(({ json }) => json.ownerId)).toEqual(Array(6).fill(SASHA.value));
	});
});

describe('batches', () => {
	const switches = { batchPendingMs: 0, batchRunMs: 0 };
	const TIME = /\d{1,2} [A-Z][a-z]{2,3} (\d{4} )?\d\d:\d\d$/;
	const named = ({ results }: { results: Array<{ name: string; value: unknown }> }) =>
		results.map(({ name, value }) => [name.replace(TIME, 'then'), value]);

	it('are told apart by action, number of records, state and time, the newest first', async () => {
		const done = await startBatch(rig, [ADA], { switches });
		await rig.sandbox.control.clock({ advanceSeconds: 60 });
		const waiting = await startWaitingBatch(rig, [ADA, BEN]);
		expect(named(await search('searchBatches'))).toEqual([
			['Add tags · 2 prospects · waiting · then', waiting],
			['Add tags · 1 prospect · finished · then', done],
		]);
		expect(named(await search('searchBatches', 'WAITING'))).toHaveLength(1);
		expect(named(await search('searchBatches', String(done)))).toEqual([
			[expect.any(String), done],
		]);
		// The input of a batch can be very long.
		const [{ query }] = await rig.requests(/\/batches$/);
		expect(query['fields[batch]']).not.toMatch(/payload/i);
	});

	it('are only those that wait, where one is to be confirmed', async () => {
		await startBatch(rig, [ADA], { switches });
		const waiting = await startWaitingBatch(rig, [ADA, BEN]);
		expect(named(await search('searchBatchesToConfirm'))).toEqual([
			['Add tags · 2 prospects · waiting · then', waiting],
		]);
		const [{ query }] = await rig.requests(/\/batches$/);
		expect(query).toMatchObject({ 'filter[state]': 'confirming' });
	});

	it('are only those that have not ended, where one is to be canceled', async () => {
		await startBatch(rig, [ADA], { switches });
		const running = await startBatch(rig, [BEN], {
			switches: { batchPendingMs: 0, batchRunMs: LONG_MS },
		});
		const waiting = await startWaitingBatch(rig, [ADA, BEN]);
		const listed = named(await search('searchBatchesToCancel'));
		expect(listed.map(([, value]) => value).sort()).toEqual([running, waiting].sort());
	});

	it('can be canceled once picked', async () => {
		const waiting = await startWaitingBatch(rig, [ADA, BEN]);
		const { results } = await search('searchBatchesToCancel');
		const batchIds = { __rl: true, mode: 'list', value: results[0].value };
		const node = 'outreachCancelBatch';
		const [{ json }] = itemsOf(await rig.run({ node, parameters: { batchIds } }));
		expect(json).toMatchObject({ id: waiting, state: 'canceled' });
	});

	it.each(['outreachGetBatch', 'outreachGetManyBatchItems'])(
		'can be chosen in %s',
		async (node) => {
			const id = await startBatch(rig, [ADA]);
			const credentials = outreachCredential(rig.sandbox);
			const { results } = await rig.host.listSearch({ node, method: 'searchBatches', credentials });
			const batchId = { __rl: true, mode: 'list', value: results[0].value };
			const [{ json }] = itemsOf(await rig.run({ node, parameters: { batchId } }));
			expect([json.batchId, json.id]).toContain(id);
		},
	);
});
