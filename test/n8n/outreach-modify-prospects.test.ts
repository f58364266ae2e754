import { itemsOf, origins } from '../support/explorium';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachModifyProspects';
const ACTION = /\/batches\/actions\/prospectsBulkModify$/;
const TYPES = /\/types$/;
const ADA = 1001;
const BEN = 1002;
const CHIARA = 1003;

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

const mapped = (value: Record<string, unknown>, more: object = {}) => ({
	selectBy: 'ids',
	ids: '={{ $json.id }}',
	fieldsToSet: 'mapped',
	attributes: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
	...more,
});

const named = (...field: Array<{ name: string; value: unknown }>) => ({
	selectBy: 'ids',
	ids: '={{ $json.id }}',
	fieldsToSet: 'byName',
	fieldValues: { field },
});

const bodies = async () =>
	(await rig.requests(ACTION)).map(({ requestBody }) => requestBody.data.attributes);

const prospect = async (id: number) =>
	(await rig.sandbox.control.state()).people.find(({ outreach }) => outreach?.id === id)?.outreach;

describe('what is sent', () => {
	it('sets several fields of several prospects with one batch per set of values', async () => {
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: mapped({ title: '={{ $json.title }}', company: 'New Inc' }),
				items: [
					{ id: ADA, title: 'CEO' },
					{ id: BEN, title: 'CTO' },
					{ id: CHIARA, title: 'CEO' },
				],
			}),
		);
		expect(items.map((item) => [origins(item), item.json.id, item.json.status])).toEqual([
			[[0], ADA, 'done'],
			[[1], BEN, 'done'],
			[[2], CHIARA, 'done'],
		]);
		expect(await bodies()).toEqual(
			expect.arrayContaining([
				{ ids: [ADA, CHIARA], title: 'CEO', company: 'New Inc' },
				{ ids: [BEN], title: 'CTO', company: 'New Inc' },
			]),
		);
		expect(await prospect(ADA)).toMatchObject({ title: 'CEO', company: 'New Inc' });
		expect(await rig.requests(TYPES)).toEqual([]);
	});

	it('converts values by the types of the fields, custom ones to text', async () => {
		const parameters = named(
			{ name: 'optedOut', value: 'true' },
			{ name: 'score', value: '7.5' },
			{ name: 'jobStartDate', value: '2026-03-01T00:00:00.000+01:00' },
			{ name: 'custom2', value: 'SMB' },
			{ name: 'custom3', value: '={{ true }}' },
			{ name: 'custom4', value: '2026-03-01T00:00:00' },
			{ name: 'custom5', value: '={{ 40 }}' },
			{ name: 'custom10', value: '={{ ["Product", "Events"] }}' },
			{ name: 'custom11', value: '2026-03-01T09:30:00.000Z' },
		);
		const [item] = itemsOf(await rig.run({ node: NODE, parameters, items: [{ id: ADA }] }));
		expect(item.json.status).toBe('done');
		expect(await bodies()).toEqual([
			{
				ids: [ADA],
				optedOut: true,
				score: 7.5,
				jobStartDate: '2026-03-01',
				custom2: 'SMB',
				custom3: 'true',
				custom4: '2026-03-01',
				custom5: '40',
				custom10: 'Product,Events',
				custom11: '2026-03-01T09:30:00',
			},
		]);
		expect(await rig.requests(TYPES)).toHaveLength(1);
	});

	it('maps input data by name or label', async () => {
		const { attributes, ...rest } = mapped({});
		const [item] = itemsOf(
			await rig.run({
				node: NODE,
				parameters: { ...rest, attributes: { ...attributes, mappingMode: 'autoMapInputData' } },
				items: [{ id: ADA, title: 'CEO', 'previous company': 'Old Inc', emails: ['x@y.test'] }],
			}),
		);
		expect(item.json.status).toBe('done');
		expect(await bodies()).toEqual([{ ids: [ADA], title: 'CEO', custom1: 'Old Inc' }]);
	});

	it('leaves empty values out, or clears with them if told so', async () => {
		const run = async (options: object) =>
			await rig.run({
				node: NODE,
				parameters: mapped({ title: '', company: 'X', jobStartDate: '' }, { options }),
				items: [{ id: ADA }],
			});
		itemsOf(await run({}));
		itemsOf(await run({ clearEmpty: true }));
		expect(await bodies()).toEqual([
			{ ids: [ADA], company: 'X' },
			{ ids: [ADA], title: '', company: 'X', jobStartDate: null },
		]);
	});

	it('sends the older form if told so', async () => {
		const older = { options: { singleFieldForm: true } };
		itemsOf(
			await rig.run({
				node: NODE,
				parameters: mapped({ title: 'CEO' }, older),
				items: [{ id: ADA }],
			}),
		);
		expect(await bodies()).toEqual([{ ids: [ADA], fieldName: 'title', fieldValue: 'CEO' }]);
		expect((await prospect(ADA))?.title).toBe('CEO');
		const { error } = await rig.run({
			node: NODE,
			parameters: mapped({ title: 'CEO', company: 'X' }, older),
			items: [{ id: ADA }],
		});
		expect(error?.message).toContain('takes only one');
	});
});

describe('input that is refused', () => {
	it.each([
		['ids', '7', 'says which records'],
		['id', '7', 'says which records'],
		['name', 'Ann', 'Outreach sets it itself'],
		['updatedAt', '2026-01-01', 'Outreach sets it itself'],
		['emails', 'a@b.test', 'holds a list'],
		['jobTitle', 'CEO', 'Did you mean title?'],
		['optedOut', 'maybe', 'must be true or false'],
		['score', 'high', 'must be a number'],
		['jobStartDate', 'soon', 'must be a date'],
		['custom2', 'Huge', '"SMB", "Mid-market", "Enterprise"'],
		['title', '', 'nothing to modify'],
	])('refuses %s = %s', async (name, value, text) => {
		const { error } = await rig.run({
			node: NODE,
			parameters: named({ name, value }),
			items: [{ id: ADA }],
		});
		expect(`${error?.message} ${error?.description}`).toContain(text);
		expect(await rig.requests(ACTION)).toEqual([]);
	});

	it.each<[string, Record<string, unknown>]>([
		['by name', named({ name: 'optedOut', value: 'false' })],
		['by name, as what an expression gives', named({ name: 'optedOut', value: '={{ false }}' })],
		[
			'by a name that an expression gives',
			named({ name: '={{ "optedOut" }}', value: '={{ 0 > 1 }}' }),
		],
		['in the list of fields', mapped({ emailOptedOut: false })],
		['in the list of fields, beside others', mapped({ title: 'CEO', callOptedOut: 'false' })],
		['a status that says so', mapped({ emailsOptStatus: 'opted_in' })],
		['a status in another case', named({ name: 'callsOptStatus', value: 'Opted_Out' })],
		['empty, where empty clears', mapped({ optedOut: '' }, { options: { clearEmpty: true } })],
		[
			'nothing, where empty clears',
			mapped({ emailsOptStatus: '={{ null }}' }, { options: { clearEmpty: true } }),
		],
		['in the older form', mapped({ optedOut: false }, { options: { singleFieldForm: true } })],
	])('refuses to clear an opt-out: %s', async (_, parameters) => {
		const { error } = await rig.run({ node: NODE, parameters, items: [{ id: ADA }] });
		expect(error?.message).toContain('which would clear an opt-out. It may only be ');
		expect(await rig.requests()).toEqual([]);
	});

	it.each(['optedOut', 'Opted Out of All Mailings'])(
		'refuses to clear an opt-out that the input item names %s',
		async (name) => {
			const { attributes, ...rest } = mapped({});
			const { error } = await rig.run({
				node: NODE,
				parameters: { ...rest, attributes: { ...attributes, mappingMode: 'autoMapInputData' } },
				items: [{ id: ADA, [name]: false }],
			});
			expect(error?.message).toContain('The field optedOut is false, which would clear an opt-out');
			expect(await rig.requests(ACTION)).toEqual([]);
		},
	);

	it('costs only the item that is refused', async () => {
		const { output } = await rig.run({
			node: NODE,
			parameters: mapped({ score: '={{ $json.score }}' }),
			items: [
				{ id: ADA, score: 'high' },
				{ id: BEN, score: 3 },
			],
			onError: 'continueErrorOutput',
		});
		expect(output?.map((list) => list.map(origins))).toEqual([[[1]], [[0]]]);
	});
});

it('goes on without the custom fields where they cannot be read', async () => {
	const types = { vendor: 'outreach' as const, path: '/types$', status: 500, times: 9 };
	await rig.sandbox.control.fault(types);
	const parameters = {
		...named({ name: 'custom1', value: 'Old Inc' }),
		requestOptions: { maxAttempts: 1 },
	};
	itemsOf(await rig.run({ node: NODE, parameters, items: [{ id: ADA }] }));
	expect(await bodies()).toEqual([{ ids: [ADA], custom1: 'Old Inc' }]);
});

it('reports a field that Outreach refuses', async () => {
	const detail = "'custom150' is not a permitted attribute.";
	const body = { errors: [{ id: 'permittedParams.unknownAttribute', title: 'Unknown', detail }] };
	await rig.sandbox.control.fault({ vendor: 'outreach', path: 'Modify$', status: 400, body });
	const { error } = await rig.run({
		node: NODE,
		parameters: named({ name: 'custom150', value: 'x' }),
		items: [{ id: ADA }],
	});
	expect(error).toMatchObject({ httpCode: '400', message: expect.stringContaining(detail) });
});

it('lists standard fields, and custom ones by label with their choices', async () => {
	const { fields } = await rig.host.resourceMapping({
		node: NODE,
		method: 'getProspectFields',
		credentials: outreachCredential(rig.sandbox),
	});
	const byLabel = Object.fromEntries(fields.map((field) => [field.displayName, field]));
	expect(byLabel.Title).toMatchObject({ id: 'title', type: 'string' });
	expect(byLabel['Opted Out of Calls']).toMatchObject({ type: 'boolean' });
	expect(byLabel.Segment).toMatchObject({ id: 'custom2', type: 'options' });
	expect(byLabel.Segment.options).toHaveLength(3);
	expect(fields.map(({ id }) => id)).not.toContain('name');
	expect(fields.map(({ id }) => id)).not.toContain('trashedAt');
});
