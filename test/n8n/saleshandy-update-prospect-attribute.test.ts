import { itemsOf, origins } from '../support/explorium';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'saleshandyUpdateProspectAttribute';
const WRITES = /\/attribute$/;
const FIELDS = /\/fields$/;

let rig: VendorRig;
/** Ids of fields by label. */
let ids: Record<string, string>;
let labelOf: Record<string, string>;

beforeAll(async () => {
	rig = await startVendorRig('saleshandy');
	const fields = itemsOf(await rig.run({ node: 'saleshandyGetManyFields' }));
	ids = Object.fromEntries(fields.map(({ json }) => [json.label, json.id]));
	labelOf = Object.fromEntries(fields.map(({ json }) => [json.id, json.label]));
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

const people = async () => (await rig.sandbox.control.state()).people;

const byId = (...fields: Array<[string, unknown]>) => ({
	prospectId: '={{ $json.id }}',
	fieldsToSet: 'byId',
	fieldValues: {
		field: fields.map(([label, attributeValue]) => ({
			fieldId: ids[label] ?? label,
			attributeValue,
		})),
	},
});

const mapped = (value: Record<string, unknown>, more: object = {}) => ({
	prospectId: '={{ $json.id }}',
	fieldsToSet: 'mapped',
	attributes: {
		mappingMode: 'defineBelow',
		value: Object.fromEntries(Object.entries(value).map(([label, one]) => [ids[label], one])),
		matchingColumns: [],
		schema: Object.entries(ids).map(([displayName, id]) => ({
			id,
			displayName,
			required: false,
			defaultMatch: false,
			display: true,
			type: displayName === 'Renewal Date' ? 'dateTime' : 'string',
		})),
	},
	...more,
});

describe('what is written', () => {
	it('sends all fields of a prospect in one call and returns one item', async () => {
		const [ada] = await people();
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: mapped({ Company: '={{ $json.company }}', 'Job Title': 'CEO' }),
				items: [{ id: ada.saleshandy.id, company: 'New Inc' }],
			}),
		);
		expect(items).toMatchObject([
			{
				json: {
					prospectId: ada.saleshandy.id,
					updated: { Company: 'New Inc', 'Job Title': 'CEO' },
				},
				pairedItem: { item: 0 },
			},
		]);
		const [after] = await people();
		expect(after.saleshandy.attributes).toMatchObject({ Company: 'New Inc', 'Job Title': 'CEO' });
		expect((await rig.requests()).map(({ requestBody }) => requestBody)).toEqual([
			{
				attributes: [
					{ fieldId: ids.Company, attributeValue: 'New Inc' },
					{ fieldId: ids['Job Title'], attributeValue: 'CEO' },
				],
			},
		]);
	});

	it('merges the items of a prospect: later values win', async () => {
		const [ada, ben] = await people();
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters: mapped({ Company: '={{ $json.company }}', City: '={{ $json.city }}' }),
				items: [
					{ id: ada.saleshandy.id, company: 'First', city: 'Rome' },
					{ id: ben.saleshandy.id, company: 'Other' },
					{ id: ` ${ada.saleshandy.id} `, company: 'Last', city: '' },
				],
			}),
		);
		expect(items.map((item) => [origins(item), item.json.updated])).toEqual([
			[[0, 2], { Company: 'Last', City: 'Rome' }],
			[[1], { Company: 'Other' }],
		]);
		expect(await rig.requests(WRITES)).toHaveLength(2);
	});

	it('maps input data by label', async () => {
		const [ada] = await people();
		const { attributes, ...rest } = mapped({});
		const [item] = itemsOf(
			await rig.run({
				node: NODE,
				parameters: { ...rest, attributes: { ...attributes, mappingMode: 'autoMapInputData' } },
				items: [
					{ id: ada.saleshandy.id, company: 'New Inc', 'JOB TITLE': 'CEO', Email: 'a@b.test' },
				],
			}),
		);
		expect(item.json.updated).toEqual({ Company: 'New Inc', 'Job Title': 'CEO' });
	});

	it('sends texts: numbers, booleans and days', async () => {
		const [ada] = await people();
		const parameters = mapped({
			'Team Size': '={{ 12.5 }}',
			Notes: '={{ true }}',
			'Renewal Date': '2026-03-01T00:00:00',
		});
		const [item] = itemsOf(
			await rig.run({ node: NODE, parameters, items: [{ id: ada.saleshandy.id }] }),
		);
		expect(item.json.updated).toEqual({
			'Team Size': '12.5',
			Notes: 'true',
			'Renewal Date': '2026-03-01',
		});
	});

	it('clears fields only if told so', async () => {
		const [ada] = await people();
		const run = async (options: object) =>
			await rig.run({
				node: NODE,
				parameters: mapped({ City: '', Company: 'X', Notes: '={{ $json.nothing }}' }, { options }),
				items: [{ id: ada.saleshandy.id }],
			});
		expect(itemsOf(await run({}))[0].json.updated).toEqual({ Company: 'X' });
		expect(itemsOf(await run({ clearEmpty: true }))[0].json.updated).toEqual({
			City: '',
			Company: 'X',
		});
		expect((await people())[0].saleshandy.attributes).not.toHaveProperty('City');
	});

	it('sends the single form if told so, and says when nothing was confirmed', async () => {
		const [ada] = await people();
		await rig.sandbox.control.switches({ saleshandy: { singleModeAnswer: 'no-results' } });
		const [item] = itemsOf(
			await rig.run({
				node: NODE,
				parameters: mapped({ City: 'Rome' }, { options: { singleField: true } }),
				items: [{ id: ada.saleshandy.id }],
			}),
		);
		expect(item.json).toMatchObject({ updated: { City: 'Rome' }, confirmed: false });
		const [{ requestBody }] = await rig.requests(WRITES);
		expect(requestBody).toEqual({ fieldId: ids.City, attributeValue: 'Rome' });
	});

	it('encodes ids that are not safe in an address', async () => {
		const odd = (await people()).find(({ saleshandy }) => /[+/=]/.test(saleshandy.id));
		const [item] = itemsOf(
			await rig.run({
				node: NODE,
				parameters: mapped({ City: 'Rome' }),
				items: [{ id: odd?.saleshandy.id }],
			}),
		);
		expect(item.json.prospectId).toBe(odd?.saleshandy.id);
	});
});

describe('fields that are not written', () => {
	it('names the field that Saleshandy did not write, and those it did', async () => {
		const [ada] = await people();
		const { error } = await rig.run({
			node: NODE,
			parameters: mapped({ Lifecycle: 'No such option', City: 'Rome' }),
			items: [{ id: ada.saleshandy.id }],
		});
		expect(error?.message).toBe(
			`Saleshandy did not update "Lifecycle" of the prospect ${ada.saleshandy.id} to "No such option", and gave no reason; updated: "City" [item 0]`,
		);
	});

	it('fails only the items that gave the field', async () => {
		const [ada, ben] = await people();
		const { output } = await rig.run({
			node: NODE,
			parameters: mapped({ Lifecycle: '={{ $json.cycle }}', City: '={{ $json.city }}' }),
			items: [
				{ id: ada.saleshandy.id, cycle: 'No such option' },
				{ id: ada.saleshandy.id, city: 'Rome' },
				{ id: ben.saleshandy.id, city: 'Oslo' },
			],
			onError: 'continueErrorOutput',
		});
		expect(output?.[0].map((item) => [origins(item), item.json.updated])).toEqual([
			[[1], { City: 'Rome' }],
			[[2], { City: 'Oslo' }],
		]);
		expect(output?.[1].map(origins)).toEqual([[0]]);
	});

	it.each(['one-missing', 'success-as-text'])(
		'takes results that are %s for failed',
		async (results) => {
			const [ada] = await people();
			await rig.sandbox.control.switches({ saleshandy: { results } });
			const { error } = await rig.run({
				node: NODE,
				parameters: mapped({ City: 'Rome' }),
				items: [{ id: ada.saleshandy.id }],
			});
			expect(error?.message).toContain('did not update "City"');
		},
	);

	it.each(['400', '404', '201-all-false'])('reports an unknown prospect (%s)', async (form) => {
		const [ada] = await people();
		await rig.sandbox.control.switches({ saleshandy: { unknownProspect: form } });
		const { output } = await rig.run({
			node: NODE,
			parameters: mapped({ City: 'Rome' }),
			items: [{ id: 'nobody' }, { id: ada.saleshandy.id }],
			onError: 'continueErrorOutput',
		});
		expect(output?.[0].map(origins)).toEqual([[1]]);
		expect(JSON.stringify(output?.[1])).toContain('prospect nobody');
	});
});

describe('input that is refused', () => {
	it('refuses unknown field ids and the email before sending', async () => {
		const [ada] = await people();
		const refusal = async (label: string) => {
			const { error } = await rig.run({
				node: NODE,
				parameters: byId(['City', 'Rome'], [label, 'x']),
				items: [{ id: ada.saleshandy.id }],
			});
			return error;
		};
		const unknown = await refusal('INVALIDxx');
		expect(unknown?.message).toContain('no field with the ID "INVALIDxx"');
		expect(unknown?.description).toContain(`Job Title (${ids['Job Title']})`);
		expect((await refusal('Email'))?.message).toContain('"Email" cannot be updated');
		expect(await rig.requests(WRITES)).toEqual([]);
		expect(await rig.requests(FIELDS)).toHaveLength(2);
	});

	it('goes on without the list of fields where it cannot be read', async () => {
		const [ada] = await people();
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: '/fields',
			times: 9,
			status: 500,
		});
		const [item] = itemsOf(
			await rig.run({
				node: NODE,
				parameters: { ...byId(['City', 'Rome']), requestOptions: { maxAttempts: 1 } },
				items: [{ id: ada.saleshandy.id }],
			}),
		);
		expect(item.json.updated).toEqual({ [ids.City]: 'Rome' });
	});

	it.each([
		['an empty id', { id: '' }, '"Prospect ID" is empty'],
		['an id that is a step in a path', { id: '..' }, '"Prospect ID" is "..", which is no ID'],
		['half a character as id', { id: 'a\ud83d' }, 'which is no ID'],
		['an id that is not there', {}, '"Prospect ID" is empty'],
		['nothing to set', { id: 'x', city: '' }, 'There is nothing to update'],
		['a list', { id: 'x', city: ['a'] }, '"City" is ["a"], but must be a text'],
	])('refuses %s', async (_, item, message) => {
		const { output } = await rig.run({
			node: NODE,
			parameters: mapped({ City: '={{ $json.city }}' }),
			items: [item, { id: (await people())[0].saleshandy.id, city: 'Rome' }],
			onError: 'continueErrorOutput',
		});
		expect(JSON.stringify(output?.[1])).toContain(JSON.stringify(message).slice(1, -1));
		expect(output?.[0].map(origins)).toEqual([[1]]);
		expect(await rig.requests(WRITES)).toHaveLength(1);
	});
});

describe('answers that are no success', () => {
	const write = async (more: object = {}) => {
		const [ada] = await people();
		return await rig.run({
			node: NODE,
			parameters: mapped({ City: 'Rome' }, { requestOptions: { maxAttempts: 2 } }),
			items: [{ id: ada.saleshandy.id }],
			...more,
		});
	};

	it('says that the key is not accepted', async () => {
		const { error } = await write({ credentials: saleshandyCredential(rig.sandbox, 'wrong') });
		expect(error?.description).toContain('API key not accepted');
	});

	it('repeats after a lost answer, as that does no harm', async () => {
		await rig.sandbox.control.fault({ vendor: 'saleshandy', drop: 'after' });
		expect(itemsOf(await write())).toHaveLength(1);
		expect(await rig.requests(WRITES)).toHaveLength(2);
	});

	it.each(['code-in-message', 'status-code', 'message-list', 'text'])(
		'reads a refusal of the form %s',
		async (errorBody) => {
			await rig.sandbox.control.switches({ saleshandy: { errorBody } });
			const { error } = await write({ items: [{ id: 'nobody' }] });
			expect(error?.message).toContain('Failed to prospect attribute');
		},
	);

	it('stops at the first failed prospect and says how many were done', async () => {
		const [ada] = await people();
		const { error } = await rig.run({
			node: NODE,
			parameters: mapped({ City: 'Rome' }, { requestOptions: { callsAtOnce: 1 } }),
			items: [{ id: ada.saleshandy.id }, { id: 'nobody' }, { id: 'never' }],
		});
		expect(error?.itemIndex).toBe(1);
		expect(error?.description).toContain('Of 3 prospects, 1 had been updated.');
		expect(await rig.requests(WRITES)).toHaveLength(2);
	});
});

describe('the form', () => {
	it('lists the fields that can be updated', async () => {
		const { fields } = await rig.host.resourceMapping({
			node: NODE,
			method: 'getUpdatableFields',
			credentials: saleshandyCredential(rig.sandbox),
		});
		expect(fields.map(({ displayName }) => displayName)).toContain('Job Title');
		expect(fields.map(({ displayName }) => displayName)).not.toContain('Email');
		expect(fields.find(({ id }) => labelOf[id] === 'Renewal Date')?.type).toBe('dateTime');
	});
});
