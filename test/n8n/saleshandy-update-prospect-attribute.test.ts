import { itemsOf, origins } from '../support/explorium';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'saleshandyUpdateProspectAttribute';
const WRITES = /\/attribute$/;
const FIELDS = /\/fields$/;
const LOOKUPS = /\/prospects$/;

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
			[[0], { Company: 'Last', City: 'Rome' }],
			[[1], { Company: 'Other' }],
			[[2], { Company: 'Last', City: 'Rome' }],
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

describe('whom it is about', () => {
	const choice = (mode: string, value: unknown) => ({
		...mapped({ City: '={{ $json.city }}' }),
		prospectId: { __rl: true, mode, value },
	});
	const ROME = [{ city: 'Rome' }];

	it.each(['id', 'list'])('takes a choice by %s', async (mode) => {
		const [ada] = await people();
		const parameters = choice(mode, ada.saleshandy.id);
		const [item] = itemsOf(await rig.run({ node: NODE, parameters, items: ROME }));
		expect(item.json).toEqual({ prospectId: ada.saleshandy.id, updated: { City: 'Rome' } });
		expect(await rig.requests(LOOKUPS)).toEqual([]);
	});

	it('takes the ID as plain text, fixed or from an expression, as workflows from before hold it', async () => {
		const [ada] = await people();
		for (const prospectId of [ada.saleshandy.id, '={{ $json.id }}']) {
			const parameters = { ...mapped({ City: 'Rome' }), prospectId };
			const items = [{ id: ada.saleshandy.id }];
			const [item] = itemsOf(await rig.run({ node: NODE, parameters, items }));
			expect(item.json.prospectId).toBe(ada.saleshandy.id);
		}
	});

	it('finds who has exactly the address, in any case, and not its neighbor', async () => {
		const [ada] = await people();
		await rig.sandbox.control.addPerson({ email: `xx${ada.email}` });
		const parameters = choice('email', ` ${ada.email.toUpperCase()} `);
		const [item] = itemsOf(await rig.run({ node: NODE, parameters, items: ROME }));
		expect(item.json).toEqual({
			prospectId: ada.saleshandy.id,
			email: ada.email,
			updated: { City: 'Rome' },
		});
	});

	it('searches for each address once, and joins items by ID and by email', async () => {
		const [ada, ben] = await people();
		const parameters = choice('email', '={{ $json.email }}');
		const items = itemsOf(
			await rig.run({
				node: NODE,
				parameters,
				items: [
					{ email: ada.email, city: 'Rome' },
					{ email: ben.email, city: 'Oslo' },
					{ email: ada.email.toUpperCase(), city: 'Faro' },
				],
			}),
		);
		expect(items.map((item) => [origins(item), item.json.updated])).toEqual([
			[[0], { City: 'Faro' }],
			[[1], { City: 'Oslo' }],
			[[2], { City: 'Faro' }],
		]);
		expect(await rig.requests(LOOKUPS)).toHaveLength(2);
		expect(await rig.requests(WRITES)).toHaveLength(2);
	});

	it('says that nobody has the address, and writes for the others only if it goes on', async () => {
		const [ada] = await people();
		const parameters = choice('email', '={{ $json.email }}');
		const items = [
			{ email: ada.email, city: 'Rome' },
			{ email: 'nobody@example.com', city: 'X' },
		];
		const { error } = await rig.run({ node: NODE, parameters, items });
		expect(error?.message).toBe(
			'Saleshandy has no prospect with the email "nobody@example.com" [item 1]',
		);
		expect(error?.description).toContain(
			'imports people who are not there yet. Nothing was changed.',
		);
		expect(await rig.requests(WRITES)).toEqual([]);
		const onError = 'continueErrorOutput';
		const { output } = await rig.run({ node: NODE, parameters, items, onError });
		expect(output?.map((one) => one.flatMap(origins))).toEqual([[0], [1]]);
		expect(await rig.requests(WRITES)).toHaveLength(1);
	});

	it.each([
		['a refusal', { status: 400, body: { message: 'No' } }],
		['no verdict', { status: 200, body: { payload: { results: [] } } }],
	])('names the address, and not the ID, after %s', async (_what, outcome) => {
		const [ada] = await people();
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: WRITES.source,
			times: 9,
			...outcome,
		});
		const { error } = await rig.run({
			node: NODE,
			parameters: choice('email', ada.email),
			items: ROME,
		});
		expect(error?.message).toContain(ada.email);
		expect(`${error?.message} ${error?.description}`).not.toMatch(
			new RegExp(`${ada.saleshandy.id}|By Email`),
		);
	});

	it('takes none of several prospects with one address', async () => {
		const [ada] = await people();
		await rig.sandbox.control.addPerson({ email: ada.email.toUpperCase() });
		const { error } = await rig.run({
			node: NODE,
			parameters: choice('email', ada.email),
			items: ROME,
		});
		expect(error?.message).toContain(`Saleshandy has 2 prospects with the email "${ada.email}"`);
		expect(error?.message).toContain(ada.saleshandy.id);
		expect(error?.description).toContain('Choose "By ID"');
		expect(await rig.requests(WRITES)).toEqual([]);
	});

	it.each([
		['email', '={{ "" }}', '"Prospect" is empty'],
		['email', 'ann', '"Prospect" holds "ann", but each entry must be an email address'],
		['email', 'a@b.co, c@d.co', '"Prospect" holds 2 email addresses, but must be one'],
		['id', 'ann@example.com', 'This is an email address: choose "By Email" for it'],
		['list', '={{ undefined }}', '"Prospect" is empty'],
	])('refuses %s %j before anything is sent', async (mode, value, message) => {
		const { error } = await rig.run({ node: NODE, parameters: choice(mode, value), items: ROME });
		expect(error?.message).toContain(message);
		expect(await rig.requests()).toEqual([]);
	});

	it('says what a field ID must be', async () => {
		const parameters = byId(['={{ [1] }}', 'Rome']);
		const { error } = await rig.run({ node: NODE, parameters, items: [{ id: 'x' }] });
		expect(error?.message).toContain('"Field ID" is [1], but must be the ID of one field');
	});

	it('lists prospects to pick from, and searches among them', async () => {
		const [ada] = await people();
		const list = async (filter?: string) =>
			await rig.host.listSearch({
				node: NODE,
				method: 'searchProspects',
				credentials: saleshandyCredential(rig.sandbox),
				filter,
			});
		const named = { name: `Ada Morales (${ada.email})`, value: ada.saleshandy.id };
		expect((await list()).results).toContainEqual(named);
		expect((await list(' morales ')).results).toEqual([named]);
		expect((await list('nobody at all')).results).toEqual([]);
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

	describe('where one bad value spoils its call', () => {
		beforeEach(async () => {
			await rig.sandbox.control.switches({ saleshandy: { badFieldSpoils: true } });
		});
		const BAD = { Lifecycle: 'No such option', City: 'Rome', Notes: 'Likes tea' };
		const sent = async () =>
			(await rig.requests(WRITES)).map(({ requestBody }) =>
				(requestBody as { attributes: Array<{ fieldId: string }> }).attributes.map(
					({ fieldId }) => labelOf[fieldId],
				),
			);

		it('sends each field once by itself, and names the bad one', async () => {
			const [ada] = await people();
			const { error } = await rig.run({
				node: NODE,
				parameters: mapped(BAD),
				items: [{ id: ada.saleshandy.id }],
			});
			expect(error?.message).toBe(
				`Saleshandy did not update "Lifecycle" of the prospect ${ada.saleshandy.id} to "No such option", and gave no reason; updated: "City", "Notes" [item 0]`,
			);
			expect(await sent()).toEqual([
				['Lifecycle', 'City', 'Notes'],
				['Lifecycle'],
				['City'],
				['Notes'],
			]);
			expect((await people())[0].saleshandy.attributes).toMatchObject({ City: 'Rome' });
		});

		it('costs only the item with it', async () => {
			const [ada] = await people();
			const { output } = await rig.run({
				node: NODE,
				parameters: mapped({ Lifecycle: '={{ $json.cycle }}', City: '={{ $json.city }}' }),
				items: [
					{ id: ada.saleshandy.id, cycle: 'No such option' },
					{ id: ada.saleshandy.id, city: 'Rome' },
				],
				onError: 'continueErrorOutput',
			});
			expect(output?.map((one) => one.flatMap(origins))).toEqual([[1], [0]]);
			expect(output?.[0][0].json.updated).toEqual({ City: 'Rome' });
		});

		it('sends nothing again where there is one field, or all is well', async () => {
			const [ada] = await people();
			const items = [{ id: ada.saleshandy.id }];
			await rig.run({ node: NODE, parameters: mapped({ Lifecycle: 'No' }), items });
			await rig.run({ node: NODE, parameters: mapped({ City: 'Oslo', Notes: 'x' }), items });
			expect(await rig.requests(WRITES)).toHaveLength(2);
		});

		it.each([
			['email', 4],
			['id', 1],
		])(
			'knows a refusal of the whole call by it, if it knows the prospect (%s)',
			async (mode, calls) => {
				const [ada] = await people();
				await rig.sandbox.control.switches({ saleshandy: { allFieldsFailed: '400' } });
				const value = mode === 'id' ? ada.saleshandy.id : ada.email;
				const { error } = await rig.run({
					node: NODE,
					parameters: { ...mapped(BAD), prospectId: { __rl: true, mode, value } },
				});
				expect(error?.message).toContain('Saleshandy did not update');
				expect(await rig.requests(WRITES)).toHaveLength(calls);
			},
		);

		it('says what was updated where a call fails half-way', async () => {
			const [ada] = await people();
			const fault = { path: '/attribute', status: 500, after: 2, times: 9 };
			await rig.sandbox.control.fault({ vendor: 'saleshandy', ...fault });
			const { error } = await rig.run({
				node: NODE,
				parameters: mapped(
					{ City: 'Rome', Lifecycle: 'No such option' },
					{ requestOptions: { maxAttempts: 1 } },
				),
				items: [{ id: ada.saleshandy.id }],
			});
			expect(error?.message).toContain('(500)');
			expect(error?.description).toContain('Already updated: "City".');
		});
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
		const said = String(output?.[1][0].json.error);
		expect(said).toContain('nobody');
		expect(said).toContain('Saleshandy did not update');
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
		const email = await refusal('Email');
		expect(email?.message).toContain('"Email" cannot be updated');
		expect(email?.description).toContain('Add Prospects to Sequence imports the person');
		expect(await rig.requests(WRITES)).toEqual([]);
		expect(await rig.requests(FIELDS)).toHaveLength(2);
	});

	it.each(['success-false', '400'])(
		'says what to do about a new address where no list tells it from other fields (%s)',
		async (emailField) => {
			const [ada] = await people();
			await rig.sandbox.control.switches({ saleshandy: { emailField } });
			const fault = { vendor: 'saleshandy', path: '/fields', times: 9, status: 500 } as const;
			await rig.sandbox.control.fault(fault);
			const named = byId(['City', 'Rome']);
			named.fieldValues.field[0].fieldId = 'E-mail Address';
			const requestOptions = { maxAttempts: 1 };
			const run = async (parameters: object) =>
				await rig.run({
					node: NODE,
					parameters: { ...parameters, requestOptions },
					items: [{ id: ada.saleshandy.id }],
				});
			expect((await run(named)).error?.description).toContain('imports the person');
			expect(await rig.requests(WRITES)).toEqual([]);
			const { error } = await run(byId(['Email', 'new@example.com']));
			expect(error?.message).toContain('Saleshandy did not update');
			if (emailField === '400') expect(error?.description).toContain('imports the person');
		},
	);

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
		['an empty id', { id: '' }, '"Prospect" is empty'],
		['an id that is a step in a path', { id: '..' }, '"Prospect" is "..", which is not an ID'],
		['half a character as id', { id: 'a\ud83d' }, 'which is not an ID'],
		['an id that is not there', {}, '"Prospect" is empty'],
		['nothing to set', { id: 'x', city: '' }, 'There is nothing to update'],
		['a list', { id: 'x', city: ['a'] }, '"City" is ["a"], but must be text'],
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
		expect(error?.description).toContain('copy the API key again');
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
		expect(error?.description).toContain('Of 3 prospects, 1 was updated.');
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
