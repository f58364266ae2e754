import { itemsOf, origins } from '../support/explorium';
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
			stageId: 21,
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

	it('returns the raw prospect when not simplified', async () => {
		const [ada] = await people();
		const parameters = { ...BY_EMAIL, emails: ada.email, options: { simplify: false } };
		const [item] = itemsOf(await rig.run({ node: NODE, parameters }));
		expect(item.json).toMatchObject({ type: 'prospect', attributes: { emails: [ada.email] } });
	});
});

describe('lists', () => {
	it('reads all pages, and gives the list once to all items that ask for it', async () => {
		await rig.reset(1200);
		const parameters = { searchBy: 'all', returnAll: true };
		const items = itemsOf(await rig.run({ node: NODE, parameters, items: [{}, {}] }));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1200);
		expect(origins(items[0])).toEqual([0, 1]);
		expect(await rig.requests(PATH)).toHaveLength(2);
	});

	it('searches by how a name starts, up to the limit', async () => {
		const parameters = { searchBy: 'query', searchText: 'Ada', limit: 5 };
		const items = itemsOf(await rig.run({ node: NODE, parameters }));
		expect(items.map(({ json }) => json.firstName)).toEqual(['Ada']);
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
