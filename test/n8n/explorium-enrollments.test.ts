import { itemsOf, origins, prospectId, startRig, type Rig, VERSIONS } from '../support/explorium';

const ENROLLMENTS = '/prospects/events/enrollments';
const ADD = 'exploriumAddProspectEnrollments';
const UPDATE = 'exploriumUpdateProspectEnrollments';
const GET = 'exploriumGetProspectEnrollments';
const DELETE = 'exploriumDeleteProspectEnrollments';
const quick = { requestOptions: { maxAttempts: 3, longestWait: 5 } };

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

	const enrollments = async () => (await rig.sandbox.control.state(false)).enrollments;
	const sent = async (method: string) =>
		(await rig.requests(ENROLLMENTS)).filter((request) => request.method === method);
	const manyIds = (count: number) => Array.from({ length: count }, (_, index) => prospectId(index));

	describe('Add Prospect Enrollments', () => {
		it('makes 50 calls for 1,000 items and numbers the keys', async () => {
			const items = manyIds(1000).map((id) => ({ id }));
			const result = await rig.run({
				node: ADD,
				parameters: { enrollmentKey: 'leaders', prospectIds: '={{ $json.id }}' },
				items,
			});
			const made = itemsOf(result);
			expect(await sent('POST')).toHaveLength(50);
			expect(made).toHaveLength(1000);
			made.forEach((item, index) => {
				const call = Math.floor(index / 20);
				expect(item.json.enrollment_key).toBe(call === 0 ? 'leaders' : `leaders-${call + 1}`);
				expect(item.json.enrollment_id).toMatch(/^en_/);
				expect(origins(item)).toEqual([index]);
				const together = items.slice(20 * call, 20 * (call + 1)).map(({ id }) => id);
				expect(item.json.prospect_ids).toEqual(together);
			});
		});

		it('sends what the API knows, and nothing else', async () => {
			await rig.run({
				node: ADD,
				parameters: {
					enrollmentKey: ' four ',
					prospectIds: prospectId(1),
					eventTypes: ['prospect_job_start_anniversary'],
				},
			});
			const [{ requestBody }] = await sent('POST');
			expect(requestBody).toEqual({
				enrollment_key: 'four',
				event_types: ['prospect_job_start_anniversary'],
				prospect_ids: [prospectId(1)],
				...(version === 'v2' && { webhook_id: expect.stringMatching(/^wh_/) }),
			});
		});

		it.each([
			['a key under 4 characters', { enrollmentKey: '={{ "abc" }}' }, '"List Name" is "abc"'],
			[
				'a malformed prospect id',
				{ prospectIds: '={{ "xyz" }}' },
				'"Explorium Prospect IDs" holds "xyz"',
			],
			['no prospect', { prospectIds: '={{ [] }}' }, '"Explorium Prospect IDs" is empty'],
			['no event type', { eventTypes: '={{ [] }}' }, '"Event Types" is empty'],
		])('refuses %s before sending', async (_what, parameters, said) => {
			const { error } = await rig.run({
				node: ADD,
				parameters: { enrollmentKey: 'leaders', prospectIds: prospectId(1), ...parameters },
			});
			expect(error?.message).toContain(said);
			expect(error?.message).toContain('[item 0]');
			expect(await rig.requests()).toEqual([]);
		});

		it.each([
			['a dropped connection', { drop: 'after' as const }, 'The connection to Explorium broke'],
			['a 500', { status: 500, body: { details: 'boom' }, applyFirst: true }, '(500): boom'],
			['a bare 503', { status: 503 }, '(503)'],
			['a cut answer', { truncate: true }, 'Explorium'],
		])('never repeats an enrollment after %s', async (_what, fault, said) => {
			await rig.sandbox.control.fault({ vendor: 'explorium', path: ENROLLMENTS, ...fault });
			const { error } = await rig.run({
				node: ADD,
				parameters: { enrollmentKey: 'leaders', prospectIds: prospectId(1), ...quick },
			});
			expect(error?.message).toContain(said);
			expect(error?.description).toContain('Whether Explorium carried the call out is not known');
			expect(await sent('POST')).toHaveLength(1);
		});

		it('sends a list once, whole, when a 200 says that the call failed', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				path: ENROLLMENTS,
				times: 9,
				status: 200,
				body: { response_context: { request_status: 'failure' } },
			});
			const { output } = await rig.run({
				node: ADD,
				parameters: { enrollmentKey: 'leaders', prospectIds: '={{ $json.id }}' },
				items: manyIds(4).map((id) => ({ id })),
				onError: 'continueErrorOutput',
			});
			expect(await sent('POST')).toHaveLength(1);
			const failures = output?.[1] ?? [];
			expect(failures).toHaveLength(4);
			for (const { json } of failures) {
				expect(json.error).toContain('Whether Explorium carried the call out is not known');
			}
		});

		it.each([
			['a 429', { status: 429, body: { retry_after: 1 } }],
			['a 503 that says when', { status: 503, headers: { 'retry-after': '1' } }],
		])('tries again after %s, which had no effect', async (_what, fault) => {
			await rig.sandbox.control.fault({ vendor: 'explorium', path: ENROLLMENTS, ...fault });
			const { error } = await rig.run({
				node: ADD,
				parameters: { enrollmentKey: 'leaders', prospectIds: prospectId(1), ...quick },
			});
			expect(error).toBeNull();
			expect(await sent('POST')).toHaveLength(2);
		});

		it('says what was made before it stopped', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				path: ENROLLMENTS,
				after: 1,
				status: 500,
			});
			const { error } = await rig.run({
				node: ADD,
				parameters: {
					enrollmentKey: 'leaders',
					prospectIds: manyIds(60).join(),
					requestOptions: { callsAtOnce: 1 },
				},
			});
			expect(error?.description).toMatch(/Of 3 calls, 1 went through: leaders \(en_\w+\)/);
			expect(await sent('POST')).toHaveLength(2);
		});
	});

	describe('Get Prospect Enrollments', () => {
		it('lists them with one call, whatever the number of items', async () => {
			await rig.sandbox.control.switches({ explorium: { foreignEnrollments: true } });
			const items = itemsOf(await rig.run({ node: GET, items: [{}, {}] }));
			expect(items.map(({ json }) => json.enrollment_key)).toContain('demo_watchlist');
			expect(items.every(({ json }) => Array.isArray(json.prospect_ids))).toBe(true);
			const half = items.length / 2;
			expect(items.map(origins)).toEqual(items.map((_, place) => [place < half ? 0 : 1]));
			expect(await sent('GET')).toHaveLength(1);
		});

		it('takes a key for its numbered parts too', async () => {
			await rig.run({
				node: ADD,
				parameters: { enrollmentKey: 'leaders', prospectIds: manyIds(41).join() },
			});
			const items = itemsOf(
				await rig.run({ node: GET, parameters: { enrollmentKeys: ['leaders'] } }),
			);
			expect(items.map(({ json }) => json.enrollment_key).sort()).toEqual([
				'leaders',
				'leaders-2',
				'leaders-3',
			]);
		});

		it('offers the keys and the enrollments to pick from', async () => {
			const credentials = rig.credential();
			const keys = await rig.host.loadOptions({
				node: GET,
				method: 'getEnrollmentKeys',
				credentials,
			});
			expect(keys).toEqual([{ name: 'demo_watchlist', value: 'demo_watchlist' }]);
			const search = async (filter: string) =>
				await rig.host.listSearch({
					node: UPDATE,
					method: 'searchEnrollments',
					filter,
					credentials,
				});
			expect((await search('WATCH')).results).toEqual([
				{ name: expect.stringContaining('12 prospects'), value: expect.stringMatching(/^en_/) },
			]);
			expect((await search('nothing')).results).toEqual([]);
		});
	});

	describe('Update Prospect Enrollments', () => {
		it('changes what is given and keeps the rest', async () => {
			const [before] = await enrollments();
			const items = itemsOf(
				await rig.run({
					node: UPDATE,
					parameters: {
						enrollmentId: { __rl: true, mode: 'id', value: before.enrollment_id },
						updateFields: { enrollmentKey: 'renamed' },
					},
				}),
			);
			expect(items[0].json).toEqual({ ...before, enrollment_key: 'renamed' });
			expect(await enrollments()).toEqual([{ ...before, enrollment_key: 'renamed' }]);
		});

		it('joins the prospects of items that name the same enrollment', async () => {
			const [{ enrollment_id }] = await enrollments();
			const result = await rig.run({
				node: UPDATE,
				parameters: {
					enrollmentId: { __rl: true, mode: 'id', value: enrollment_id },
					updateFields: {
						enrollmentKey: 'renamed',
						eventTypes: ['prospect_changed_role'],
						prospectIds: '={{ $json.id }}',
					},
				},
				items: manyIds(3).map((id) => ({ id })),
			});
			expect(itemsOf(result).map(origins)).toEqual([[0], [1], [2]]);
			expect((await sent('PATCH')).map(({ requestBody }) => requestBody.prospect_ids)).toEqual([
				manyIds(3),
			]);
			expect(await sent('GET')).toHaveLength(0);
		});

		it('refuses more than 20 prospects, and nothing to change, before sending', async () => {
			const [{ enrollment_id }] = await enrollments();
			const update = async (updateFields: object) =>
				await rig.run({
					node: UPDATE,
					parameters: {
						enrollmentId: { __rl: true, mode: 'id', value: enrollment_id },
						updateFields,
					},
				});
			const tooMany = await update({ prospectIds: manyIds(21).join() });
			expect(tooMany.error?.message).toMatch(
				/"Explorium Prospect IDs" holds 21 .*at most 20.*\[item 0\]/,
			);
			expect((await update({})).error?.message).toContain('"Update Fields" is empty');
			expect((await update({ prospectIds: '={{ [] }}' })).error?.message).toContain('is empty');
			expect(await rig.requests()).toEqual([]);
		});

		it('says that an enrollment does not exist, and goes on with the others', async () => {
			const [{ enrollment_id }] = await enrollments();
			const { output } = await rig.run({
				node: UPDATE,
				parameters: {
					enrollmentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					updateFields: { enrollmentKey: 'renamed' },
				},
				items: [{ id: 'en_unknown' }, { id: enrollment_id }],
				onError: 'continueErrorOutput',
			});
			expect(output?.[0]).toHaveLength(1);
			expect(output?.[1][0].json.error).toContain('no enrollment with the ID "en_unknown"');
		});
	});

	describe('Update Prospect Enrollments, of which an item is refused', () => {
		const ID = { __rl: true, mode: 'id', value: '={{ $json.e }}' };
		const IDS = { prospectIds: '={{ $json.id }}' };
		const [ada, ben] = [prospectId(1), prospectId(2)];
		const enroll = async (enrollmentKey: string) => {
			const parameters = { enrollmentKey, prospectIds: prospectId(9) };
			const [{ json }] = itemsOf(await rig.run({ node: ADD, parameters }));
			return String(json.enrollment_id);
		};
		const update = async (items: object[], updateFields: unknown = IDS) => {
			const { output } = await rig.run({
				node: UPDATE,
				parameters: { enrollmentId: ID, updateFields },
				items: items as Array<Record<string, unknown>>,
				onError: 'continueErrorOutput',
			});
			const [done = [], refused = []] = output ?? [];
			return { done: done.flatMap(origins), refused, refusedItems: refused.flatMap(origins) };
		};

		it('leaves its enrollment as it is, since those left out would not be monitored', async () => {
			const [one, other] = [await enroll('leaders'), await enroll('partners')];
			const { done, refused, refusedItems } = await update([
				{ e: one, id: ada },
				{ e: one, id: '' },
				{ e: one, id: ben },
				{ e: one, id: 'zz' },
				{ e: other, id: ben },
			]);
			expect(done).toEqual([4]);
			expect(refusedItems).toEqual([0, 1, 2, 3]);
			expect(refused[0].json).toMatchObject({
				error: 'Not updated because of item 1: "Explorium Prospect IDs" is empty [item 0]',
				details: {
					description: expect.stringMatching(/Nothing was changed: .*end the monitoring/),
				},
			});
			expect(String(refused[3].json.error)).toContain('"Explorium Prospect IDs" holds "zz"');
			expect((await sent('PATCH')).map(({ requestBody }) => requestBody.prospect_ids)).toEqual([
				[ben],
			]);
		});

		it('leaves all as they are if the item may be about any', async () => {
			const [one, other] = [await enroll('leaders'), await enroll('partners')];
			const { done, refusedItems } = await update([
				{ e: one, id: ada },
				{ e: '', id: ben },
				{ e: other, id: ben },
			]);
			expect(done).toEqual([]);
			expect(refusedItems).toEqual([0, 1, 2]);
			expect(await sent('PATCH')).toEqual([]);
		});

		it('leaves all as they are if the Request Options of the item cannot be read', async () => {
			const one = await enroll('leaders');
			const { output } = await rig.run({
				node: UPDATE,
				parameters: {
					enrollmentId: { ...ID, value: one },
					updateFields: IDS,
					requestOptions: { timeout: '={{ $json.t ?? 30 }}' },
				},
				items: [{ id: ada }, { id: ben, t: 'x' }],
				onError: 'continueErrorOutput',
			});
			expect(output?.[1].flatMap(origins)).toEqual([0, 1]);
			expect(await sent('PATCH')).toEqual([]);
		});

		it('holds nothing back where no item gives prospects', async () => {
			const one = await enroll('leaders');
			const { done, refusedItems } = await update([{ e: one }, { e: '' }], {
				enrollmentKey: 'renamed',
			});
			expect(done).toEqual([0]);
			expect(refusedItems).toEqual([1]);
		});
	});

	describe('Update Prospect Enrollments of one that is gone', () => {
		it.each([
			['404', 'Explorium did not find what the node asked for (404)'],
			['miss', 'Explorium has no enrollment with the ID "en_gone"'],
			['422', 'unknown enrollment id'],
		])('fails on %s', async (form, said) => {
			await rig.sandbox.control.switches({ explorium: { unknownEnrollmentUpdate: form } });
			const { error } = await rig.run({
				node: UPDATE,
				parameters: {
					enrollmentId: { __rl: true, mode: 'id', value: 'en_gone' },
					updateFields: {
						enrollmentKey: 'renamed',
						eventTypes: ['prospect_changed_role'],
						prospectIds: prospectId(1),
					},
				},
			});
			expect(error?.message).toContain(said);
			expect(error?.message).toContain('[item 0]');
		});
	});

	describe('Delete Prospect Enrollments', () => {
		it('ends each once, and says when one was not there', async () => {
			const [{ enrollment_id }] = await enrollments();
			const items = itemsOf(
				await rig.run({
					node: DELETE,
					parameters: { enrollmentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
					items: [{ id: enrollment_id }, { id: 'en_gone' }, { id: enrollment_id }],
				}),
			);
			expect(items.map(({ json }) => json)).toEqual([
				{ deleted: true, enrollment_id },
				{ deleted: false, enrollment_id: 'en_gone' },
				{ deleted: true, enrollment_id },
			]);
			expect(items.map(origins)).toEqual([[0], [1], [2]]);
			expect(await enrollments()).toEqual([]);
			const named = (await sent('DELETE')).map(({ path, requestBody }) =>
				version === 'v1' ? requestBody.enrollment_id : path.split('/').at(-1),
			);
			expect([...named].sort()).toEqual([enrollment_id, 'en_gone'].sort());
		});

		it('says in one sentence which were not there', async () => {
			const result = await rig.run({
				node: DELETE,
				parameters: { enrollmentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
				items: Array.from({ length: 7 }, (_, index) => ({ id: `en_${index}` })),
			});
			expect(itemsOf(result)).toHaveLength(7);
			expect(result.hints?.map(({ message }) => message)).toEqual([
				expect.stringMatching(
					/^No enrollment in Explorium has the ID ("en_\d", ){4}"en_\d" and 2 more/,
				),
			]);
		});

		it('takes a 404 for one that was not there', async () => {
			await rig.sandbox.control.switches({ explorium: { unknownEnrollmentDelete: '404' } });
			const [item] = itemsOf(
				await rig.run({
					node: DELETE,
					parameters: { enrollmentId: { __rl: true, mode: 'id', value: 'en_gone' } },
				}),
			);
			expect(item.json.deleted).toBe(false);
		});

		it('refuses the key of an enrollment, and says its ID', async () => {
			const [{ enrollment_id, enrollment_key }] = await enrollments();
			const { error } = await rig.run({
				node: DELETE,
				parameters: { enrollmentId: { __rl: true, mode: 'id', value: enrollment_key } },
			});
			expect(error?.message).toBe(
				`"Enrollment" is "${enrollment_key}", which is the name of a list. Its ID is ${enrollment_id} [item 0]`,
			);
			expect(await enrollments()).toHaveLength(1);
		});

		it('fails if the Base URL has a wrong path', async () => {
			const { error } = await rig.run({
				node: DELETE,
				parameters: { enrollmentId: { __rl: true, mode: 'id', value: 'en_gone' } },
				credentials: {
					exploriumApi: { ...rig.credential().exploriumApi, baseUrl: `${rig.sandbox.url}/nowhere` },
				},
			});
			expect(error?.message).toContain('Explorium has no such address (404)');
			expect(error?.description).toContain('Check the Base URL of the credential.');
		});
	});

	describe('Enrich Prospect Contacts', () => {
		const ENRICH = 'exploriumEnrichProspectContacts';
		const BULK =
			version === 'v1'
				? '/prospects/contacts_information/bulk_enrich'
				: '/prospects/contact_information/enrich';

		it('answers every item, with 50 prospects to a call', async () => {
			await rig.sandbox.control.reset({ people: 120 });
			await rig.sandbox.control.limits({ explorium: null });
			const { people } = await rig.sandbox.control.state();
			const input = [...people, people[0]].map(({ id }) => ({ id }));
			const items = itemsOf(
				await rig.run({
					node: ENRICH,
					parameters: { prospectIds: '={{ $json.id }}' },
					items: input,
				}),
			);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
			expect(items.map(({ json }) => json.prospect_id)).toEqual(input.map(({ id }) => id));
			expect(items[120].json).toMatchObject({
				found: true,
				professions_email: people[0].email,
				email_addresses: expect.arrayContaining([people[0].email]),
			});
			const calls = await rig.requests(BULK);
			expect(calls.map(({ requestBody }) => requestBody.prospect_ids.length)).toEqual([50, 50, 20]);
			expect(calls[0].requestBody.parameters).toEqual({ contact_types: ['email'] });
		});

		it('knows the new address after a change of company, and in version 1 the ones before', async () => {
			const [ada] = (await rig.sandbox.control.state()).people;
			await rig.sandbox.control.changeCompany(ada.id);
			const [{ json }] = itemsOf(
				await rig.run({ node: ENRICH, parameters: { prospectIds: ada.id } }),
			);
			expect(json.professions_email).not.toBe(ada.email);
			expect((json.email_addresses as string[])[0]).toBe(json.professions_email);
			const former = (json.email_addresses as string[]).includes(ada.email);
			expect(former).toBe(version === 'v1');
		});

		it.each([
			[{ contactRows: 'first-missing' }, [false, true]],
			[{ contactRows: 'reversed' }, [true, true]],
			[{ contactsWithoutEmail: true }, [false, false]],
		])('joins by prospect and says what was not found: %j', async (switches, found) => {
			await rig.sandbox.control.switches({ explorium: switches });
			const [ada, ben] = (await rig.sandbox.control.state()).people;
			const items = itemsOf(
				await rig.run({ node: ENRICH, parameters: { prospectIds: [ada.id, ben.id].join() } }),
			);
			expect(items.map(({ json }) => json.prospect_id)).toEqual([ada.id, ben.id]);
			expect(items.map(({ json }) => json.found)).toEqual(found);
		});
	});
});
