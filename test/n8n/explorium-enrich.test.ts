import { companyId } from '../../sandbox/explorium/state';
import { itemsOf, origins, startRig, type Rig, VERSIONS } from '../support/explorium';

const CONTACTS = 'exploriumEnrichProspectContacts';
const PROFILES = 'exploriumEnrichProspectProfiles';
const BUSINESSES = 'exploriumEnrichBusinesses';
const CREDITS = 'exploriumGetCredits';
const STRANGER = 'f'.repeat(40);
const NO_BUSINESS = 'f'.repeat(32);
const ACME = companyId('Acme Tools');
const quick = { requestOptions: { maxAttempts: 2, longestWait: 1 } };

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;
	const v1 = version === 'v1';
	const PROFILES_PATH = v1 ? '/prospects/profiles/bulk_enrich' : '/prospects/profiles/enrich';
	const BUSINESSES_PATH = v1
		? '/businesses/firmographics/bulk_enrich'
		: '/businesses/firmographics/enrich';

	beforeAll(async () => {
		rig = await startRig(version);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		await rig.sandbox.control.limits({ explorium: null });
	});

	const people = async () => (await rig.sandbox.control.state()).people;
	const explorium = async (switches: object) =>
		await rig.sandbox.control.switches({ explorium: { ...switches } });
	const credits = async () => (await rig.sandbox.control.state(false)).credits.remaining;
	const fault = async (order: object) =>
		await rig.sandbox.control.fault({ vendor: 'explorium', times: 9, ...order });
	const profiles = async (prospectIds: unknown, more: object = {}) =>
		await rig.run({ node: PROFILES, parameters: { prospectIds, ...quick, ...more } });
	const businesses = async (businessIds: unknown, more: object = {}) =>
		await rig.run({ node: BUSINESSES, parameters: { businessIds, ...quick, ...more } });

	describe('Enrich Prospect Contacts', () => {
		it.each([
			['new', true, 'valid'],
			['old', false, 'valid'],
			['catch-all', true, 'catch-all'],
			['catch_all', true, 'catch_all'],
			['invalid', true, 'invalid'],
		] as const)('calls verified only what is valid: %s', async (form, isNew, status) => {
			const [ada] = await people();
			await rig.sandbox.control.changeCompany(ada.id, { company: 'Headovations' });
			await rig.sandbox.control.showPerson(ada.id, { contacts: form });
			const parameters = { prospectIds: ada.id };
			const [{ json }] = itemsOf(await rig.run({ node: CONTACTS, parameters }));
			const email = isNew ? 'ada.morales@headovations.example' : ada.email;
			expect(json).toMatchObject({
				found: true,
				professions_email: email,
				professional_email_status: status,
				verified_email: status === 'valid' ? email : null,
			});
		});

		it.each(['none', 'personal-only'] as const)('verifies nothing: %s', async (form) => {
			const [ada] = await people();
			await rig.sandbox.control.showPerson(ada.id, { contacts: form });
			const parameters = { prospectIds: ada.id };
			const [{ json }] = itemsOf(await rig.run({ node: CONTACTS, parameters }));
			expect(json).toMatchObject({
				found: v1 && form === 'personal-only',
				professions_email: null,
				verified_email: null,
			});
		});

		it('reads rows whose data is a list', async () => {
			await explorium({ rowData: 'list' });
			const [ada] = await people();
			const parameters = { prospectIds: ada.id };
			const [{ json }] = itemsOf(await rig.run({ node: CONTACTS, parameters }));
			expect(json.verified_email).toBe(ada.email);
		});
	});

	describe('Enrich Prospect Profiles', () => {
		it('says who people are and where they work, what a person reads first coming first', async () => {
			const [ada] = await people();
			const before = await credits();
			const [{ json }] = itemsOf(await profiles(ada.id.toUpperCase()));
			expect(json).toEqual({
				full_name: 'Ada Morales',
				job_title: 'VP Sales',
				company_name: 'Northwind Robotics',
				company_domain: 'northwind-robotics.example',
				company_website: 'https://northwind-robotics.example',
				linkedin: 'https://linkedin.example/in/ada-morales',
				country_name: 'portugal',
				found: true,
				prospect_id: ada.id,
			});
			expect(Object.keys(json).slice(0, 3)).toEqual(['full_name', 'job_title', 'company_name']);
			expect(await credits()).toBe(before - 1);
		});

		it('answers every item, with 50 prospects to a call, each asked about once', async () => {
			await rig.sandbox.control.reset({ people: 60 });
			await rig.sandbox.control.limits({ explorium: null });
			await explorium({ contactRows: 'reversed' });
			const all = await people();
			const input = [...all, all[0]].map(({ id }) => ({ id }));
			const items = itemsOf(
				await rig.run({
					node: PROFILES,
					parameters: { prospectIds: '={{ $json.id }}' },
					items: input,
				}),
			);
			expect(items.map((item) => [origins(item), item.json.prospect_id])).toEqual(
				input.map(({ id }, item) => [[item], id]),
			);
			expect(items.map(({ json }) => json.full_name)).toEqual(
				[...all, all[0]].map(({ name }) => name),
			);
			const calls = await rig.requests(PROFILES_PATH);
			expect(calls.map(({ requestBody }) => requestBody.prospect_ids.length)).toEqual([50, 10]);
			expect(Object.keys(calls[0].requestBody)).toEqual(['prospect_ids']);
		});

		it('follows a move, and shows a profile that lags behind as it is', async () => {
			const [ada] = await people();
			await rig.sandbox.control.changeCompany(ada.id, { company: 'Headovations' });
			const domain = async () => itemsOf(await profiles(ada.id))[0].json.company_domain;
			expect(await domain()).toBe('headovations.example');
			await explorium({ profileAfterMove: 'lagging' });
			expect(await domain()).toBe('northwind-robotics.example');
		});

		it('says who was not found', async () => {
			const [ada] = await people();
			const items = itemsOf(await profiles([STRANGER, ada.id]));
			expect(items.map(({ json }) => [json.prospect_id, json.found, json.full_name])).toEqual([
				[STRANGER, false, null],
				[ada.id, true, 'Ada Morales'],
			]);
		});

		it('gives all of a profile when it is not to simplify', async () => {
			const [ada] = await people();
			const items = itemsOf(await profiles([ada.id, STRANGER], { output: 'raw' }));
			expect(items.map(({ json }) => json)).toEqual([
				{
					prospect_id: ada.id,
					data: expect.objectContaining({
						experience: [expect.objectContaining({ company: { name: 'Northwind Robotics' } })],
					}),
				},
				{ prospect_id: STRANGER },
			]);
		});
	});

	describe('Enrich Businesses', () => {
		it('says what a business is, and has its domain from its website', async () => {
			const before = await credits();
			const [{ json }] = itemsOf(await businesses(ACME.toUpperCase()));
			expect(json).toEqual({
				name: 'Acme Tools',
				domain: 'acmetools.test',
				website: 'https://acmetools.test',
				linkedin_industry_category: 'software development',
				number_of_employees_range: '51-200',
				country_name: 'portugal',
				linkedin_profile: 'https://linkedin.example/company/acme-tools',
				found: true,
				business_id: ACME,
			});
			expect(Object.keys(json)[0]).toBe('name');
			expect(await credits()).toBe(before - 1);
		});

		it.each([
			['https', 'acmetools.test'],
			['http-www-path', 'acmetools.test'],
			['no-scheme', 'acmetools.test'],
			['upper-case', 'acmetools.test'],
			['trailing-dot', 'acmetools.test'],
			['idn', 'xn--bcher-kva.acmetools.test'],
			['missing', null],
		])('website written as %s: domain %s', async (websiteForm, domain) => {
			await explorium({ websiteForm });
			const [{ json }] = itemsOf(await businesses(ACME));
			expect([json.name, json.domain]).toEqual(['Acme Tools', domain]);
			const [ada] = await people();
			const [profile] = itemsOf(await profiles(ada.id));
			expect(profile.json.company_domain).toBe(
				domain?.replace('acmetools.test', 'northwind-robotics.example') ?? null,
			);
		});

		it('joins by business, and asks about each once', async () => {
			await explorium({ contactRows: 'reversed', rowData: 'list' });
			const ids = [ACME, NO_BUSINESS, companyId('Cedar Health'), ACME];
			const items = itemsOf(
				await rig.run({
					node: BUSINESSES,
					parameters: { businessIds: '={{ $json.id }}' },
					items: ids.map((id) => ({ id })),
				}),
			);
			expect(items.map((item) => [origins(item), item.json.name, item.json.found])).toEqual([
				[[0], 'Acme Tools', true],
				[[1], null, false],
				[[2], 'Cedar Health', true],
				[[3], 'Acme Tools', true],
			]);
			const [call, ...others] = await rig.requests(BUSINESSES_PATH);
			expect(others).toEqual([]);
			expect(call.requestBody).toEqual({ business_ids: ids.slice(0, 3) });
		});

		it('takes the company of an event', async () => {
			const [ada] = await people();
			const event = await rig.sandbox.control.changeCompany(ada.id, { company: 'Headovations' });
			const [{ json }] = itemsOf(await businesses(event.data.current_company_id));
			expect(json.domain).toBe('headovations.example');
		});

		it.each([
			['={{ $json.missing }}', /"Explorium Company IDs" is empty/],
			['Acme Tools', /"Explorium Company IDs" holds "Acme".*32 characters/],
			[STRANGER, /32 characters.*prospect ID/],
			[{ id: ACME }, /"Explorium Company IDs"/],
			[[ACME, null], /"Explorium Company IDs" has an empty entry: number 2/],
		])('refuses %j before it sends anything', async (value, message) => {
			const { error } = await businesses(value);
			expect(error?.message).toMatch(message);
			expect(await rig.requests()).toEqual([]);
		});
	});

	describe.each([
		['Enrich Prospect Profiles', PROFILES, 'prospectIds', 'f'.repeat(40), 'prospect_ids'],
		['Enrich Businesses', BUSINESSES, 'businessIds', 'f'.repeat(32), 'business_ids'],
	])('%s', (_name, node, parameter, unknown, field) => {
		const good = async () => (node === PROFILES ? (await people())[0].id : ACME);
		const path = () => (node === PROFILES ? PROFILES_PATH : BUSINESSES_PATH);
		const run = async (id: string, more: object = {}) =>
			await rig.run({ node, parameters: { [parameter]: id, ...quick }, ...more });

		it.each([
			[{ status: 401 }, /401|key/i],
			[{ status: 403, body: { details: 'You have insufficient credits.' } }, /credits/],
			[{ status: 404, body: { detail: 'Not Found' } }, /404|Base URL|not found/i],
			[{ status: 429, headers: { 'retry-after': '60' } }, /rate|429|requests/i],
			[{ status: 500 }, /500|server/i],
			[{ status: 200, body: {} }, /without the rows/],
			[{ drop: 'after' }, /connection|answer/i],
		])('says what went wrong: %j', async (order, message) => {
			await fault(order);
			const { error } = await run(await good());
			expect(`${error?.message} ${error?.description}`).toMatch(message);
		});

		it('asks again after an answer that was lost', async () => {
			await fault({ drop: 'after', times: 1 });
			expect(itemsOf(await run(await good()))[0].json.found).toBe(true);
			expect(await rig.requests(path())).toHaveLength(2);
		});

		it('goes on without the ids that Explorium refuses, where it continues on fail', async () => {
			const loc = ['body', field, 0];
			const body = { detail: [{ loc, msg: 'unknown', type: 'value_error' }] };
			await fault({ status: 422, body, times: 1 });
			const { output } = await rig.run({
				node,
				parameters: { [parameter]: '={{ $json.id }}', ...quick },
				items: [{ id: unknown }, { id: await good() }],
				onError: 'continueErrorOutput',
			});
			expect(output?.[0].map((item) => [origins(item), item.json.found])).toEqual([[[1], true]]);
			expect(output?.[1].map((item) => origins(item))).toEqual([[0]]);
		});

		it('takes a "failure" for one, and a "miss" for nothing found', async () => {
			expect(itemsOf(await run(unknown))[0].json.found).toBe(false);
			await explorium({ softFailure: true });
			expect((await run(await good())).error?.message).toMatch(/could not do this/);
		});
	});

	describe('Get Credits', () => {
		it('tells what is left and what was given', async () => {
			await rig.sandbox.control.credits(1234);
			const items = itemsOf(await rig.run({ node: CREDITS }));
			expect(items.map(({ json }) => json)).toEqual([
				{ remaining_credits: 1234, allocated_credits: 1_000_000 },
			]);
		});

		it('asks once for all items, and gives each its own', async () => {
			const items = itemsOf(await rig.run({ node: CREDITS, items: [{}, {}, {}] }));
			expect(items.map(origins)).toEqual([[0], [1], [2]]);
			expect(await rig.requests('/credits')).toHaveLength(1);
			expect(await credits()).toBe(1_000_000);
		});

		it('fails where there is no number, and fails all items where it continues', async () => {
			await fault({ status: 200, body: { remaining_credits: 5 } });
			const stopped = await rig.run({ node: CREDITS, parameters: quick });
			expect(stopped.error?.message).toMatch(/without the number of credits allocated/);
			const { output } = await rig.run({
				node: CREDITS,
				parameters: quick,
				items: [{}, {}],
				onError: 'continueErrorOutput',
			});
			expect(output?.[0]).toEqual([]);
			expect(output?.[1].map(origins)).toEqual([[0], [1]]);
		});
	});
});
