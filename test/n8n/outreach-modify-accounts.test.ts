import axios from 'axios';
import { itemsOf, origins } from '../support/explorium';
import { DEMO } from '../support/sandbox';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

/** What Modify does in general is tested with prospects; accounts have fields of their own. */
const NODE = 'outreachModifyAccounts';
const ACTION = /\/batches\/actions\/accountsBulkModify$/;
const NORTHWIND = 101;
const BLUEPEAK = 102;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 50 } });
});
afterEach(async () => {
	expect((await rig.sandbox.control.counters()).outreach.untargetedRequests).toBe(0);
});

const run = async (
	fields: Record<string, unknown>,
	items: object[] = [{ id: NORTHWIND }],
	more: object = {},
) =>
	await rig.run({
		node: NODE,
		parameters: {
			selectBy: 'ids',
			ids: '={{ $json.id }}',
			fieldsToSet: 'byName',
			fieldValues: { field: Object.entries(fields).map(([name, value]) => ({ name, value })) },
			...more,
		},
		items: items as Array<Record<string, unknown>>,
	});

const bodies = async () =>
	(await rig.requests(ACTION)).map(({ requestBody }) => requestBody.data.attributes);

const account = async (id: number) => {
	const { data } = await axios.get(`${rig.sandbox.outreach}/api/v2/accounts/${id}`, {
		headers: { authorization: `Bearer ${DEMO.outreachAccessToken}` },
		proxy: false,
	});
	return data.data.attributes;
};

it('sets standard fields by their types, with one batch per set of values', async () => {
	const fields = {
		industry: '={{ $json.industry }}',
		numberOfEmployees: '250',
		buyerIntentScore: '={{ 7.5 }}',
		foundedAt: '2001-05-01',
	};
	const items = itemsOf(
		await run(fields, [
			{ id: NORTHWIND, industry: 'Robots' },
			{ id: BLUEPEAK, industry: 'Robots' },
			{ id: 103, industry: 'Data' },
		]),
	);
	expect(items.map((item) => [origins(item), item.json.id, item.json.status])).toEqual([
		[[0], NORTHWIND, 'done'],
		[[1], BLUEPEAK, 'done'],
		[[2], 103, 'done'],
	]);
	const common = { numberOfEmployees: 250, buyerIntentScore: 7.5 };
	const foundedAt = expect.stringMatching(/^2001-05-01/);
	const sent = await bodies();
	expect(sent).toHaveLength(2);
	expect(sent).toEqual(
		expect.arrayContaining([
			{ ids: [NORTHWIND, BLUEPEAK], industry: 'Robots', ...common, foundedAt },
			{ ids: [103], industry: 'Data', ...common, foundedAt },
		]),
	);
	expect(await account(BLUEPEAK)).toMatchObject({ industry: 'Robots', ...common });
	// Standard fields are known without asking.
	expect(await rig.requests(/\/types$/)).toEqual([]);
});

it('sets custom fields, whose values come from a list', async () => {
	itemsOf(await run({ custom1: 'B', custom2: 'Ann Lee', custom3: '={{ true }}' }));
	expect(await bodies()).toEqual([
		{ ids: [NORTHWIND], custom1: 'B', custom2: 'Ann Lee', custom3: 'true' },
	]);
	expect(await account(NORTHWIND)).toMatchObject({ custom1: 'B', custom3: 'true' });
	const { error } = await run({ custom1: 'D' });
	expect(`${error?.message} ${error?.description}`).toContain('"A", "B", "C"');
	expect(await bodies()).toHaveLength(1);
});

it('maps input data by name or label', async () => {
	const mapper = { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] };
	const items = [
		{ id: NORTHWIND, 'natural name': 'Northwind', Tier: 'A', tags: ['x'], title: 'y' },
	];
	itemsOf(await run({}, items, { fieldsToSet: 'mapped', attributes: mapper }));
	expect(await bodies()).toEqual([{ ids: [NORTHWIND], naturalName: 'Northwind', custom1: 'A' }]);
});

it.each([
	['createdAt', '2026-01-01', 'Outreach sets it itself'],
	['touchedAt', '2026-01-01', 'Outreach sets it itself'],
	['tags', 'VIP', 'holds a list'],
	['naicsCodes', '11', 'holds a list'],
	['sicCodes', '11', 'holds a list'],
	['ids', '7', 'says which records'],
	['title', 'CEO', 'Outreach accounts have no field'],
	['custom151', 'x', 'Custom fields are called custom1 to custom150'],
	['numberOfEmployees', 'many', 'must be a whole number'],
	['numberOfEmployees', '2.5', 'must be a whole number'],
	['named', 'maybe', 'must be true or false'],
])('refuses %s = %s', async (name, value, text) => {
	const { error } = await run({ industry: 'Robots', [name]: value });
	expect(`${error?.message} ${error?.description}`).toContain(text);
	expect(await rig.requests(ACTION)).toEqual([]);
});

it('sends the older form, which takes one field, if told so', async () => {
	const older = { options: { singleFieldForm: true } };
	itemsOf(await run({ numberOfEmployees: '={{ 250 }}' }, undefined, older));
	expect(await bodies()).toEqual([
		{ ids: [NORTHWIND], fieldName: 'numberOfEmployees', fieldValue: '250' },
	]);
	expect(await account(NORTHWIND)).toMatchObject({ numberOfEmployees: 250 });
	const { error } = await run({ industry: 'Robots', locality: 'Lisbon' }, undefined, older);
	expect(error?.message).toContain('takes only one');
	expect(await bodies()).toHaveLength(1);
});

it('finds accounts by domain', async () => {
	const byDomain = { selectBy: 'domain', domain: 'bluepeak.example, lumen-analytics.example' };
	const items = itemsOf(await run({ industry: 'Robots' }, [{}], byDomain));
	expect(items.map(({ json }) => json.id)).toEqual([BLUEPEAK, 103]);
	expect(await bodies()).toEqual([{ ids: [BLUEPEAK, 103], industry: 'Robots' }]);
});
