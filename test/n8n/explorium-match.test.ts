import { itemsOf, prospectId, startRig, type Rig, VERSIONS } from '../support/explorium';

const NODE = 'exploriumMatchProspects';
const MATCH = '/prospects/match';
const BY_EMAIL = { email: '={{ $json.email }}' };
const quick = { requestOptions: { maxAttempts: 3, longestWait: 5 } };
const STRANGER = 'nobody@example.test';

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;

	beforeAll(async () => {
		rig = await startRig(version);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		await rig.sandbox.control.limits({ explorium: null });
	});

	const people = async () => (await rig.sandbox.control.state()).people;
	const asked = async () =>
		(await rig.requests(MATCH)).map(({ requestBody }) => requestBody.prospects_to_match);

	describe('what it finds', () => {
		it('answers each item, in their order, and asks about the same person once', async () => {
			const [ada, ben] = await people();
			const input = [ben.email, STRANGER, ada.email, ben.email.toUpperCase()];
			const items = itemsOf(
				await rig.run({
					node: NODE,
					parameters: BY_EMAIL,
					items: input.map((email) => ({ email })),
				}),
			);
			expect(items.map(({ json }) => json)).toEqual([
				{ matched: true, prospect_id: ben.id, email: ben.email },
				{ matched: false, prospect_id: null, email: STRANGER },
				{ matched: true, prospect_id: ada.id, email: ada.email },
				{ matched: true, prospect_id: ben.id, email: ben.email },
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
			expect(await asked()).toEqual([
				[{ email: ben.email }, { email: STRANGER }, { email: ada.email }],
			]);
		});

		it('finds people by each of the fields', async () => {
			const [ada, ben, cleo, dan] = await people();
			const linkedin = 'https://linkedin.example/in/chiara-rossi';
			const items = itemsOf(
				await rig.run({
					node: NODE,
					parameters: {
						email: '={{ $json.email }}',
						linkedin: '={{ $json.linkedin }}',
						phoneNumber: '={{ $json.phone }}',
						fullName: '={{ $json.name }}',
						companyName: '={{ $json.company }}',
					},
					items: [
						{ email: ` ${ada.email} ` },
						{ phone: '+14155550001' },
						{ linkedin },
						{ name: dan.name, company: dan.explorium.company },
					],
				}),
			);
			expect(items.map(({ json }) => json)).toEqual([
				{ matched: true, prospect_id: ada.id, email: ada.email },
				{ matched: true, prospect_id: ben.id, phone_number: '+14155550001' },
				{ matched: true, prospect_id: cleo.id, linkedin },
				{
					matched: true,
					prospect_id: dan.id,
					full_name: dan.name,
					company_name: dan.explorium.company,
				},
			]);
		});

		it('looks among the people of a business', async () => {
			const [ada] = await people();
			const { data } = await rig.sandbox.control.changeCompany(ada.id, { company: 'New Inc' });
			const items = itemsOf(
				await rig.run({
					node: NODE,
					parameters: { email: ada.email, businessId: '={{ $json.id }}' },
					items: [
						{ id: String(data.current_company_id).toUpperCase() },
						{ id: data.previous_company_id },
					],
				}),
			);
			expect(items.map(({ json }) => json.matched)).toEqual([true, false]);
		});

		it('leaves a name without a company out where there is something else to go by', async () => {
			const [ada] = await people();
			await rig.run({
				node: NODE,
				parameters: {
					...BY_EMAIL,
					fullName: '={{ $json.name }}',
					companyName: '={{ $json.company }}',
				},
				items: [
					{ email: ada.email, name: ada.name },
					{ email: ada.email, company: 'Acme', name: '  ' },
					{ email: ada.email, company: 'Acme', name: ada.name },
				],
			});
			expect(await asked()).toEqual([
				[{ email: ada.email }, { email: ada.email, full_name: ada.name, company_name: 'Acme' }],
			]);
		});

		it.each(['id-absent', 'id-null', 'item-null', 'item-error'])(
			'takes an answer with %s for a miss, when others are found',
			async (unmatched) => {
				await rig.sandbox.control.switches({ explorium: { unmatched } });
				const [ada] = await people();
				const items = itemsOf(
					await rig.run({
						node: NODE,
						parameters: BY_EMAIL,
						items: [{ email: STRANGER }, { email: ada.email }],
					}),
				);
				const reason = unmatched === 'item-error' ? { reason: 'No match was found' } : {};
				expect(items.map(({ json }) => json)).toEqual([
					{ matched: false, prospect_id: null, ...reason, email: STRANGER },
					{ matched: true, prospect_id: ada.id, email: ada.email },
				]);
			},
		);

		it('takes an empty list for nobody, as Explorium may leave it out', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				status: 200,
				body: { response_context: { request_status: 'miss' }, total_results: 2, total_matches: 0 },
			});
			const items = itemsOf(
				await rig.run({
					node: NODE,
					parameters: BY_EMAIL,
					items: [{ email: STRANGER }, { email: 'somebody@example.test' }],
				}),
			);
			expect(items.map(({ json }) => json.matched)).toEqual([false, false]);
		});

		it.each([
			['fewer', [{ prospect_id: prospectId(1) }], 1],
			['no', [], 1],
			['more', [1, 2, 3].map((number) => ({ prospect_id: prospectId(number) })), 3],
		])('does not guess when there are %s answers for two people', async (_what, rows, total) => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				times: 9,
				status: 200,
				body: { response_context: {}, total_matches: total, matched_prospects: rows },
			});
			const { error } = await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: [{ email: STRANGER }, { email: 'somebody@example.test' }],
			});
			expect(error?.message).toMatch(/gave (1 answer|\d+ answers) about 2 people/);
			expect(error?.message).toContain('[items 0, 1]');
		});
	});

	it('gives nobody the ID of somebody else', async () => {
		const rows = [1, 2].map((number) => ({
			input: { email: STRANGER },
			prospect_id: prospectId(number),
		}));
		await rig.sandbox.control.fault({
			vendor: 'explorium',
			times: 9,
			status: 200,
			body: { response_context: { request_status: 'success' }, matched_prospects: rows },
		});
		const { output } = await rig.run({
			node: NODE,
			parameters: BY_EMAIL,
			items: [{ email: STRANGER }, { email: 'b@example.test' }],
			onError: 'continueErrorOutput',
		});
		expect(output?.[0].map(({ json }) => json)).toEqual([
			{ matched: true, prospect_id: prospectId(1), email: STRANGER },
		]);
		expect(output?.[1].map(({ json }) => json.error)).toEqual([
			expect.stringContaining(
				'no answer that names email "b@example.test", so it is not known which',
			),
		]);
	});

	describe('a miss', () => {
		const strict = { ...BY_EMAIL, options: { ifNotFound: 'error' } };

		it('fails the item if it is to', async () => {
			const [ada] = await people();
			const { error } = await rig.run({
				node: NODE,
				parameters: strict,
				items: [{ email: ada.email }, { email: STRANGER }],
			});
			expect(error?.message).toBe(`Explorium knows no prospect with email "${STRANGER}" [item 1]`);
			expect(error?.description).toContain('Return the Item as Not Matched');
		});

		it('fails only that item when the node continues', async () => {
			await rig.sandbox.control.switches({ explorium: { unmatched: 'item-error' } });
			const [ada] = await people();
			const { output } = await rig.run({
				node: NODE,
				parameters: strict,
				items: [{ email: STRANGER }, { email: ada.email }],
				onError: 'continueErrorOutput',
			});
			expect(output?.[0].map(({ json }) => json.prospect_id)).toEqual([ada.id]);
			expect(output?.[1]).toHaveLength(1);
			expect(output?.[1][0].json).toMatchObject({
				email: STRANGER,
				error: expect.stringContaining(': No match was found'),
			});
		});
	});

	describe('merging', () => {
		it('makes 20 calls for 1,000 people and an item each', async () => {
			await rig.sandbox.control.reset({ people: 1000 });
			await rig.sandbox.control.limits({ explorium: null });
			const all = await people();
			const input = [...all, all[7]];
			const items = itemsOf(
				await rig.run({
					node: NODE,
					parameters: BY_EMAIL,
					items: input.map(({ email }) => ({ email })),
				}),
			);
			expect(items.map(({ json }) => json.prospect_id)).toEqual(input.map(({ id }) => id));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
			expect((await asked()).map(({ length }) => length)).toEqual(Array(20).fill(50));
		});

		it('keeps its pace: 400 people under a limit of 200 in 2 seconds make no 429', async () => {
			await rig.sandbox.control.limits({
				explorium: { limit: 200, windowSeconds: 2, unit: 'ids' },
			});
			const { error } = await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: Array.from({ length: 400 }, (_, index) => ({ email: `p${index}@example.test` })),
			});
			expect(error).toBeNull();
			expect(await rig.requests(MATCH)).toHaveLength(8);
			expect((await rig.sandbox.control.counters()).explorium.tooManyRequests).toBe(0);
		});
	});

	describe('bad input', () => {
		const FORM = {
			email: '={{ $json.email }}',
			linkedin: '={{ $json.linkedin }}',
			phoneNumber: '={{ $json.phone }}',
			fullName: '={{ $json.name }}',
			companyName: '={{ $json.company }}',
			businessId: '={{ $json.business }}',
		};

		it.each([
			[{}, 'No email, LinkedIn URL, phone number, or name and company was given', '"Email"'],
			[
				{ email: ' ', phone: null },
				'No email, LinkedIn URL, phone number, or name and company was given',
				'"Email"',
			],
			[
				{ company: 'Acme' },
				'No email, LinkedIn URL, phone number, or name and company was given',
				'"Full Name"',
			],
			[
				{ business: 'a'.repeat(32) },
				'No email, LinkedIn URL, phone number, or name and company was given',
				'"Email"',
			],
			[{ name: 'Ada' }, '"Full Name" is given without "Company Name"', '"Company Name"'],
			[{ email: 'ada' }, '"Email" is "ada"', 'name@company.com'],
			[{ email: ['a@b.example'] }, '"Email" is ["a@b.example"]', 'an email address'],
			[{ linkedin: 'ada-morales' }, '"LinkedIn URL" is "ada-morales"', 'linkedin.com/in/'],
			[
				{ linkedin: 'https://www.linkedin.com/company/acme' },
				'"LinkedIn URL" is "https://www.linkedin.com/company/acme"',
				'one LinkedIn profile',
			],
			...['https://linkedin.com.evil.com/in/ann', 'https://www.linkedin.com/in/undefined'].map(
				(linkedin): [object, string, string] => [
					{ linkedin },
					`"LinkedIn URL" is "${linkedin}"`,
					'one LinkedIn profile',
				],
			),
			[{ email: 'a..b@x.example' }, '"Email" is "a..b@x.example"', 'an email address'],
			[
				{ name: 'Ann undefined', company: 'Acme' },
				'"Full Name" is "Ann undefined"',
				'did not find',
			],
			[{ phone: '555' }, '"Phone Number" is "555"', '7 to 15 digits'],
			[
				{ email: 'a@b.example', business: 'Acme' },
				'"Explorium Company ID" is "Acme"',
				'32 characters',
			],
		])('refuses %j before sending anything', async (bad, said, allowed) => {
			const { error, output } = await rig.run({
				node: NODE,
				parameters: FORM,
				items: [{ email: 'ada@example.test' }, bad],
			});
			expect(output).toBeNull();
			expect(error?.message).toContain(said);
			expect(error?.message).toContain('[item 1]');
			expect(`${error?.message} ${error?.description}`).toContain(allowed);
			expect(error?.itemIndex).toBe(1);
			expect(await rig.requests()).toEqual([]);
		});

		it.each([
			'https://www.linkedin.com/in/ada-morales/',
			'linkedin.com/in/ada',
			'http://de.linkedin.com/pub/ada-morales/1/2/3',
			'https://www.linkedin.com/in/ada?trk=1',
		])('takes %s for a LinkedIn profile', async (linkedin) => {
			const { error } = await rig.run({ node: NODE, parameters: { linkedin } });
			expect(error).toBeNull();
			expect(await asked()).toEqual([[{ linkedin }]]);
		});

		it('takes a phone number that is a number', async () => {
			await rig.run({ node: NODE, parameters: { phoneNumber: '={{ 14155550001 }}' } });
			expect(await asked()).toEqual([[{ phone_number: '14155550001' }]]);
		});

		it('does not let a bad item cost the others when it continues', async () => {
			const [ada] = await people();
			const { output } = await rig.run({
				node: NODE,
				parameters: FORM,
				items: [{ email: 'nobody' }, { email: ada.email }, {}],
				onError: 'continueErrorOutput',
			});
			expect(output?.[0].map(({ json }) => json.prospect_id)).toEqual([ada.id]);
			expect(output?.[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		});
	});

	describe('one person among many that Explorium refuses', () => {
		const refusal = {
			vendor: 'explorium' as const,
			path: MATCH,
			status: 422,
			body: {
				detail: [
					{
						loc: ['body', 'prospects_to_match', 1, 'email'],
						msg: 'value is not a valid email address',
						type: 'value_error.email',
					},
				],
			},
		};

		it('is named, with its item', async () => {
			const [ada, ben] = await people();
			await rig.sandbox.control.fault(refusal);
			const { error } = await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: [{ email: ada.email }, { email: ada.email }, { email: ben.email }],
			});
			expect(error?.message).toContain(`prospects_to_match[1].email (email "${ben.email}"): `);
			expect(error?.message).toContain('value is not a valid email address [item 2]');
			expect(error?.httpCode).toBe('422');
		});

		it('is left out when the node continues', async () => {
			const [ada, ben, cleo] = await people();
			await rig.sandbox.control.fault(refusal);
			const { output } = await rig.run({
				node: NODE,
				parameters: BY_EMAIL,
				items: [ada, ben, cleo].map(({ email }) => ({ email })),
				continueOnFail: true,
			});
			const [first, second, third] = output?.[0] ?? [];
			expect(first.json.prospect_id).toBe(ada.id);
			expect(second.json.error).toContain(ben.email);
			expect(third.json.prospect_id).toBe(cleo.id);
			expect((await asked()).map(({ length }) => length)).toEqual([3, 2]);
		});
	});

	describe('what the vendor may answer', () => {
		const matchOne = async (apiKey?: string) =>
			await rig.run({
				node: NODE,
				parameters: { email: (await people())[0].email, ...quick },
				credentials: rig.credential(apiKey),
			});

		it('says that the key is not accepted, and asks once', async () => {
			const { error } = await matchOne('wrong');
			expect(error).toMatchObject({ httpCode: '401' });
			expect(error?.message).toContain('Explorium did not accept the credential (401)');
			expect(await rig.requests()).toHaveLength(1);
		});

		it('says when credits are used up, and asks once', async () => {
			await rig.sandbox.control.switches({ explorium: { creditsPerMatch: 1 } });
			await rig.sandbox.control.credits(0);
			const { error } = await matchOne();
			expect(error).toMatchObject({ httpCode: '403' });
			expect(error?.message).toContain('insufficient credits');
			expect(await rig.requests()).toHaveLength(1);
		});

		it('takes a 200 that says failure for a failure', async () => {
			await rig.sandbox.control.switches({ explorium: { softFailure: true } });
			const { error } = await matchOne();
			expect(error?.message).toContain('Explorium reports that it could not do this');
		});

		it.each([
			['a 500', { status: 500, body: { details: 'boom' } }],
			['a 503', { status: 503 }],
			['a 429', { status: 429, body: { retry_after: 1 } }],
			['a dropped connection', { drop: 'after' as const }],
			['a cut answer', { truncate: true }],
		])('tries again after %s', async (_what, fault) => {
			await rig.sandbox.control.fault({ vendor: 'explorium', path: MATCH, ...fault });
			const result = await matchOne();
			expect(itemsOf(result)[0].json.matched).toBe(true);
			expect(await rig.requests(MATCH)).toHaveLength(2);
		});

		it('fails the items of the call that failed, and no others, when it continues', async () => {
			await rig.sandbox.control.fault({ vendor: 'explorium', path: MATCH, after: 1, status: 403 });
			const { output } = await rig.run({
				node: NODE,
				parameters: { ...BY_EMAIL, requestOptions: { callsAtOnce: 1 } },
				items: Array.from({ length: 60 }, (_, index) => ({ email: `p${index}@example.test` })),
				onError: 'continueErrorOutput',
			});
			expect(output?.[0]).toHaveLength(50);
			expect(output?.[1].map(({ pairedItem }) => pairedItem)).toEqual(
				Array.from({ length: 10 }, (_, index) => ({ item: 50 + index })),
			);
		});
	});
});
