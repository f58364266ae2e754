/** What the polling trigger adds to each event: contacts and profile of its prospect. */
import type { PollerHandle } from '../support/host';
import type { PollResult } from '../../tools/core-host/protocol';
import { itemsOf, startRig, type Rig, VERSIONS } from '../support/explorium';

const NODE = 'exploriumProspectEventsTrigger';
const EVENTS = '/prospects/events';
const BOTH = ['contacts', 'profile'];
const EAGER = {
	eventTypes: ['prospect_changed_role', 'prospect_changed_company'],
	requestOptions: { maxAttempts: 1, longestWait: 1 },
};

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;
	const open: PollerHandle[] = [];
	const CONTACTS =
		version === 'v1'
			? '/prospects/contacts_information/bulk_enrich'
			: '/prospects/contact_information/enrich';
	const PROFILES =
		version === 'v1' ? '/prospects/profiles/bulk_enrich' : '/prospects/profiles/enrich';

	beforeAll(async () => {
		rig = await startRig(version);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		await rig.sandbox.control.limits({ explorium: null });
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (poller) => await poller.close()));
	});

	const control = () => rig.sandbox.control;
	const people = async () => (await control().state()).people;
	const fault = async (path: string, order: object) =>
		await control().fault({ vendor: 'explorium', path, times: 9, ...order });

	interface More {
		engine?: 'plain' | 'durable';
		budgetMs?: number;
		parameters?: object;
	}

	/** A trigger that has taken its baseline. */
	async function openTrigger(
		addToEvents: unknown = BOTH,
		{ parameters = {}, ...more }: More = {},
		options: object = {},
	): Promise<PollerHandle> {
		const poller = await rig.host.openPoller({
			node: NODE,
			parameters: {
				...EAGER,
				options: { minutesBetweenSweeps: 0, addToEvents, ...options },
				...parameters,
			},
			credentials: rig.credential(),
			engine: 'plain',
			...more,
		});
		open.push(poller);
		emitted(await poller.poll());
		await control().clearRequests();
		return poller;
	}

	function emitted({ output, error }: PollResult) {
		if (error) throw new Error(`${error.message} | ${error.description}`);
		return (output ?? []).flat().map(({ json }) => json);
	}

	it.each(['plain', 'durable'] as const)(
		'%s: brings contacts and profile of the prospect along, once',
		async (engine) => {
			const [ada] = await people();
			const trigger = await openTrigger(BOTH, { engine });
			const move = await control().changeCompany(ada.id, { company: 'Headovations' });
			const [item, ...others] = emitted(await trigger.poll());
			expect(others).toEqual([]);
			const email = 'ada.morales@headovations.example';
			expect(item).toMatchObject({
				event_id: move.event_id,
				current_company_name: 'Headovations',
				contacts: {
					found: true,
					verified_email: email,
					professions_email: email,
					professional_email_status: 'valid',
				},
				profile: {
					full_name: 'Ada Morales',
					company_name: 'Headovations',
					company_domain: 'headovations.example',
					found: true,
				},
			});
			const keys = Object.keys(item);
			expect(keys.slice(0, 2)).toEqual(['event_name', 'profile']);
			expect(keys.slice(-2)).toEqual(['enrollment_key', 'event_id']);
			expect(keys).toContain('contacts');
			expect(Object.keys(item.contacts as object)).toEqual([
				...['found', 'verified_email', 'professions_email', 'professional_email_status'],
				'email_addresses',
			]);
			expect((await rig.requests(CONTACTS)).map(({ requestBody }) => requestBody)).toEqual([
				{ prospect_ids: [ada.id], parameters: { contact_types: ['email'] } },
			]);
			expect((await rig.requests(PROFILES)).map(({ requestBody }) => requestBody)).toEqual([
				{ prospect_ids: [ada.id] },
			]);

			await control().clearRequests();
			expect(emitted(await trigger.poll())).toEqual([]);
			const paths = (await rig.requests()).map(({ path }) => path);
			expect(paths.filter((path) => /enrich$/.test(path))).toEqual([]);
		},
	);

	it.each([
		[[], []],
		[['contacts'], ['contacts']],
		[['profile'], ['profile']],
		['profile,contacts', BOTH],
	])('adds what is chosen and takes no credits for anything else: %j', async (chosen, added) => {
		const [ada] = await people();
		const trigger = await openTrigger(chosen);
		const before = (await control().state(false)).credits.remaining;
		await control().changeRole(ada.id);
		const [item] = emitted(await trigger.poll());
		expect(BOTH.filter((key) => key in item)).toEqual(added);
		const after = (await control().state(false)).credits.remaining;
		const price = 2 + (added.includes('contacts') ? 2 : 0) + (added.includes('profile') ? 1 : 0);
		expect(before - after).toBe(price);
	});

	it('adds nothing unless it is asked to', async () => {
		const [ada] = await people();
		const trigger = await openTrigger(undefined, {
			parameters: { options: { minutesBetweenSweeps: 0 } },
		});
		await control().changeRole(ada.id);
		expect(Object.keys(emitted(await trigger.poll())[0])).not.toContain('contacts');
		expect(await rig.requests(CONTACTS)).toEqual([]);
	});

	it('asks about each prospect once, 50 to a call', async () => {
		await control().reset({ people: 60 });
		await control().limits({ explorium: null });
		const all = await people();
		const prospectIds = all.map(({ id }) => id).join();
		const trigger = await openTrigger(['contacts'], {
			parameters: { source: 'prospectIds', prospectIds },
		});
		for (const { id } of all) await control().changeRole(id);
		await control().changeRole(all[0].id);
		const items = emitted(await trigger.poll());
		expect(items).toHaveLength(61);
		const emails = new Map(all.map(({ id, email }) => [id, email]));
		for (const { prospect_id, contacts } of items) {
			expect(contacts).toMatchObject({ verified_email: emails.get(String(prospect_id)) });
		}
		const sizes = (await rig.requests(CONTACTS)).map((one) => one.requestBody.prospect_ids.length);
		expect(sizes.sort()).toEqual([10, 50]);
	});

	it.each([
		['old', true],
		['catch-all', false],
		['catch_all', false],
		['invalid', false],
		['none', false],
		['personal-only', false],
	] as const)('calls verified only what Explorium calls valid: %s', async (form, isVerified) => {
		const [ada] = await people();
		const trigger = await openTrigger(['contacts']);
		await control().changeCompany(ada.id, { company: 'Headovations' });
		await control().showPerson(ada.id, { contacts: form });
		const [{ contacts }] = emitted(await trigger.poll());
		expect(contacts).toMatchObject({ verified_email: isVerified ? ada.email : null });
	});

	it('says of a prospect that Explorium has no row about that nothing was found', async () => {
		const [ada] = await people();
		const trigger = await openTrigger();
		await control().changeRole(ada.id);
		await control().switches({ explorium: { contactRows: 'first-missing' } });
		const [item] = emitted(await trigger.poll());
		expect(item).toMatchObject({ contacts: { found: false }, profile: { found: false } });
		expect(item).not.toHaveProperty('contacts_error');
	});

	describe('an event comes all the same when', () => {
		it.each<[string, object, RegExp]>([
			['the key is refused', { status: 401 }, /key|401/],
			[
				'the credits are used up',
				{ status: 403, body: { details: 'You have insufficient credits.' } },
				/credits/,
			],
			['the address is wrong', { status: 404, body: { detail: 'Not Found' } }, /404|not found/i],
			[
				'it is too often',
				{ status: 429, headers: { 'retry-after': '60' } },
				/more often than it allows/,
			],
			['Explorium fails', { status: 500 }, /500/],
			['a page comes', { status: 200, body: '<html>Please log in</html>' }, /Explorium/],
			['nothing comes', { status: 200, body: {} }, /without the rows with contact data/],
			['the connection breaks', { drop: 'after' }, /Explorium/],
			['half an answer comes', { breakBody: 'length' }, /Explorium/],
			[
				'the call fails in a success',
				{ status: 200, body: { response_context: { request_status: 'failure' } } },
				/could not do this/,
			],
		])('%s', async (_what, order, message) => {
			const [ada] = await people();
			const trigger = await openTrigger();
			const move = await control().changeCompany(ada.id);
			await fault(CONTACTS, order);
			const [item, ...others] = emitted(await trigger.poll());
			expect(others).toEqual([]);
			expect(item).toMatchObject({
				event_id: move.event_id,
				contacts: null,
				contacts_error: expect.stringMatching(message),
				profile: { full_name: 'Ada Morales' },
			});
			expect(item).not.toHaveProperty('profile_error');
			expect(JSON.stringify(item)).not.toContain('demo-explorium-key');

			// It has been emitted, and is not paid for again.
			await control().clearFaults();
			await control().clearRequests();
			expect(emitted(await trigger.poll())).toEqual([]);
			expect(await rig.requests(CONTACTS)).toEqual([]);
		});

		it.each(['plain', 'durable'] as const)(
			'%s: Explorium does not answer in the time of the poll',
			async (engine) => {
				const [ada] = await people();
				const trigger = await openTrigger(BOTH, { engine, budgetMs: 3000 });
				await control().changeRole(ada.id);
				await fault('enrich$', { hang: true });
				const started = Date.now();
				const [item] = emitted(await trigger.poll());
				expect(Date.now() - started).toBeLessThan(3000);
				expect(item).toMatchObject({
					contacts: null,
					contacts_error: expect.any(String),
					profile: null,
					profile_error: expect.any(String),
				});
				await control().clearFaults();
				expect(emitted(await trigger.poll())).toEqual([]);
			},
		);

		it('Explorium refuses one of the prospects, and the others come with theirs', async () => {
			const [ada, ben, chiara] = await people();
			const trigger = await openTrigger(['contacts']);
			for (const { id } of [ada, ben, chiara]) await control().changeRole(id);
			const loc = ['body', 'prospect_ids', 1];
			const body = { detail: [{ loc, msg: 'unknown prospect', type: 'value_error' }] };
			await fault(CONTACTS, { status: 422, body, times: 1 });
			const items = emitted(await trigger.poll());
			expect(items).toHaveLength(3);
			expect(items.filter(({ contacts }) => contacts === null)).toEqual([
				expect.objectContaining({ contacts_error: expect.stringContaining('unknown prospect') }),
			]);
			expect(items.filter(({ contacts_error }) => contacts_error === undefined)).toHaveLength(2);
		});

		it('the credits are down to the floor after the sweep', async () => {
			const [ada] = await people();
			const trigger = await openTrigger(BOTH, {}, { creditFloor: 50 });
			await control().changeRole(ada.id);
			await control().credits(52);
			const [item] = emitted(await trigger.poll());
			const why = 'Explorium credits are down to 50, and "Stop Below (Credits)" is 50';
			expect(item).toMatchObject({
				contacts: null,
				contacts_error: why,
				profile: null,
				profile_error: why,
			});
			expect(await rig.requests(CONTACTS)).toEqual([]);
			expect(await rig.requests(PROFILES)).toEqual([]);
			expect((await control().state(false)).credits.remaining).toBe(50);
		});
	});

	it('leaves some of the rate limit for them where a poll cannot wait for the next minute', async () => {
		await control().reset({ people: 200 });
		await control().limits({ explorium: { limit: 200, windowSeconds: 60, unit: 'ids' } });
		const all = await people();
		const [first] = all.map(({ id }) => id).sort();
		const trigger = await rig.host.openPoller({
			node: NODE,
			engine: 'durable',
			credentials: rig.credential(),
			parameters: {
				...EAGER,
				source: 'prospectIds',
				prospectIds: all.map(({ id }) => id).join(),
				options: { minutesBetweenSweeps: 0, emitExisting: true, addToEvents: BOTH },
			},
		});
		open.push(trigger);
		await control().changeRole(first);
		const result = await trigger.poll();
		expect(emitted(result)).toEqual([
			expect.objectContaining({
				prospect_id: first,
				contacts: expect.objectContaining({ found: true }),
				profile: expect.objectContaining({ found: true }),
			}),
		]);
		const asked = (await rig.requests(EVENTS)).flatMap((one) => one.requestBody.prospect_ids);
		expect(asked).toHaveLength(160);
		expect(result.staticData.sweepAfter).toBe(asked.sort().at(-1));
		await control().clock({ advanceSeconds: 61 });
	});

	it('has them behind the details of the sweep too, and in fetched test events', async () => {
		const [ada] = await people();
		await control().changeRole(ada.id);
		const options = { addToEvents: BOTH };
		const parameters = { ...EAGER, options };
		const tried = await rig.run({ node: NODE, parameters, mode: 'manual' });
		expect(itemsOf(tried).map(({ json }) => json)).toEqual([
			expect.objectContaining({
				contacts: expect.objectContaining({ verified_email: ada.email }),
				profile: expect.objectContaining({ full_name: 'Ada Morales' }),
			}),
		]);
		expect(tried.staticData).toEqual({});

		await fault('enrich$', { status: 500 });
		const again = await rig.run({ node: NODE, parameters, mode: 'manual' });
		expect(itemsOf(again)[0].json).toMatchObject({
			contacts: null,
			contacts_error: expect.stringContaining('500'),
			profile: null,
		});
		await control().clearFaults();

		const trigger = await openTrigger(['profile'], {}, { includeSweepDetails: true });
		await control().changeRole(ada.id);
		expect(Object.keys(emitted(await trigger.poll())[0]).slice(-2)).toEqual(['event_id', 'sweep']);
	});

	it.each([
		['phones', /"Add to Each Event" holds "phones", but each entry must be one of contacts/],
		[['contacts', 7], /"Add to Each Event"/],
		[{ contacts: true }, /"Add to Each Event"/],
		['={{ "" }}', /"Add to Each Event" is empty/],
	])('refuses %j before it sends anything', async (addToEvents, message) => {
		const parameters = { ...EAGER, options: { addToEvents } };
		const { error } = await rig.run({ node: NODE, parameters, mode: 'manual' });
		expect(error?.message).toMatch(message);
		expect(await rig.requests()).toEqual([]);
	});
});
