import { itemsOf, origins, prospectId, startRig, type Rig, VERSIONS } from '../support/explorium';

const NODE = 'exploriumFetchProspectEvents';
const EVENTS = '/prospects/events';
const PER_ITEM = { prospectIds: '={{ $json.id }}' };
const quick = { requestOptions: { maxAttempts: 3, longestWait: 5 } };

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;

	beforeAll(async () => {
		rig = await startRig(version);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.sandbox.control.reset();
	});

	const people = async () => (await rig.sandbox.control.state()).people;

	describe('what it returns', () => {
		it('gives one flat item per event for each item that named the prospect', async () => {
			const [ada, ben] = await people();
			const company = await rig.sandbox.control.changeCompany(ada.id, { company: 'New Inc' });
			await rig.sandbox.control.changeRole(ben.id, { title: 'CEO' });
			const result = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: [{ id: ben.id }, { id: ada.id.toUpperCase() }, { id: `${ada.id}, ${ben.id}` }],
			});

			const items = itemsOf(result);
			expect(items.map(({ json }) => [json.prospect_id, json.event_name])).toEqual([
				[ben.id, 'prospect_changed_role'],
				[ada.id, 'prospect_changed_company'],
				[ben.id, 'prospect_changed_role'],
				[ada.id, 'prospect_changed_company'],
			]);
			expect(items.map(origins)).toEqual([[0], [1], [2], [2]]);
			expect(items[1].json).toMatchObject({
				event_id: company.event_id,
				current_company_name: 'New Inc',
			});
			expect(items[1].json).not.toHaveProperty('data');
			expect(await rig.requests(EVENTS)).toHaveLength(1);
		});

		it('gives the event as it came when not simplified', async () => {
			const [ada] = await people();
			await rig.sandbox.control.changeCompany(ada.id);
			const [item] = itemsOf(
				await rig.run({
					node: NODE,
					parameters: { prospectIds: ada.id, output: 'raw' },
				}),
			);
			expect(item.json.data).toMatchObject({ event_name: 'prospect_changed_company' });
		});

		it('gives the same items as the trigger when it is to add the enrollment key', async () => {
			const [ada, ben, ...others] = await people();
			const { enrollments } = await rig.sandbox.control.state(false);
			const enrolled = new Set(enrollments.flatMap(({ prospect_ids }) => prospect_ids));
			const stranger = await rig.sandbox.control.addPerson({ email: 'not@enrolled.example' });
			expect([ada, ben].every(({ id }) => enrolled.has(id))).toBe(true);
			const trigger = await rig.host.openPoller({
				node: 'exploriumProspectEventsTrigger',
				credentials: rig.credential(),
				parameters: { source: 'enrollments', options: { minutesBetweenSweeps: 0 } },
			});
			await trigger.poll();
			await rig.sandbox.control.changeCompany(ada.id, { company: 'New Inc' });
			await rig.sandbox.control.changeRole(ben.id, { title: 'CEO' });
			await rig.sandbox.control.changeRole(stranger.id);
			const polled = (await trigger.poll()).output?.flat().map(({ json }) => json) ?? [];
			expect(polled).toHaveLength(2);
			await trigger.close();
			expect(polled[0]).toHaveProperty('enrollment_key', 'demo_watchlist');

			const ids = [ada, ben, ...others].map(({ id }) => id);
			const fetch = async (options: object, prospectIds = ids) =>
				itemsOf(await rig.run({ node: NODE, parameters: { prospectIds, options } })).map(
					({ json }) => json,
				);
			const isNew = ({ event_id: id }: { event_id?: unknown }) =>
				polled.some(({ event_id }) => event_id === id);
			const byId = (all: object[]) =>
				all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
			const fetched = (await fetch({ addEnrollmentKey: true })).filter(isNew);
			expect(byId(fetched)).toEqual(byId(polled));
			// The fields come in the same order too, as a table shows them.
			expect(fetched.map(Object.keys)).toEqual(byId(polled).map(Object.keys));
			const raw = (await fetch({ addEnrollmentKey: true, simplify: false })).filter(isNew);
			expect(raw.map((event) => event.enrollment_key)).toEqual(raw.map(() => 'demo_watchlist'));
			const [other] = await fetch({ addEnrollmentKey: true }, [stranger.id]);
			expect(other).not.toHaveProperty('enrollment_key');
			expect((await fetch({})).filter(isNew)[0]).not.toHaveProperty('enrollment_key');
		});

		it('asks for the enrollments once, and before what takes credits', async () => {
			const all = await people();
			const ids = Array.from({ length: 90 }, (_, index) => all[index]?.id ?? prospectId(index));
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				times: 9,
				status: 403,
				path: 'enrollments',
			});
			const { error } = await rig.run({
				node: NODE,
				parameters: { prospectIds: ids, options: { addEnrollmentKey: true }, ...quick },
			});
			expect(error?.message).toContain('403');
			expect(await rig.requests(EVENTS)).toEqual([]);
			expect(await rig.requests(`${EVENTS}/enrollments`)).toHaveLength(1);
		});

		describe('Add List Name for some of the items', () => {
			const mixed = async (more: object = {}) => {
				const [ada, ben] = await people();
				await rig.sandbox.control.changeCompany(ada.id);
				await rig.sandbox.control.changeCompany(ben.id);
				return await rig.run({
					node: NODE,
					parameters: {
						prospectIds: '={{ $json.id }}',
						options: { addEnrollmentKey: '={{ $json.l }}' },
					},
					items: [
						{ id: ada.id, l: true },
						{ id: ben.id, l: false },
						{ id: ada.id, l: false },
					],
					...more,
				});
			};

			it('takes one call for the enrollments and one for the events', async () => {
				const items = itemsOf(await mixed());
				expect(new Set(items.flatMap(origins))).toEqual(new Set([0, 1, 2]));
				for (const item of items) {
					expect('enrollment_key' in item.json).toBe(origins(item)[0] === 0);
				}
				expect(await rig.requests(EVENTS)).toHaveLength(1);
				expect(await rig.requests(`${EVENTS}/enrollments`)).toHaveLength(1);
			});

			it('fails these only where the enrollments cannot be read', async () => {
				await rig.sandbox.control.fault({
					vendor: 'explorium',
					times: 9,
					status: 500,
					path: 'enrollments',
				});
				const { output } = await mixed({ onError: 'continueErrorOutput' });
				expect(output?.[1].flatMap(origins)).toEqual([0]);
				expect(output?.[1][0].json.error).toContain('500');
				expect(new Set(output?.[0].flatMap(origins))).toEqual(new Set([1, 2]));
				expect(await rig.requests(EVENTS)).toHaveLength(1);
			});
		});

		it('returns the list name as a selected field too', async () => {
			const [ada] = await people();
			await rig.sandbox.control.changeCompany(ada.id);
			const items = itemsOf(
				await rig.run({
					node: NODE,
					parameters: {
						prospectIds: ada.id,
						output: 'selectedFields',
						fields: ['enrollment_key'],
						options: { addEnrollmentKey: true },
					},
				}),
			);
			expect(items.length).toBeGreaterThan(0);
			expect(Object.keys(items[0].json)).toEqual(['enrollment_key', 'prospect_id', 'event_id']);
		});

		it('names all fields that can be selected, and says that Output takes no expression', async () => {
			const [ada] = await people();
			const fetch = async (more: object) =>
				(await rig.run({ node: NODE, parameters: { prospectIds: ada.id, ...more } })).error;
			const fields = await fetch({ output: 'selectedFields', fields: ['titel'] });
			expect(fields?.message).toMatch(
				/"Fields" holds "titel", but each entry must be one of event_name, full_name, .*, event_id, enrollment_key/,
			);
			const output = await fetch({ output: '={{ $json.o }}' });
			expect(output?.message).toContain(
				'"Output" is "{{ $json.o }}", but must be one of raw (Raw)',
			);
			expect(output?.description).toContain('this field takes no expression');
			expect(await rig.requests()).toEqual([]);
		});

		it.each(['empty-success', 'empty-miss', 'absent-miss'])(
			'takes %s for no events',
			async (form) => {
				await rig.sandbox.control.switches({ explorium: { emptyResult: form } });
				const [ada] = await people();
				expect(itemsOf(await rig.run({ node: NODE, parameters: { prospectIds: ada.id } }))).toEqual(
					[],
				);
			},
		);

		it('sends the dates as they are given', async () => {
			const [ada] = await people();
			await rig.run({
				node: NODE,
				parameters: {
					prospectIds: ada.id,
					options: { timestampFrom: '2026-09-01', timestampTo: '2027-01-01T00:00:00Z' },
				},
			});
			const [{ requestBody }] = await rig.requests(EVENTS);
			expect(requestBody).toMatchObject({
				timestamp_from: '2026-09-01',
				timestamp_to: '2027-01-01T00:00:00Z',
			});
		});
	});

	describe('merging', () => {
		it('makes 25 calls for 1,000 items, each paired with its own', async () => {
			await rig.sandbox.control.reset({ people: 1000 });
			await rig.sandbox.control.limits({ explorium: null });
			const all = await people();
			await rig.sandbox.control.addEvents(
				all.map(({ id }) => ({ prospect_id: id, event_name: 'prospect_changed_role' })),
			);
			const result = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: all.map(({ id }) => ({ id })),
			});
			const items = itemsOf(result);
			expect(items).toHaveLength(1000);
			items.forEach((item, index) => {
				expect(item.json.prospect_id).toBe(all[index].id);
				expect(item.pairedItem).toEqual({ item: index });
			});
			const calls = await rig.requests(EVENTS);
			expect(calls).toHaveLength(25);
			expect(calls.every(({ requestBody }) => requestBody.prospect_ids.length === 40)).toBe(true);
		});

		it('keeps items with other settings apart', async () => {
			const [ada, ben] = await people();
			await rig.run({
				node: NODE,
				parameters: { ...PER_ITEM, eventTypes: '={{ $json.types }}' },
				items: [
					{ id: ada.id, types: ['prospect_changed_role', 'prospect_changed_company'] },
					{ id: ben.id, types: ['prospect_changed_company', 'prospect_changed_role'] },
					{ id: ada.id, types: ['prospect_job_start_anniversary'] },
				],
			});
			const bodies = (await rig.requests(EVENTS)).map(
				({ requestBody }) => requestBody.prospect_ids,
			);
			expect(bodies).toEqual(expect.arrayContaining([[ada.id, ben.id], [ada.id]]));
			expect(bodies).toHaveLength(2);
		});
	});

	describe('bad input', () => {
		it.each([
			['', 'empty'],
			[null, 'empty'],
			[[], 'empty'],
			['abc', '"abc"'],
			[[prospectId(1), null], 'empty entry'],
			[{ id: 1 }, '{"id":1}'],
		])('refuses the prospect ids %j before sending anything', async (id, said) => {
			const { error, output } = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: [{ id: prospectId(1) }, { id }],
			});
			expect(output).toBeNull();
			expect(error?.message).toContain('"Explorium Prospect IDs"');
			expect(error?.message).toContain(said);
			expect(error?.message).toContain('[item 1]');
			expect(`${error?.message} ${error?.description}`).toContain('40 characters');
			expect(error?.itemIndex).toBe(1);
			expect(await rig.requests()).toEqual([]);
		});

		it('names the allowed event types', async () => {
			const { error } = await rig.run({
				node: NODE,
				parameters: { prospectIds: prospectId(1), eventTypes: '={{ ["promoted"] }}' },
			});
			expect(error?.message).toMatch(/"Event Types" holds "promoted".*prospect_changed_role/);
			expect(await rig.requests()).toEqual([]);
		});

		it.each([
			['2026-11-01', '2026-09-01', 'is later than'],
			['2026-09-01T12:00:00Z', '2026-09-01T11:00:00Z', 'is later than'],
			['', '2026-09-01', '"Happened After" is empty'],
		])('refuses dates between which nothing lies: %s and %s', async (from, to, said) => {
			const { error } = await rig.run({
				node: NODE,
				parameters: {
					prospectIds: prospectId(1),
					options: { timestampFrom: `={{ "${from}" }}`, timestampTo: to },
				},
			});
			expect(error?.message).toContain(said);
			expect(await rig.requests()).toEqual([]);
		});

		it('sends two dates that are the same', async () => {
			const day = '2026-09-01';
			const parameters = {
				prospectIds: prospectId(1),
				options: { timestampFrom: `${day}T12:00:00Z`, timestampTo: day },
			};
			expect((await rig.run({ node: NODE, parameters })).error).toBeNull();
		});

		it('refuses a date that is none', async () => {
			const { error } = await rig.run({
				node: NODE,
				parameters: { prospectIds: prospectId(1), options: { timestampFrom: 'last week' } },
			});
			expect(error?.message).toContain('"Happened After" is "last week"');
		});

		it('does not let a bad item cost the others when it continues', async () => {
			const [ada] = await people();
			await rig.sandbox.control.changeRole(ada.id);
			const { output } = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: [{ id: 'nobody' }, { id: ada.id }],
				onError: 'continueErrorOutput',
			});
			expect(output?.[0].map(({ json }) => json.prospect_id)).toEqual([ada.id]);
			expect(output?.[1]).toHaveLength(1);
			expect(output?.[1][0].json).toMatchObject({ id: 'nobody', error: expect.any(String) });
		});
	});

	it('does not let an expression that fails for one item cost the others when it continues', async () => {
		const [ada] = await people();
		await rig.sandbox.control.changeRole(ada.id);
		const { output } = await rig.run({
			node: NODE,
			parameters: { prospectIds: '={{ $json.id || $("Nowhere").item.json.id }}' },
			items: [{}, { id: ada.id }],
			continueOnFail: true,
		});
		expect(output?.[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(output?.[0][0].json.error).toContain("Referenced node doesn't exist");
	});

	describe('one bad id among many', () => {
		// The sandbox's own check is the same as the node's, so the vendor is made to be stricter.
		const refuse = (position: number) => ({
			vendor: 'explorium' as const,
			path: EVENTS,
			status: 422,
			body: {
				detail: [
					{ loc: ['body', 'prospect_ids', position], msg: 'unknown id', type: 'value_error' },
				],
			},
		});

		it('names the id at the position that Explorium complains about', async () => {
			const [ada, ben] = await people();
			await rig.sandbox.control.fault(refuse(1));
			const { error } = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: [{ id: ada.id }, { id: ben.id }],
			});
			expect(error?.message).toContain(`prospect_ids[1] is "${ben.id}": unknown id`);
			expect(error?.itemIndex).toBe(1);
			expect(error?.httpCode).toBe('422');
		});

		it('fails only that one when it continues', async () => {
			const [ada, ben, cleo] = await people();
			await rig.sandbox.control.changeRole(cleo.id);
			await rig.sandbox.control.fault(refuse(1));
			const { output } = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: [{ id: ada.id }, { id: ben.id }, { id: cleo.id }],
				continueOnFail: true,
			});
			const [failedItem, event] = output?.[0] ?? [];
			expect(failedItem.json.error).toContain(ben.id);
			expect(failedItem.pairedItem).toEqual({ item: 1 });
			expect(event.json.prospect_id).toBe(cleo.id);
			const calls = await rig.requests(EVENTS);
			expect(calls.map(({ requestBody }) => requestBody.prospect_ids.length)).toEqual([3, 2]);
		});

		it('halves the list when the vendor does not say which', async () => {
			const ids = (await people()).slice(0, 4).map(({ id }) => id);
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				path: EVENTS,
				times: 3,
				status: 404,
				body: { details: 'unknown prospect' },
			});
			const { output } = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: ids.map((id) => ({ id })),
				continueOnFail: true,
				credentials: rig.credential(),
			});
			expect(output?.[0]).toHaveLength(1);
			expect(output?.[0][0].pairedItem).toEqual({ item: 0 });
			const sizes = (await rig.requests(EVENTS)).map(
				({ requestBody }) => requestBody.prospect_ids.length,
			);
			expect(sizes).toEqual([4, 2, 1, 1, 2]);
		});
	});

	describe('what the vendor may answer', () => {
		const fetchOne = async (apiKey?: string) =>
			await rig.run({
				node: NODE,
				parameters: { prospectIds: (await people())[0].id, ...quick },
				credentials: rig.credential(apiKey),
			});

		it.each(['', '  '])('sends nothing with the key "%s"', async (key) => {
			const { error } = await rig.run({
				node: NODE,
				parameters: { prospectIds: prospectId(1) },
				credentials: rig.credential(key),
			});
			expect(error?.message).toContain('The API key of the Explorium credential is empty');
			expect(await rig.requests()).toEqual([]);
		});

		it('says that the key is not accepted, and asks once', async () => {
			const { error } = await fetchOne('wrong');
			expect(error).toMatchObject({ httpCode: '401' });
			expect(error?.message).toContain('Explorium did not accept the credential (401)');
			expect(error?.description).toMatch(/API key.*Correlation ID: /);
			expect(await rig.requests()).toHaveLength(1);
		});

		it('says when credits are used up, and asks once', async () => {
			const [ada] = await people();
			await rig.sandbox.control.changeRole(ada.id);
			await rig.sandbox.control.credits(0);
			const { error } = await fetchOne();
			expect(error?.message).toContain('insufficient credits');
			expect(await rig.requests(EVENTS)).toHaveLength(1);
		});

		it('takes a 200 that says failure for a failure', async () => {
			await rig.sandbox.control.switches({ explorium: { softFailure: true } });
			const { error } = await fetchOne();
			expect(error?.message).toContain('Explorium reports that it could not do this');
		});

		it.each([500, 502, 503, 504])('tries again after %i', async (status) => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				times: 2,
				status,
				body: '<h1>Oops</h1>',
			});
			expect((await fetchOne()).error).toBeNull();
			expect(await rig.requests(EVENTS)).toHaveLength(3);
		});

		it('gives up after the set number of attempts, with the words of an HTML page', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				times: 9,
				status: 502,
				body: '<html><head><title>502 Bad Gateway</title></head></html>',
			});
			const { error } = await fetchOne();
			expect(error?.message).toContain('a web page titled "502 Bad Gateway" (tried 3 times)');
			expect(await rig.requests(EVENTS)).toHaveLength(3);
		});

		it.each([
			['a dropped connection', { drop: 'before' as const }],
			['a cut answer', { truncate: true }],
			['text instead of JSON', { status: 200, body: 'all is well' }],
		])('tries again after %s', async (_what, fault) => {
			await rig.sandbox.control.fault({ vendor: 'explorium', path: EVENTS, ...fault });
			expect((await fetchOne()).error).toBeNull();
			expect(await rig.requests(EVENTS)).toHaveLength(2);
		});

		it.each(['body-a', 'body-b', 'not-json', 'no-retry-after'])(
			'waits as told by a 429 of the form %s',
			async (form) => {
				await rig.sandbox.control.switches({ explorium: { tooManyRequests: form } });
				await rig.sandbox.control.limits({
					explorium: { limit: 40, windowSeconds: 2, unit: 'ids' },
				});
				// Another client of the same account has used the window up.
				await Promise.all(
					[1, 2].map(
						async () =>
							await fetch(`${rig.sandbox.explorium}/${version}${EVENTS}`, {
								method: 'POST',
								headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
								body: JSON.stringify({
									event_types: ['prospect_changed_role'],
									prospect_ids: Array.from({ length: 39 }, (_, index) => prospectId(index)),
								}),
							}),
					),
				);
				const { error } = await rig.run({
					node: NODE,
					parameters: {
						prospectIds: Array.from({ length: 30 }, (_, index) => prospectId(index)).join(),
						...quick,
					},
				});
				expect(error).toBeNull();
			},
		);

		it('does not wait longer than it may', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				status: 429,
				headers: { 'retry-after': '3600' },
				body: {
					error: 'rate_limit_exceeded',
					message: 'API rate limit exceeded.',
					retry_after: 3600,
				},
			});
			const { error } = await fetchOne();
			expect(error).toMatchObject({ httpCode: '429' });
			expect(error?.description).toContain('It asks to wait 3600 s.');
		});

		it('keeps its pace: 400 ids under a limit of 200 in 2 seconds make no 429', async () => {
			await rig.sandbox.control.limits({
				explorium: { limit: 200, windowSeconds: 2, unit: 'ids' },
			});
			const { error } = await rig.run({
				node: NODE,
				parameters: PER_ITEM,
				items: Array.from({ length: 400 }, (_, index) => ({ id: prospectId(index) })),
			});
			expect(error).toBeNull();
			expect(await rig.requests(EVENTS)).toHaveLength(10);
			expect((await rig.sandbox.control.counters()).explorium.tooManyRequests).toBe(0);
		});

		it('says when nobody answers at the address', async () => {
			const { error } = await rig.run({
				node: NODE,
				parameters: { prospectIds: prospectId(1), requestOptions: { maxAttempts: 1 } },
				credentials: { exploriumApi: { apiKey: 'x', baseUrl: 'http://127.0.0.1:9' } },
			});
			expect(error?.message).toContain('could not be reached: the connection was refused');
		});

		it('does not send a key over plain http to another machine', async () => {
			const { error } = await rig.run({
				node: NODE,
				parameters: { prospectIds: prospectId(1) },
				credentials: { exploriumApi: { apiKey: 'x', baseUrl: 'http://api.explorium.example' } },
			});
			expect(error?.message).toContain('"http://api.explorium.example"');
			expect(error?.description).toContain('https://');
		});
	});

	describe('the credential', () => {
		const test = async (data: Record<string, string>) =>
			await rig.host.testCredential({
				type: 'exploriumApi',
				data: {
					apiKey: 'demo-explorium-key',
					baseUrl: rig.sandbox.explorium,
					apiVersion: version,
					...data,
				},
			});

		it('is tested with a free call', async () => {
			expect(await test({})).toMatchObject({ status: 'OK' });
			expect((await rig.requests()).map(({ path }) => path)).toEqual([`/${version}/credits`]);
		});

		it('says what is wrong', async () => {
			expect(await test({ apiKey: 'wrong' })).toEqual({
				status: 'Error',
				message: expect.stringContaining('did not accept this API key'),
			});
			expect(await test({ baseUrl: `${rig.sandbox.url}/nowhere` })).toEqual({
				status: 'Error',
				message: expect.stringContaining('no Explorium API at this Base URL'),
			});
		});
	});
});
