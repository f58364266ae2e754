import { itemsOf, origins } from '../support/explorium';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'saleshandyGetManyProspects';
const PATH = /^\/v1\/prospects$/;
const BY_EMAIL = { searchBy: 'email', emails: '={{ $json.email }}' };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('saleshandy');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

const people = async () => (await rig.sandbox.control.state()).people;

describe('by email', () => {
	it('gives the fields that are selected, as the form lists them', async () => {
		const [ada] = await people();
		const listed = await rig.host.loadOptions({
			node: NODE,
			method: 'getOutputFields',
			credentials: saleshandyCredential(rig.sandbox),
		});
		const names = listed.map(({ value }) => value);
		expect(names).toEqual(expect.arrayContaining(['email', 'First Name', 'Lifecycle', 'tags']));
		const parameters = { ...BY_EMAIL, emails: ada.email, output: 'selectedFields' };
		const fields = ['Lifecycle', 'Job Title'];
		const [item] = itemsOf(await rig.run({ node: NODE, parameters: { ...parameters, fields } }));
		expect(item.json).toEqual({
			Lifecycle: 'Lead',
			'Job Title': ada.saleshandy.attributes['Job Title'],
			id: ada.saleshandy.id,
		});
	});

	it('finds exactly who has the address, in any case, with values by label', async () => {
		const [ada] = await people();
		await rig.sandbox.control.addPerson({ email: `xx${ada.email}` });
		const items = itemsOf(
			await rig.run({ node: NODE, parameters: { ...BY_EMAIL, emails: ada.email.toUpperCase() } }),
		);
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			id: ada.saleshandy.id,
			email: ada.email,
			'First Name': 'Ada',
			Company: ada.saleshandy.attributes.Company,
		});
		expect(items[0].json).not.toHaveProperty('attributes');
	});

	it('searches each address once and answers every item that asks', async () => {
		const [ada, ben] = await people();
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: [
					{ email: ada.email },
					{ email: `${ben.email}, ${ada.email}` },
					{ email: 'nobody@example.test' },
					{ email: [ada.email, ada.email.toUpperCase()] },
				],
			}),
		);
		expect(items.map((item) => [origins(item), item.json.email])).toEqual([
			[[0], ada.email],
			[[1], ben.email],
			[[1], ada.email],
			[[3], ada.email],
		]);
		expect(await rig.requests(PATH)).toHaveLength(3);
	});

	it('returns the raw prospect when not simplified', async () => {
		const [ada] = await people();
		const [item] = itemsOf(
			await rig.run({
				node: NODE,
				parameters: { ...BY_EMAIL, emails: ada.email, output: 'raw' },
			}),
		);
		expect(item.json.attributes).toEqual(
			expect.arrayContaining([expect.objectContaining({ key: 'Company' })]),
		);
	});

	it('makes an item of nobody a failed one if told so, and only that', async () => {
		const [ada] = await people();
		const { output, error } = await rig.run({
			node: NODE,
			parameters: { ...BY_EMAIL, options: { ifNotFound: 'error' } },
			items: [{ email: ada.email }, { email: 'nobody@example.test' }],
			onError: 'continueErrorOutput',
		});
		expect(error).toBeNull();
		expect(output?.[0].map(origins)).toEqual([[0]]);
		expect(output?.[1]).toHaveLength(1);
		expect(JSON.stringify(output?.[1])).toContain('nobody@example.test');
	});

	it('says for each item whether somebody was found, if wanted', async () => {
		const [ada] = await people();
		const { output } = await rig.run({
			node: NODE,
			parameters: { ...BY_EMAIL, options: { ifNotFound: 'item' } },
			items: [{ email: 'nobody@example.test' }, { email: ada.email }],
		});
		const byItem = output?.[0].map((item) => [origins(item), item.json]);
		expect(byItem).toHaveLength(2);
		expect(byItem).toContainEqual([
			[0],
			{ found: false, reason: 'Saleshandy has no prospect with the email nobody@example.test' },
		]);
		expect(byItem).toContainEqual([
			[1],
			expect.objectContaining({ email: ada.email, found: true }),
		]);
	});

	it('refuses what is no address before sending anything', async () => {
		const { error } = await rig.run({
			node: NODE,
			parameters: BY_EMAIL,
			items: [{ email: 'ann' }],
		});
		expect(error?.message).toBe(
			'"Emails" holds "ann", but each entry must be an email address such as ann@example.com [item 0]',
		);
		expect(await rig.requests()).toEqual([]);
	});
});

describe('lists', () => {
	it('reads all pages, and gives the list once to all items that ask for it', async () => {
		await rig.reset(250);
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: { searchBy: 'all', returnAll: true },
				items: [{}, {}],
			}),
		);
		expect(items).toHaveLength(500);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(250);
		expect(items.map(origins)).toEqual(items.map((_, place) => [place < 250 ? 0 : 1]));
		expect((await rig.requests(PATH)).map(({ query }) => query.page)).toEqual(['1', '2', '3']);
	});

	it('stops at a page that repeats', async () => {
		await rig.reset(200);
		await rig.sandbox.control.switches({ saleshandy: { pastLastPage: 'repeats' } });
		const items = itemsOf(
			await rig.run({ node: NODE, parameters: { searchBy: 'all', returnAll: true } }),
		);
		expect(items).toHaveLength(200);
		expect(await rig.requests(PATH)).toHaveLength(3);
	});

	it('returns up to the limit', async () => {
		const items = itemsOf(await rig.run({ node: NODE, parameters: { searchBy: 'all', limit: 5 } }));
		expect(items).toHaveLength(5);
	});

	it.each(['array', 'list', 'payload'])('reads a payload of the form %s', async (listPayload) => {
		await rig.sandbox.control.switches({ saleshandy: { listPayload } });
		const items = itemsOf(
			await rig.run({ node: NODE, parameters: { searchBy: 'text', searchText: 'Ada' } }),
		);
		expect(items.map(({ json }) => json['First Name'])).toEqual(['Ada']);
	});
});

describe('answers that are no success', () => {
	const search = { ...BY_EMAIL, emails: 'ann@example.com', requestOptions: { maxAttempts: 2 } };

	it('says that the key is not accepted, although the status is 400', async () => {
		const { error } = await rig.run({
			node: NODE,
			parameters: search,
			credentials: saleshandyCredential(rig.sandbox, 'wrong'),
		});
		expect(error?.message).toContain('Invalid token');
		expect(error?.description).toContain('copy the API key again');
	});

	it('waits out a rate limit that comes as 400', async () => {
		const limit = { status: 400, body: { error: true, message: 'Rate Limit exceeded' } };
		const headers = { 'retry-after': '1s' };
		await rig.sandbox.control.fault({ vendor: 'saleshandy', ...limit, headers });
		expect(itemsOf(await rig.run({ node: NODE, parameters: search }))).toEqual([]);
		expect(await rig.requests(PATH)).toHaveLength(2);
	});

	it('takes a minute for the limit where it names no time', async () => {
		const limit = { status: 400, body: { error: true, message: 'Rate Limit exceeded' } };
		await rig.sandbox.control.fault({ vendor: 'saleshandy', ...limit });
		const parameters = { ...search, requestOptions: { longestWait: 30 } };
		const { error } = await rig.run({ node: NODE, parameters });
		expect(error?.description).toContain('try again in 60 s');
		expect(error?.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 60_000 });
		expect(await rig.requests(PATH)).toHaveLength(1);
	});

	it.each([403, 404, 500])('reports %i', async (status) => {
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			times: 5,
			status,
			body: { error: true, message: '4000: Failed to fetch prospects' },
		});
		const { error } = await rig.run({ node: NODE, parameters: search });
		expect(error).toMatchObject({ httpCode: String(status) });
		expect(error?.message).toContain('Failed to fetch prospects');
	});
});
