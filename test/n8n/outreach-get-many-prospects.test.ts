import { itemsOf, origins } from '../support/explorium';
import { callOutreach } from '../support/outreachApi';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachGetManyProspects';
const PATH = /\/prospects$/;
const BY_EMAIL = { searchBy: 'emails', emails: '={{ $json.email }}' };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

const people = async () => (await rig.sandbox.control.state()).people;

describe('finding a person by all that is known', () => {
	const byPerson = {
		searchBy: 'person',
		personEmails: '={{ $json.emails }}',
		linkedIn: '={{ $json.linkedIn }}',
		firstName: '={{ $json.firstName }}',
		lastName: '={{ $json.lastName }}',
		company: '={{ $json.company }}',
	};
	const find = async (known: object, options: object = {}) =>
		await rig.run({
			node: NODE,
			parameters: { ...byPerson, options },
			items: [{ emails: [], linkedIn: '', firstName: '', lastName: '', company: '', ...known }],
		});
	const found = async (known: object) =>
		itemsOf(await find(known)).map(({ json }) => [json.id, json.foundBy]);

	it('finds by any address', async () => {
		const [ada] = await people();
		expect(await found({ emails: ['ada@new.example', ada.email.toUpperCase()] })).toEqual([
			[ada.outreach?.id, 'email'],
		]);
	});

	it('finds by the LinkedIn page', async () => {
		const [ada] = await people();
		const linkedIn = 'https://www.linkedin.com/in/ada-morales/';
		expect(await found({ emails: 'ada@new.example', linkedIn })).toEqual([
			[ada.outreach?.id, 'linkedIn'],
		]);
	});

	it('finds by name and company only if nothing else does, and not by a name alone', async () => {
		const [ada, ben] = await people();
		const name = { firstName: 'ada', lastName: 'Morales', company: 'Northwind Robotics, Inc.' };
		expect(await found({ emails: ['ada@new.example'], ...name })).toEqual([
			[ada.outreach?.id, 'name'],
		]);
		expect(await found({ emails: [ben.email], ...name })).toEqual([[ben.outreach?.id, 'email']]);
		expect(await found({ ...name, company: 'Bluepeak Energy' })).toEqual([]);
		expect(await found({ ...name, company: '', emails: ['ada@new.example'] })).toEqual([]);
	});

	it('finds by an address that is kept in another case, before the name', async () => {
		const token = (await rig.sandbox.control.tokens()).access_token;
		const body = {
			data: { type: 'prospect', id: 1002, attributes: { emails: ['Ben@Mixed.example'] } },
		};
		const answer = await callOutreach(
			rig.sandbox.outreach,
			token,
			'PATCH',
			'/prospects/1002',
			body,
		);
		expect(answer.status).toBe(200);
		expect(await found({ emails: 'ben@mixed.example' })).toEqual([[1002, 'email']]);
	});

	it('searches for a name once, however many items have it', async () => {
		const name = { firstName: 'Ada', lastName: 'Morales' };
		const item = { emails: [], linkedIn: '', ...name };
		const { output } = await rig.run({
			node: NODE,
			parameters: byPerson,
			items: [
				{ ...item, company: 'Northwind Robotics' },
				{ ...item, company: 'Northwind Robotics' },
				{ ...item, company: 'Bluepeak Energy' },
			],
		});
		expect(output?.[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(await rig.requests(/\/prospects$/)).toHaveLength(1);
	});

	it('gives every record of the person', async () => {
		const [ada] = await people();
		await rig.sandbox.control.changeCompany(ada.id, { company: 'Headovations' });
		await rig.sandbox.control.duplicate(ada.id);
		const emails = [ada.email, 'ada.morales@headovations.example'];
		const records = await found({ emails });
		expect(records).toHaveLength(2);
		expect(records).toContainEqual([ada.outreach?.id, 'email']);
	});

	it('says that nobody was found, if wanted', async () => {
		const known = {
			emails: 'nobody@example.test',
			firstName: 'No',
			lastName: 'Body',
			company: 'X',
		};
		expect(itemsOf(await find(known, { ifNotFound: 'item' }))[0].json).toEqual({
			found: false,
			reason:
				'Outreach has no prospect with the email nobody@example.test, or the name No Body at X',
		});
	});

	it('refuses to look for anybody at all', async () => {
		const { error } = await find({ firstName: 'Ada', lastName: 'Morales' });
		expect(error?.message).toContain('"Company" is empty');
		const alone = await find({ firstName: 'Ada' });
		expect(alone.error?.message).toContain('"Last Name" and "Company" are empty');
		const nothing = await find({});
		expect(nothing.error?.message).toContain('"Known Emails" is empty');
		expect(await rig.requests(PATH)).toEqual([]);
	});
});

describe('looking people up', () => {
	it('asks for the addresses of all items together and answers each', async () => {
		const [ada, ben] = await people();
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: [
					{ email: ben.email },
					{ email: ada.email.toUpperCase() },
					{ email: 'nobody@example.test' },
					{ email: [ada.email, ben.email, ada.email] },
				],
			}),
		);
		expect(items.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], ben.outreach?.id],
			[[1], ada.outreach?.id],
			[[3], ada.outreach?.id],
			[[3], ben.outreach?.id],
		]);
		expect(items[0].json).toMatchObject({
			emails: [ben.email],
			title: ben.outreach?.title,
			ownerId: ben.outreach?.ownerId,
			accountId: ben.outreach?.accountId,
		});
		expect(await rig.requests(PATH)).toHaveLength(1);
	});

	it('finds who has the address in another case in Outreach', async () => {
		const [ada] = await people();
		const email = 'Ada.Morales@Example.TEST';
		await rig.sandbox.control.setOutreachProspect(ada.outreach?.id ?? 0, {
			emails: ['old@example.test', email],
		});
		const items = itemsOf(await rig.run({ node: NODE, parameters: BY_EMAIL, items: [{ email }] }));
		expect(items.map(({ json }) => json.id)).toEqual([ada.outreach?.id]);
	});

	it('keeps addresses short enough', async () => {
		await rig.reset(400);
		const everybody = await people();
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: everybody.map(({ email }) => ({ email })),
			}),
		);
		expect(items.map(({ json }) => json.id)).toEqual(everybody.map(({ outreach }) => outreach?.id));
		const calls = await rig.requests(PATH);
		expect(calls.length).toBeLessThan(8);
		expect(calls.every(({ status }) => status === 200)).toBe(true);
	});

	it('finds by ID, and takes ids that are text', async () => {
		const [ada, ben] = await people();
		await rig.sandbox.control.switches({ outreach: { idsAsText: true } });
		const parameters = { searchBy: 'ids', ids: `${ben.outreach?.id}, ${ada.outreach?.id}` };
		const items = itemsOf(await rig.run({ node: NODE, parameters }));
		expect(items.map(({ json }) => json.id)).toEqual([ben.outreach?.id, ada.outreach?.id]);
	});

	it('makes an item of nobody a failed one if told so, and only that', async () => {
		const [ada] = await people();
		const { output } = await rig.run({
			node: NODE,
			parameters: { ...BY_EMAIL, options: { ifNotFound: 'error' } },
			items: [{ email: 'nobody@example.test' }, { email: ada.email }, { email: 'no address' }],
			onError: 'continueErrorOutput',
		});
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0], [2]]]);
	});

	it('says for each item whether somebody was found, if wanted', async () => {
		const [ada] = await people();
		const { output } = await rig.run({
			node: NODE,
			parameters: { ...BY_EMAIL, options: { ifNotFound: 'item' } },
			items: [{ email: 'nobody@example.test' }, { email: ada.email }],
		});
		expect(output?.[0].map((item) => [origins(item), item.json])).toEqual([
			[
				[0],
				{ found: false, reason: 'Outreach has no prospect with the email nobody@example.test' },
			],
			[[1], expect.objectContaining({ emails: [ada.email], found: true })],
		]);
	});

	it.each(['item', 'error'])(
		'does not take an incomplete list for nobody: %s',
		async (ifNotFound) => {
			const body = { data: [], meta: { count: 1 } };
			await rig.sandbox.control.fault({
				vendor: 'outreach',
				path: '/prospects$',
				status: 200,
				body,
			});
			const { error } = await rig.run({
				node: NODE,
				parameters: { ...BY_EMAIL, options: { ifNotFound } },
				items: [{ email: 'nobody@example.test' }],
			});
			expect(error?.message).toContain(
				"Whether Outreach has a prospect with the email nobody@example.test is not known: Outreach's list /prospects counts 1 record and holds 0",
			);
		},
	);

	it('returns the raw prospect when not simplified', async () => {
		const [ada] = await people();
		const parameters = { ...BY_EMAIL, emails: ada.email, output: 'raw' };
		const [item] = itemsOf(await rig.run({ node: NODE, parameters }));
		expect(item.json).toMatchObject({ type: 'prospect', attributes: { emails: [ada.email] } });
	});
});

describe('lists', () => {
	it('reads all pages, and gives the list to each item that asks for it', async () => {
		await rig.reset(1200);
		const parameters = { searchBy: 'all', returnAll: true };
		const items = itemsOf(await rig.run({ node: NODE, parameters, items: [{}, {}] }));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1200);
		expect(items.map(origins)).toEqual([...Array(1200).fill([0]), ...Array(1200).fill([1])]);
		expect(await rig.requests(PATH)).toHaveLength(2);
	});

	it('searches by how a name starts, up to the limit', async () => {
		const parameters = { searchBy: 'query', searchText: 'Ada', limit: 5 };
		const items = itemsOf(await rig.run({ node: NODE, parameters }));
		expect(items.map(({ json }) => json.name)).toEqual(['Ada Morales']);
		expect(
			itemsOf(await rig.run({ node: NODE, parameters: { searchBy: 'all', limit: 3 } })),
		).toHaveLength(3);
	});

	it('follows only the query of a link, on its own address', async () => {
		const next = 'https://elsewhere.example/api/v2/prospects?page[after]=x';
		const body = { data: [{ type: 'prospect', id: 5, attributes: {} }], links: { next } };
		await rig.sandbox.control.fault({ vendor: 'outreach', path: '/prospects$', status: 200, body });
		const { error } = await rig.run({
			node: NODE,
			parameters: { searchBy: 'all', returnAll: true },
		});
		expect(error?.message).toContain('The cursor is not valid.');
		expect(await rig.requests(PATH)).toHaveLength(2);
	});
});

describe('by filter', () => {
	const filter = (...condition: object[]) => ({ searchBy: 'filter', filter: { condition } });
	const is = (field: string, value: unknown) => ({ field, operator: 'is', value });
	const idsOf = async (parameters: object, items?: Array<Record<string, unknown>>) =>
		itemsOf(await rig.run({ node: NODE, parameters: { ...parameters }, items })).map(
			({ json }) => json.id,
		);

	it('finds those for whom all conditions hold', async () => {
		const [ada, ben] = await people();
		const emails = is('emails', `${ada.email}, ${ben.email}`);
		expect(await idsOf(filter(emails))).toEqual([1001, 1002]);
		expect(await idsOf(filter(emails, is('owner', 2)))).toEqual([1001]);
		expect(await idsOf(filter(emails, is('title', ['COO', 'Head of Marketing'])))).toEqual([1002]);
		expect(await idsOf(filter(is('stage', 21), is('account', 103)))).toEqual([1003]);
		expect(await idsOf(filter(is('stage', '22')))).toEqual([]);
		const [{ query }] = await rig.requests(PATH);
		expect(query).toEqual({
			newFilterSyntax: 'true',
			'filter[emails][]': [ada.email, ben.email],
			'page[size]': '50',
		});
	});

	it('takes values literally, whatever they hold', async () => {
		const title = 'VP, Sales & Growth [EMEA] 1..2 = "100%" +é';
		await rig.sandbox.control.setOutreachProspect(1002, { title });
		expect(await idsOf(filter(is('title', title)))).toEqual([1002]);
		expect(await idsOf(filter(is('title', ['COO', title])))).toEqual([1002, 1004]);
	});

	it('compares dates and numbers, also dates of expressions', async () => {
		await rig.sandbox.control.setOutreachProspect(1003, { engagedScore: 7 });
		await rig.sandbox.control.setOutreachProspect(1004, { engagedScore: 9.5 });
		const score = (operator: string, value: unknown) => ({
			field: 'engagedScore',
			operator,
			value,
		});
		expect(await idsOf(filter(score('atLeast', '7')))).toEqual([1003, 1004]);
		expect(await idsOf(filter(score('atLeast', 8), score('atMost', 10)))).toEqual([1004]);
		const created = (operator: string, value: string) => ({
			field: 'createdAt',
			operator,
			value,
		});
		const aDayAgo = '={{ $now.minus({ days: 1 }) }}';
		expect(await idsOf(filter(created('atLeast', aDayAgo)))).toHaveLength(12);
		expect(await idsOf(filter(created('atMost', aDayAgo)))).toEqual([]);
	});

	it('finds those without a value, or with one', async () => {
		await rig.sandbox.control.setOutreachProspect(1002, { title: null });
		expect(await idsOf(filter({ field: 'title', operator: 'isEmpty' }))).toEqual([1002]);
		const filled = filter({ field: 'title', operator: 'isNotEmpty' }, is('owner', 1));
		expect(await idsOf(filled)).toEqual([1004, 1006, 1008, 1010, 1012]);
	});

	it('returns as many as wanted, and reads the same list once', async () => {
		await rig.reset(1200);
		const all = filter({ field: 'createdAt', operator: 'atLeast', value: '2000-01-01' });
		expect(await idsOf(all)).toHaveLength(50);
		await rig.sandbox.control.clearRequests();
		const parameters = { ...all, returnAll: true };
		const items = itemsOf(await rig.run({ node: NODE, parameters, items: [{}, {}] }));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1200);
		expect(items.map(origins)).toEqual([...Array(1200).fill([0]), ...Array(1200).fill([1])]);
		// The link to the second page repeats the filter.
		const queries = (await rig.requests(PATH)).map(({ query }) => query['filter[createdAt][gte]']);
		expect(queries).toEqual(['2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z']);
	});

	it.each([
		['no condition', filter(), 'has no condition'],
		['an empty value', filter(is('title', '={{ $json.missing }}')), 'has an empty value'],
		['an unknown field', filter(is('={{ "company" }}', 'x')), 'cannot filter by it'],
		['a text that means more', filter(is('title', '__notnull__')), 'use "Is Empty"'],
		['two values of a field', filter(is('title', 'A'), is('title', 'B')), 'several conditions'],
	])('refuses %s before anything is sent', async (_, parameters, text) => {
		const { error } = await rig.run({ node: NODE, parameters });
		expect(`${error?.message} ${error?.description}`).toContain(text);
		expect(await rig.requests()).toEqual([]);
	});

	it('costs only the item that is refused when the node goes on', async () => {
		const { output } = await rig.run({
			node: NODE,
			parameters: filter(is('title', '={{ $json.title }}')),
			items: [{ title: '' }, { title: 'COO' }],
			onError: 'continueErrorOutput',
		});
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0]]]);
	});
});
