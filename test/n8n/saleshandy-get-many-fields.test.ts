import { itemsOf, origins } from '../support/explorium';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'saleshandyGetManyFields';

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('saleshandy');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

it('lists built-in and custom fields with one call for all items', async () => {
	const items = itemsOf(await rig.run({ node: NODE, items: [{}, {}] }));
	const labels = items.map(({ json }) => json.label);
	expect(labels).toEqual(expect.arrayContaining(['First Name', 'Email', 'Lifecycle']));
	const half = items.length / 2;
	expect(items.map(origins)).toEqual(items.map((_, place) => [place < half ? 0 : 1]));
	expect(Object.keys(items[0].json)).toEqual(['label', 'fieldType', 'id']);
	expect(await rig.requests()).toHaveLength(1);
});

it('lists custom fields only if told so, by their older names too', async () => {
	await rig.sandbox.control.switches({ saleshandy: { fieldKeys: 'name' } });
	const items = itemsOf(await rig.run({ node: NODE, parameters: { systemFields: false } }));
	const labels = items.map(({ json }) => json.label);
	expect(labels).toContain('Lifecycle');
	expect(labels).not.toContain('First Name');
	expect(items.map(({ json }) => json.fieldType)).toContain('dropdown');
});

it.each([
	['400', 'Invalid token'],
	['401', 'Invalid token'],
	['403', 'You do not have permission'],
])('says that a key is not accepted (%s)', async (badKey, text) => {
	await rig.sandbox.control.switches({ saleshandy: { badKey } });
	const { error } = await rig.run({
		node: NODE,
		credentials: saleshandyCredential(rig.sandbox, 'wrong'),
	});
	expect(error?.message).toContain(text);
	expect(error?.description).toContain('API key');
});
