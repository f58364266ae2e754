import { itemsOf, origins } from '../support/explorium';
import type { SandboxPerson, SaleshandyView } from '../support/sandbox';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';
import type { Json, OutputItem, RunRequest } from '../../tools/core-host/protocol';

const NODE = 'saleshandyAddProspectsToSequence';
const IMPORTS = /import-with-field-name$/;
const INTO = /\/sequences\/prospects\/import-with-field-name$/;
const HISTORY = /minimal\/sequences$/;
const STATUS = /import-status/;
const NEW = 'nia@headovations.example';

let rig: VendorRig;
let sequences: SaleshandyView['sequences'];
let people: SandboxPerson[];
/** Ids of fields by label. */
let ids: Record<string, string>;

beforeAll(async () => {
	rig = await startVendorRig('saleshandy');
	const fields = itemsOf(await rig.run({ node: 'saleshandyGetManyFields' }));
	ids = Object.fromEntries(fields.map(({ json }) => [json.label, json.id]));
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	({ sequences } = await rig.sandbox.control.saleshandy());
	({ people } = await rig.sandbox.control.state());
});
afterEach(async () => {
	const { schemaViolations, saleshandy } = await rig.sandbox.control.counters();
	expect([schemaViolations, saleshandy.keysLeaked]).toEqual([0, 0]);
});

const sequence = (title: string) => sequences.find((one) => one.title === title)!;
const step = (title: string, position = 0) => sequence(title).steps[position].id;
const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });
const switches = async (saleshandy: Record<string, unknown>) =>
	await rig.sandbox.control.switches({ saleshandy });

interface How {
	title?: string;
	verify?: boolean;
	options?: Json;
	parameters?: Json;
	onError?: RunRequest['onError'];
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
}

/** Runs the node for addresses, or for items with an email and more. */
async function run(given: Array<string | Json>, how: How = {}) {
	const { title = 'New job', verify = true, options = {}, parameters, ...request } = how;
	return await rig.run({
		node: NODE,
		parameters: {
			sequenceId: picked(sequence(title).id),
			email: '={{ $json.email }}',
			verifyAddresses: verify,
			options: { maxWait: 5, ...options },
			...parameters,
		},
		items: given.map((one) => (typeof one === 'string' ? { email: one } : one)),
		...request,
	});
}

const byId = (...fields: Array<[string, unknown]>) => ({
	fieldsToSet: 'byId',
	fieldValues: {
		field: fields.map(([label, attributeValue]) => ({
			fieldId: ids[label] ?? label,
			attributeValue,
		})),
	},
});

/** The two outputs of a run that goes on. */
async function split(given: Array<string | Json>, how: How = {}) {
	const { output, error } = await run(given, { onError: 'continueErrorOutput', ...how });
	expect(error).toBeNull();
	const [served, failed] = output as OutputItem[][];
	return { served, failed, said: failed.map(({ json }) => String(json.error)) };
}

const enrollments = async () => (await rig.sandbox.control.saleshandy()).enrollments;
const statusIn = async (title: string, email: string) =>
	(await enrollments()).find((one) => one.email === email && one.sequenceId === sequence(title).id)
		?.status;
const prospect = async (email: string): Promise<Json> => {
	const [item] = itemsOf(
		await rig.run({
			node: 'saleshandyGetManyProspects',
			parameters: {
				searchBy: 'email',
				emails: email,
				output: 'selectedFields',
				fields: 'Company,Job Title,City,tags',
			},
		}),
	);
	return item.json;
};
const enrolled = async (person: SandboxPerson, title: string, status = 'active') =>
	await rig.sandbox.control.setSaleshandyEnrollment({
		prospectId: person.saleshandy.id,
		sequenceId: sequence(title).id,
		stepId: step(title),
		status,
	});

describe('with verification', () => {
	it('imports without a step, waits for the verdict, and then adds to the first email step', async () => {
		const [item] = itemsOf(
			await run(['Nia@Headovations.example'], {
				title: 'Social first',
				options: { tags: 'moved, vip' },
				parameters: byId(['Company', 'Headovations'], ['Job Title', 'CEO']),
			}),
		);
		const { id } = await prospect(NEW);
		expect(item).toMatchObject({
			json: {
				email: NEW,
				prospectId: id,
				sequenceId: sequence('Social first').id,
				sequence: 'Social first',
				stepId: step('Social first', 1),
				status: 'active',
				verificationStatus: 'valid',
				alreadyInSequence: false,
			},
			pairedItem: { item: 0 },
		});
		expect(
			(await rig.requests(IMPORTS)).map(({ path, requestBody }) => [path, requestBody]),
		).toEqual([
			[
				'/v1/prospects/import-with-field-name',
				{
					prospectList: [{ Email: NEW, Company: 'Headovations', 'Job Title': 'CEO' }],
					conflictAction: 'addMissingFields',
					verifyProspects: true,
					tags: ['moved', 'vip'],
				},
			],
			[
				'/v1/sequences/prospects/import-with-field-name',
				{
					prospectList: [{ Email: NEW }],
					conflictAction: 'addMissingFields',
					verifyProspects: false,
					stepId: step('Social first', 1),
				},
			],
		]);
		expect(await prospect(NEW)).toMatchObject({
			Company: 'Headovations',
			'Job Title': 'CEO',
			tags: ['moved', 'vip'],
		});
	});

	it('adds nobody whose address is risky, bad or not verified in time', async () => {
		const { served, said, failed } = await split(
			['risky@acme.test', NEW, 'bad@acme.test', 'stuck@acme.test'],
			{ options: { maxWait: 1 } },
		);
		expect(served.map((item) => [origins(item), item.json.email])).toEqual([[[1], NEW]]);
		expect(failed.map(origins)).toEqual([[0], [2], [3]]);
		expect(said).toEqual([
			expect.stringMatching(/did not add risky@acme\.test .*"New job".* has a risky address/),
			expect.stringMatching(/did not add bad@acme\.test .* has a bad address/),
			expect.stringMatching(/stuck@acme\.test .* was not verified within 1 s.*"inProgress"/),
		]);
		expect((await enrollments()).map(({ email }) => email)).toEqual([NEW]);
	});

	it.each(['pending', 'inProgress', 'unknown', 'skip', 'not valid', 'valid?', '', null, undefined])(
		'adds nobody whose status stays %j, whatever the list of prospects says',
		async (verificationStatus) => {
			await rig.sandbox.control.fault({
				vendor: 'saleshandy',
				path: '/verification-status',
				status: 200,
				body: { payload: [{ email: NEW, verificationStatus }] },
				times: 'always',
			});
			const { served, said } = await split([NEW], { options: { maxWait: 1 } });
			expect(served).toEqual([]);
			expect(said).toEqual([expect.stringMatching(/nia@.* was not verified within 1 s/)]);
			expect(await rig.requests(INTO)).toEqual([]);
			expect(await enrollments()).toEqual([]);
		},
	);

	it.each(['pending', 'unknown', 'skip', '', null, undefined])(
		'adds nobody whom Saleshandy lists as %j, where it has no statuses of addresses',
		async (verificationStatus) => {
			await rig.sandbox.control.fault({
				vendor: 'saleshandy',
				path: '/verification-status',
				status: 200,
				body: { payload: [] },
				times: 'always',
			});
			const { id } = people[0].saleshandy;
			await rig.sandbox.control.fault({
				vendor: 'saleshandy',
				method: 'GET',
				path: '/prospects$',
				status: 200,
				body: { message: 'ok', payload: [{ id, email: people[0].email, verificationStatus }] },
				times: 'always',
			});
			const { said } = await split([people[0].email], { options: { maxWait: 1 } });
			expect(said).toEqual([expect.stringMatching(/was not verified within 1 s/)]);
			expect(await enrollments()).toEqual([]);
		},
	);

	it('takes a known address for what it was found to be', async () => {
		const [item] = itemsOf(await run([people[0].email.toUpperCase()]));
		expect(item.json).toMatchObject({
			prospectId: people[0].saleshandy.id,
			verificationStatus: 'Valid',
			alreadyInSequence: false,
		});
		expect(await rig.requests(/verification-status/)).toHaveLength(1);
	});

	it('looks addresses up one by one where the statuses cannot be read at once', async () => {
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: '/verification-status',
			status: 400,
			body: { code: 4000, message: 'Failed to fetch the prospect verification status' },
			times: 'always',
		});
		await switches({ verificationMs: 300 });
		expect(itemsOf(await run([NEW]))[0].json.verificationStatus).toBeDefined();
		expect(await statusIn('New job', NEW)).toBe('active');
	});

	it('adds nobody where the statuses stay unknown', async () => {
		await switches({ verificationMs: 60_000 });
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: '/verification-status',
			status: 500,
			times: 'always',
		});
		const { said } = await split([NEW], {
			parameters: { requestOptions: { maxAttempts: 1 } },
		});
		expect(said).toEqual([
			expect.stringMatching(/Saleshandy.*Whether nia@.* was added to .* is not known/),
		]);
		expect(await enrollments()).toEqual([]);
	});
});

describe('without verification', () => {
	it('imports into the step at once', async () => {
		const [item] = itemsOf(
			await run([NEW], { verify: false, parameters: { stepId: picked(step('New job', 1)) } }),
		);
		expect(item.json).toMatchObject({
			stepId: step('New job', 1),
			verificationStatus: 'skip',
			status: 'active',
		});
		const [only, ...more] = await rig.requests(IMPORTS);
		expect(more).toEqual([]);
		expect([only.path, only.requestBody]).toEqual([
			'/v1/sequences/prospects/import-with-field-name',
			{
				prospectList: [{ Email: NEW }],
				conflictAction: 'addMissingFields',
				verifyProspects: false,
				stepId: step('New job', 1),
			},
		]);
	});

	it.each([
		['addMissingFields', people0('Company'), 'CEO of Nothing'],
		['overwrite', 'Headovations', 'CEO of Nothing'],
		['noUpdate', people0('Company'), undefined],
	])('meets somebody known with %s', async (conflictAction, company, nickname) => {
		await run([people[0].email], {
			verify: false,
			options: { conflictAction },
			parameters: byId(['Company', 'Headovations'], ['Nickname', 'CEO of Nothing']),
		});
		const { saleshandy } = await rig.sandbox.control.person(people[0].email);
		expect(saleshandy.attributes.Company).toBe(company);
		expect(saleshandy.attributes.Nickname).toBe(nickname);
		expect(await statusIn('New job', people[0].email)).toBe('active');
	});
});

describe('fields that Saleshandy does not take', () => {
	const parameters = () => byId(['Company', 'Headovations'], ['Lifecycle', 'Nonsense']);

	it.each([true, false])('are named, with a warning (verification: %s)', async (verify) => {
		const options = { conflictAction: 'overwrite' };
		const given = [people[0].email, NEW];
		const result = await run(given, { verify, options, parameters: parameters() });
		expect(itemsOf(result).map(({ json }) => [json.status, json.notTaken])).toEqual([
			['active', ['Lifecycle']],
			['active', ['Lifecycle']],
		]);
		expect(JSON.stringify(result.hints)).toContain('did not take all fields of 2 prospects');
	});

	it.each([true, false])(
		'are those still empty with fill-empty (verification: %s)',
		async (verify) => {
			const items = itemsOf(
				await run([people[0].email, NEW], { verify, parameters: parameters() }),
			);
			expect(items.map(({ json }) => json.notTaken)).toEqual([undefined, ['Lifecycle']]);
		},
	);

	it('are named for who is in the sequence already', async () => {
		await enrolled(people[0], 'New job');
		const options = { conflictAction: 'overwrite' };
		const how = { verify: false, options, parameters: parameters() };
		const [item] = itemsOf(await run([people[0].email], how));
		expect(item.json).toMatchObject({ alreadyInSequence: true, notTaken: ['Lifecycle'] });
	});

	it('are none where the value is held in another form', async () => {
		const fields = byId(['Team Size', '12.50'], ['Renewal Date', '2026-01-31'], ['City', ' Faro ']);
		const options = { conflictAction: 'overwrite' };
		const [item] = itemsOf(await run([NEW], { verify: false, options, parameters: fields }));
		expect(item.json).not.toHaveProperty('notTaken');
	});
});

/** What the first person has from the start. */
function people0(label: 'Company'): string {
	return { Company: 'Northwind Robotics' }[label];
}

describe('merging', () => {
	it('makes one import of all items, and joins those of one address', async () => {
		const items = itemsOf(
			await run(
				[
					{ email: NEW, company: 'First', city: 'Rome' },
					{ email: 'leo@headovations.example', company: 'Other' },
					{ email: ' NIA@headovations.example ', company: 'Last' },
				],
				{
					verify: false,
					parameters: byId(
						['Company', '={{ $json.company }}'],
						['City', '={{ $json.city ?? "" }}'],
					),
				},
			),
		);
		expect(items.map((item) => [origins(item), item.json.email])).toEqual([
			[[0], NEW],
			[[1], 'leo@headovations.example'],
			[[2], NEW],
		]);
		const imports = await rig.requests(IMPORTS);
		expect(imports.map(({ requestBody }) => requestBody.prospectList)).toEqual([
			[
				{ Email: NEW, Company: 'Last', City: 'Rome' },
				{ Email: 'leo@headovations.example', Company: 'Other' },
			],
		]);
	});

	it('verifies an address if one of its items asks for it', async () => {
		const parameters = { verifyAddresses: '={{ $json.verify }}' };
		const given = [
			{ email: 'bad@acme.test', verify: true },
			{ email: 'BAD@acme.test', verify: false },
			{ email: NEW, verify: false },
			{ email: 'stuck@acme.test', verify: false },
		];
		const { served, failed, said } = await split(given, { parameters });
		expect(served.map(origins)).toEqual([[2], [3]]);
		expect(failed.map(origins)).toEqual([[0], [1]]);
		for (const text of said) expect(text).toMatch(/has a bad address/);
		expect((await enrollments()).map(({ email }) => email)).toEqual([NEW, 'stuck@acme.test']);
	});

	it('makes an import of its own for other settings', async () => {
		await run(
			[
				{ email: NEW, tag: 'a' },
				{ email: 'leo@headovations.example', tag: 'b' },
			],
			{ verify: false, options: { tags: '={{ $json.tag }}' } },
		);
		const imports = await rig.requests(IMPORTS);
		expect(imports.map(({ requestBody }) => requestBody.tags).sort()).toEqual([['a'], ['b']]);
	});

	it('looks for many new people among the newest', async () => {
		const emails = Array.from({ length: 60 }, (_, index) => `p${index}@headovations.example`);
		expect(itemsOf(await run(emails))).toHaveLength(60);
		const searches = (await rig.requests(/\/prospects$/)).filter(({ query }) => query.search);
		expect(searches).toEqual([]);
		expect(await rig.requests(IMPORTS)).toHaveLength(2);
	});

	it('sends at most 500 people in one import', async () => {
		const emails = Array.from({ length: 501 }, (_, index) => `p${index}@headovations.example`);
		expect(itemsOf(await run(emails, { verify: false, options: { maxWait: 60 } }))).toHaveLength(
			501,
		);
		const sizes = (await rig.requests(IMPORTS)).map(
			({ requestBody }) => requestBody.prospectList.length,
		);
		expect(sizes.sort()).toEqual([1, 500]);
	}, 60_000);
});

describe('who is refused', () => {
	it.each([true, false])('costs nobody else anything (verification: %s)', async (verify) => {
		const [ada, ben, chiara, daniel] = people;
		await enrolled(ada, 'Outbound');
		await enrolled(ben, 'Outbound', 'bounced');
		await enrolled(chiara, 'Outbound', 'unsubscribed');
		await rig.sandbox.control.addSaleshandyDoNotContact([
			{ value: daniel.email, type: 'email' },
			{ value: 'blocked.test', type: 'domain' },
		]);
		const { served, failed, said } = await split(
			[ada.email, NEW, ben.email, chiara.email, daniel.email, 'x@blocked.test'],
			{ verify },
		);
		expect(served.map((item) => [origins(item), item.json.email])).toEqual([[[1], NEW]]);
		expect(failed.map(origins)).toEqual([[0], [2], [3], [4], [5]]);
		expect(said).toEqual([
			expect.stringMatching(/ada\.morales.*it is active in another sequence \(12000\)/),
			expect.stringMatching(/ben\.okafor.*it had an email that bounced before \(10700\)/),
			expect.stringMatching(
				/chiara.*it has unsubscribed or is on the do-not-contact list \(10800\)/,
			),
			expect.stringMatching(/daniel.*do-not-contact list \(10800\)/),
			expect.stringMatching(/x@blocked\.test.*do-not-contact list \(10800\)/),
		]);
		expect(await statusIn('New job', NEW)).toBe('active');
		expect(await statusIn('New job', ada.email)).toBeUndefined();
	});

	it('is not sent into the step after an opt-out anywhere', async () => {
		await enrolled(people[0], 'Outbound', 'unsubscribed');
		const { said } = await split([people[0].email], { verify: false });
		expect(said).toEqual([expect.stringMatching(/it has unsubscribed/)]);
		expect(await rig.requests(IMPORTS)).toEqual([]);
	});

	it('stops the node, which then says what was done', async () => {
		await rig.sandbox.control.addSaleshandyDoNotContact([
			{ value: people[0].email, type: 'email' },
		]);
		const { error } = await run([people[0].email, NEW], { verify: false });
		expect(error?.message).toMatch(/did not add ada\.morales.*do-not-contact list/);
		expect(error?.itemIndex).toBe(0);
	});

	it.each([
		{ importReport: 'failedProspectsURL' },
		{ importReport: 'both', importStatusLevel: 'top' },
		{ reportRows: 'all' },
		{ reportRows: 'all', reportCodes: 'in-reason' },
		{ reportCodes: 'absent' },
		{ historyIds: 'id-only' },
	])('is told from the report in the form %j', async (form) => {
		await switches(form);
		await enrolled(people[0], 'Outbound');
		const { served, said } = await split([people[0].email, NEW], { verify: false });
		expect(served.map(({ json }) => json.email)).toEqual([NEW]);
		expect(said).toEqual([expect.stringMatching(/active in another sequence/)]);
	});

	it('is found also where there is no report, by looking', async () => {
		await switches({ importReport: 'none' });
		await enrolled(people[0], 'Outbound');
		const { served, said } = await split([people[0].email, NEW], {
			verify: false,
			options: { maxWait: 1 },
		});
		expect(served.map(({ json }) => json.email)).toEqual([NEW]);
		expect(said).toEqual([
			expect.stringMatching(
				/Whether ada\..* was added .* is not confirmed: its sequences do not show it/,
			),
		]);
	});
});

describe('who is in the sequence already', () => {
	it.each([true, false])('counts as a success (verification: %s)', async (verify) => {
		await enrolled(people[0], 'New job', 'finished');
		const items = itemsOf(await run([people[0].email, NEW], { verify }));
		expect(items.map(({ json }) => [json.email, json.status, json.alreadyInSequence])).toEqual([
			[people[0].email, 'finished', true],
			[NEW, 'active', false],
		]);
		for (const { requestBody } of await rig.requests(INTO)) {
			expect(requestBody.prospectList).toEqual([{ Email: NEW }]);
		}
		expect(await enrollments()).toHaveLength(2);
	});

	it('gets fields and tags all the same', async () => {
		await enrolled(people[0], 'New job');
		const parameters = byId(['Nickname', 'Ace']);
		const items = itemsOf(
			await run([people[0].email], { verify: false, options: { tags: 'vip' }, parameters }),
		);
		expect(items[0].json.alreadyInSequence).toBe(true);
		expect(await rig.requests(INTO)).toEqual([]);
		const { saleshandy } = await rig.sandbox.control.person(people[0].email);
		expect([saleshandy.attributes.Nickname, saleshandy.tags]).toEqual(['Ace', ['vip']]);
	});

	it('is told from the look before, and is not written to without fields', async () => {
		await enrolled(people[0], 'New job');
		expect(itemsOf(await run([people[0].email], { verify: false }))[0].json).toMatchObject({
			alreadyInSequence: true,
			stepId: null,
		});
		expect(await rig.requests(IMPORTS)).toEqual([]);
	});
});

describe('an import that does not go as it should', () => {
	it('that never ends leaves open what became of it', async () => {
		await switches({ importEnd: 'hangs' });
		const { said } = await split([NEW], { verify: false, options: { maxWait: 1 } });
		expect(said).toEqual([
			expect.stringMatching(
				/Whether nia@.* was added to the Saleshandy sequence "New job" is not confirmed.*the import \w+ was not completed within 1 s/,
			),
		]);
		expect(await rig.requests(IMPORTS)).toHaveLength(1);
	});

	it.each([true, false])(
		'that ends unsaid is proven by looking (verification: %s)',
		async (verify) => {
			await switches({ importEnd: 'done-but-hangs' });
			const [item] = itemsOf(await run([NEW], { verify, options: { maxWait: 1 } }));
			expect(item.json).toMatchObject({ email: NEW, status: 'active' });
		},
	);

	it('whose report cannot be read is judged by looking', async () => {
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: '/files/',
			status: 403,
			body: 'No',
		});
		await enrolled(people[0], 'Outbound');
		const { served, said } = await split([people[0].email, NEW], {
			verify: false,
			options: { maxWait: 1 },
		});
		expect(served.map(({ json }) => json.email)).toEqual([NEW]);
		expect(said).toEqual([
			expect.stringMatching(/not confirmed.*the report of the import \w+ could not be read.*403/),
		]);
	});

	it.each([
		['ftp://files.example/x.csv', /not a web address/],
		['nonsense', /not a web address/],
		['http://127.0.0.1:9/x.csv', /could not be reached/],
	])('that names its report %s reads nothing there', async (url, why) => {
		await enrolled(people[0], 'Outbound');
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: '/import-status/',
			status: 200,
			body: { payload: { isCompleted: true, reportURL: url } },
		});
		const { said } = await split([people[0].email], { verify: false, options: { maxWait: 1 } });
		expect(said[0]).toMatch(why);
	});

	it('that never ends adds nobody of whom it is not known whether the fields are set', async () => {
		await switches({ importEnd: 'hangs' });
		const { said } = await split([people[0].email], {
			options: { maxWait: 1 },
			parameters: byId(['Nickname', 'Ace']),
		});
		expect(said).toEqual([
			expect.stringMatching(/not as the import would leave it.*not completed/),
		]);
		expect(await rig.requests(INTO)).toEqual([]);
		expect(await enrollments()).toEqual([]);
	});

	it.each([true, false])(
		'is sent once when its answer is lost (verification: %s)',
		async (verify) => {
			await rig.sandbox.control.fault({
				vendor: 'saleshandy',
				path: IMPORTS.source,
				drop: 'after',
			});
			const [item] = itemsOf(
				await run([NEW], { verify, options: { tags: 'vip' }, parameters: byId(['City', 'Faro']) }),
			);
			expect(item.json).toMatchObject({ email: NEW, status: 'active', alreadyInSequence: false });
			expect(await rig.requests(IMPORTS)).toHaveLength(verify ? 2 : 1);
			expect(await prospect(NEW)).toMatchObject({ City: 'Faro', tags: ['vip'] });
		},
	);

	it('is not sent again where nothing shows that it arrived', async () => {
		await rig.sandbox.control.fault({ vendor: 'saleshandy', path: IMPORTS.source, drop: 'before' });
		const { said } = await split([NEW], { options: { maxWait: 1 } });
		expect(said).toEqual([
			expect.stringMatching(/Whether Saleshandy carried the call out is not known/),
		]);
		expect(await rig.requests(IMPORTS)).toHaveLength(1);
		expect(await enrollments()).toEqual([]);
	});

	it('leaves people open when the second one is lost', async () => {
		await rig.sandbox.control.fault({ vendor: 'saleshandy', path: INTO.source, drop: 'before' });
		const { said } = await split([NEW], { options: { maxWait: 1 } });
		expect(said).toEqual([expect.stringMatching(/Whether nia@.* was added to .* is not known/)]);
		expect(await rig.requests(INTO)).toHaveLength(1);
	});

	it('is waited out where the rate limit comes as 400 with the code 4000', async () => {
		const body = { error: true, error_code: 4000, error_message: 'Rate Limit exceeded' };
		const headers = { 'retry-after': '1' };
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: IMPORTS.source,
			status: 400,
			body,
			headers,
		});
		expect(itemsOf(await run([NEW], { verify: false }))).toHaveLength(1);
		expect(await rig.requests(IMPORTS)).toHaveLength(2);
	});

	it('is refused as it is with another failure of that code', async () => {
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: IMPORTS.source,
			status: 400,
			body: { statusCode: 400, message: ['verifyProspects must be a boolean value', 'and more'] },
		});
		const { error } = await run([NEW]);
		expect(error?.message).toMatch(
			/refused the request \(400\).*verifyProspects must be.*and more/,
		);
		expect(await rig.requests(IMPORTS)).toHaveLength(1);
	});

	describe.each([true, false])('because of one person (verification: %s)', (verify) => {
		const message = ['prospectList.1.Email must be an email'];
		const three = [NEW, 'odd@acme.test', 'leo@headovations.example'];
		const refuse = async (body: Json, times: number | 'always' = 1) =>
			await rig.sandbox.control.fault({
				vendor: 'saleshandy',
				path: IMPORTS.source,
				status: 400,
				body,
				times,
			});

		it('costs the others nothing where it names the place', async () => {
			await refuse({ statusCode: 400, message });
			const { served, failed, said } = await split(three, { verify });
			expect(served.map(({ json }) => json.email)).toEqual([three[0], three[2]]);
			expect(failed.map(origins)).toEqual([[1]]);
			expect(said[0]).toMatch(/prospectList\[1\] is "odd@acme\.test": .*must be an email/);
			expect(await statusIn('New job', 'odd@acme.test')).toBeUndefined();
			expect(await rig.requests(IMPORTS)).toHaveLength(verify ? 3 : 2);
		});

		it('costs the others nothing where it names nobody', async () => {
			// All, the first two, the first one.
			await refuse({ code: 4000, message: 'Failed to import prospects' }, 3);
			const { served, failed } = await split(three, { verify });
			expect(served.map(origins)).toEqual([[1], [2]]);
			expect(failed.map(origins)).toEqual([[0]]);
		});

		it('names that person where the node stops, and has done nothing', async () => {
			await refuse({ statusCode: 400, message });
			const { error } = await run(three, { verify });
			expect(error?.itemIndex).toBe(1);
			expect(error?.description).toContain('Nothing was changed.');
			expect(await rig.requests(IMPORTS)).toHaveLength(1);
		});

		it('ends where nobody is taken, and is not split for what all have in common', async () => {
			const many = Array.from({ length: 100 }, (_, index) => `p${index}@headovations.example`);
			await refuse({ code: 4000, message: 'Failed to import prospects' }, 'always');
			const { served, failed } = await split(many, { verify });
			expect([served.length, failed.length]).toEqual([0, 100]);
			expect((await rig.requests(IMPORTS)).length).toBeLessThanOrEqual(24);
			await rig.reset();
			await refuse({ statusCode: 400, message: ['conflictAction must be a valid enum value'] });
			expect((await split(many, { verify })).failed).toHaveLength(100);
			expect(await rig.requests(IMPORTS)).toHaveLength(1);
		});
	});

	it('that is refused at the step says that the person is in Saleshandy', async () => {
		const body = { statusCode: 400, message: ['prospectList.0.Email must be an email'] };
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: INTO.source,
			status: 400,
			body,
			times: 1,
		});
		const { error } = await run([NEW]);
		expect(error?.message).toContain('must be an email');
		expect(error?.description).toContain('was added to Saleshandy, without a step');
		expect(error?.description).not.toContain('Nothing was changed');
	});

	it('that is refused at the step names all who are in Saleshandy, and in no step', async () => {
		const body = { statusCode: 400, message: 'No' };
		const path = IMPORTS.source;
		await rig.sandbox.control.fault({ vendor: 'saleshandy', path, status: 400, body, after: 1 });
		const emails = ['a', 'b', 'c'].map((name) => `${name}@headovations.example`);
		const { error } = await run(emails);
		expect(error?.description).toContain(
			`Imported, but in no step of the sequence: ${emails.join(', ')}.`,
		);
		expect(error?.description).not.toContain('Nothing was changed');
	});

	it('whose answer is lost names all of whom it is not known what became', async () => {
		const path = IMPORTS.source;
		await rig.sandbox.control.fault({ vendor: 'saleshandy', path, drop: 'before' });
		const emails = ['a', 'b', 'c'].map((name) => `${name}@headovations.example`);
		const { error } = await run(emails, { verify: false, options: { maxWait: 1 } });
		expect(error?.description).toContain(`Not known whether added: ${emails.join(', ')}.`);
	});

	it('is not sent again by another try of the node', async () => {
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: STATUS.source,
			status: 500,
			times: 3,
		});
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: HISTORY.source,
			status: 500,
			times: 1,
		});
		const { output, error } = await run([NEW], {
			verify: false,
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
			parameters: { requestOptions: { maxAttempts: 1 } },
		});
		expect(error).toBeNull();
		expect(output?.[0]?.[0].json).toMatchObject({ email: NEW, alreadyInSequence: false });
		expect(await rig.requests(IMPORTS)).toHaveLength(1);
	});

	it('says that it is not confirmed where the sequences of the prospect do not show it', async () => {
		await rig.sandbox.control.fault({
			vendor: 'saleshandy',
			path: HISTORY.source,
			status: 200,
			body: { payload: [] },
			times: 'always',
		});
		const { said } = await split([NEW], { options: { maxWait: 1 } });
		expect(said).toEqual([expect.stringMatching(/is not confirmed: its sequences do not show it/)]);
	});
});

describe('what is refused before anything is sent', () => {
	const sent = async () => (await rig.requests()).filter(({ method }) => method !== 'GET');

	it.each<[string, Json | (() => Json), RegExp]>([
		[
			'an address that is none',
			{ email: 'Ada Morales' },
			/"Email" is "Ada Morales".*one email address/,
		],
		['two addresses', { email: 'a@x.test, b@x.test' }, /"Email" is "a@x\.test, b@x\.test"/],
		['an empty address', { email: '={{ $json.nothing }}' }, /"Email" is empty/],
		['an empty sequence', { sequenceId: picked('={{ $json.nothing }}') }, /"Sequence" is empty/],
		[
			'a step that nothing is found for',
			{ stepId: picked('={{ $json.nothing }}') },
			/"Step" is empty/,
		],
		['an unknown sequence', { sequenceId: picked('nobody') }, /no sequence with this ID/],
		['an unknown field', () => byId(['Nonsense', 'x']), /"Field ID" is empty|no field with the ID/],
		['the email field', () => byId(['Email', 'x@y.test']), /"Email" cannot be updated/],
		['a date that is none', () => byId(['Renewal Date', 'soon']), /"Renewal Date" is "soon"/],
		[
			'no word on verification',
			{ verifyAddresses: '={{ $json.nothing }}' },
			/"Verify Addresses" is empty/,
		],
		['an odd conflict action', { options: { conflictAction: 'upsert' } }, /If the Prospect Exists/],
		['no time to wait', { options: { maxWait: 0 } }, /Wait for Import at Most/],
	])('%s', async (_name, given, message) => {
		const parameters = typeof given === 'function' ? given() : given;
		const { error } = await run([NEW], { parameters });
		expect(error?.message).toMatch(message);
		expect(await sent()).toEqual([]);
	});

	it.each([
		[
			'a step of another sequence',
			'New job',
			() => step('Outbound'),
			/"Step" is .*"New job" has no step/,
		],
		['a sequence without steps', 'Draft', () => '', /There are no steps in .*"Draft"/],
		[
			'a sequence without an email',
			'Calls only',
			() => '',
			/There is no email step in .*"Calls only"/,
		],
	])('%s', async (_name, title, stepId, message) => {
		const { error } = await run([NEW], {
			title,
			options: { allowInactive: true },
			parameters: { stepId: picked(stepId()) },
		});
		expect(error?.message).toMatch(message);
		expect(await sent()).toEqual([]);
	});

	it('a sequence that is not active, unless an option allows it', async () => {
		const { error } = await run([NEW], { title: 'Win back' });
		expect(error?.message).toMatch(/"Win back" .* is not active/);
		expect(error?.description).toMatch(/Add to Inactive Sequence/);
		expect(await sent()).toEqual([]);
		const [item] = itemsOf(
			await run([NEW], { title: 'Win back', options: { allowInactive: true } }),
		);
		expect(item.json.sequence).toBe('Win back');
	});

	it('one item, and the others go on', async () => {
		const { served, failed } = await split([NEW, 'nonsense', people[0].email]);
		expect(served.map(origins)).toEqual([[0], [2]]);
		expect(failed.map(origins)).toEqual([[1]]);
	});

	it('a key that is not accepted', async () => {
		const credentials = saleshandyCredential(rig.sandbox, 'wrong-key-entirely');
		const { error } = await rig.run({
			node: NODE,
			parameters: { sequenceId: picked(sequence('New job').id), email: NEW },
			credentials,
		});
		expect(error?.message).toMatch(/did not accept the credential/);
	});
});

describe('pickers', () => {
	const list = async (method: string, parameters: Json = {}, filter?: string) =>
		(
			await rig.host.listSearch({
				node: NODE,
				method,
				filter,
				parameters,
				credentials: saleshandyCredential(rig.sandbox),
			})
		).results;

	it('list sequences, and say which are not active', async () => {
		const newsletters = sequences.filter(({ title }) => title === 'Newsletter');
		expect((await list('searchSequences')).map(({ name }) => name).sort()).toEqual(
			[
				'Calls only',
				'Draft – not active',
				'New job',
				...newsletters.map(({ id }) => `Newsletter (${id})`),
				'Outbound',
				'Social first',
				'Win back – not active',
			].sort(),
		);
		expect(await list('searchSequences', {}, 'NEW JOB')).toEqual([
			{ name: 'New job', value: sequence('New job').id },
		]);
	});

	it('list the steps of the chosen sequence', async () => {
		const parameters = { sequenceId: picked(sequence('Social first').id) };
		expect(await list('searchSteps', parameters)).toEqual([
			{ name: 'Step 1 – not an email', value: '48213' },
			{ name: 'Step 2 – email', value: '48214' },
		]);
		await expect(list('searchSteps')).rejects.toMatchObject({
			details: { message: expect.stringContaining('once a sequence is chosen') },
		});
	});
});
