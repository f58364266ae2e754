import { itemsOf, origins, prospectId, startRig, type Rig, VERSIONS } from '../support/explorium';
import type { RunRequest } from '../../tools/core-host/protocol';

const NODE = 'exploriumSyncProspectEnrollments';
const ADD = 'exploriumAddProspectEnrollments';
const ENROLLMENTS = '/prospects/events/enrollments';
const TYPES = ['prospect_changed_role', 'prospect_changed_company'];
const UNCHANGED = 'Nothing was changed';

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

	const idsFrom = (start: number, count: number) =>
		Array.from({ length: count }, (_, index) => prospectId(start + index));

	/** Syncs to a list with one item per prospect. */
	const sync = async (
		ids: unknown[],
		parameters: Record<string, unknown> = {},
		request: Partial<RunRequest> = {},
	) =>
		await rig.run({
			node: NODE,
			parameters: { enrollmentKeyPrefix: 'sales', prospectIds: '={{ $json.id }}', ...parameters },
			items: ids.map((id) => ({ id })),
			...request,
		});

	const add = async (enrollmentKey: string, ids: string[], eventTypes = TYPES) =>
		itemsOf(
			await rig.run({
				node: ADD,
				parameters: { enrollmentKey, prospectIds: ids.join(), eventTypes },
			}),
		);

	const enrollments = async () => (await rig.sandbox.control.state(false)).enrollments;
	const managed = async () =>
		(await enrollments()).filter(({ enrollment_key }) => /^sales(-\d+)?$/.test(enrollment_key));
	const monitored = async () =>
		(await managed()).flatMap(({ prospect_ids }) => prospect_ids).sort();

	/** The calls that change something, after all that was sent before is forgotten. */
	const changes = async () =>
		(await rig.requests(ENROLLMENTS)).filter(({ method }) => method !== 'GET');
	const forget = async () => await rig.sandbox.control.clearRequests();

	describe('a list over time', () => {
		it('enrolls 100 prospects in 5 calls, and does nothing the second time', async () => {
			const ids = idsFrom(1, 100);
			const items = itemsOf(await sync(ids));
			expect(items.map(({ json }) => [json.action, json.enrollment_key])).toEqual([
				['add', 'sales'],
				['add', 'sales-2'],
				['add', 'sales-3'],
				['add', 'sales-4'],
				['add', 'sales-5'],
			]);
			expect(items[1]).toEqual({
				json: {
					action: 'add',
					enrollment_key: 'sales-2',
					enrollment_id: expect.stringMatching(/^en_/),
					event_types: TYPES,
					prospects: 20,
					prospects_added: 20,
					prospects_removed: 0,
					added_prospect_ids: ids.slice(20, 40),
					removed_prospect_ids: [],
					dry_run: false,
				},
				pairedItem: { item: 20 },
			});
			expect(await changes()).toHaveLength(5);
			expect(await monitored()).toEqual(ids);

			await forget();
			const again = itemsOf(await sync([...ids].reverse()));
			expect(again.map(({ json }) => json)).toEqual([
				{
					action: 'none',
					enrollment_key: 'sales',
					enrollment_id: null,
					event_types: TYPES,
					prospects: 100,
					prospects_added: 0,
					prospects_removed: 0,
					added_prospect_ids: [],
					removed_prospect_ids: [],
					dry_run: false,
				},
			]);
			expect(origins(again[0])).toEqual([0]);
			expect((await rig.requests()).map(({ method }) => method)).toEqual(['GET']);
		});

		it('swaps one prospect in one call that holds all the others', async () => {
			const ids = idsFrom(1, 100);
			await sync(ids);
			await forget();
			const changed = ids.with(45, prospectId(500));
			const items = itemsOf(await sync(changed));
			expect(items.map(({ json }) => json)).toMatchObject([
				{
					action: 'update',
					enrollment_key: 'sales-3',
					prospects: 20,
					added_prospect_ids: [prospectId(500)],
					removed_prospect_ids: [ids[45]],
				},
			]);
			expect(items.map(origins)).toEqual([[45]]);
			const [call, ...others] = await changes();
			expect(others).toEqual([]);
			expect(call).toMatchObject({
				method: 'PATCH',
				requestBody: { enrollment_key: 'sales-3', event_types: TYPES },
			});
			expect(await monitored()).toEqual([...changed].sort());
		});

		it('ends enrollments that are no longer needed', async () => {
			await sync(idsFrom(1, 60));
			await forget();
			const items = itemsOf(await sync(idsFrom(1, 20)));
			expect(items.map(({ json }) => [json.action, json.prospects_removed])).toEqual([
				['delete', 20],
				['delete', 20],
			]);
			expect(items.map(origins)).toEqual([[0], [0]]);
			expect(await changes()).toHaveLength(2);
			expect(await monitored()).toEqual(idsFrom(1, 20));
		});

		it('changes the event types of what is enrolled', async () => {
			await sync(idsFrom(1, 25));
			await forget();
			const eventTypes = ['prospect_job_start_anniversary'];
			const items = itemsOf(await sync(idsFrom(1, 25), { eventTypes }));
			expect(items.map(({ json }) => json.action)).toEqual(['update', 'update']);
			expect((await managed()).map(({ event_types }) => event_types)).toEqual([
				eventTypes,
				eventTypes,
			]);
			expect(await monitored()).toEqual(idsFrom(1, 25));
		});

		it('puts right what others have enrolled twice', async () => {
			await add('sales', idsFrom(1, 50));
			await add('sales', idsFrom(11, 30));
			await forget();
			await sync(idsFrom(1, 50));
			expect(await monitored()).toEqual(idsFrom(1, 50));
			expect(await changes()).toHaveLength(2);
		});

		it('makes 50 calls for 1,000 items that name a prospect each', async () => {
			const items = itemsOf(await sync(idsFrom(1, 1000)));
			expect(items).toHaveLength(50);
			expect(await changes()).toHaveLength(50);
			expect(items.flatMap(origins)).toEqual(Array.from({ length: 50 }, (_, call) => 20 * call));
		});

		it('takes lists, and prospects that several items name', async () => {
			const [one, two, three] = idsFrom(1, 3);
			const [item] = itemsOf(await sync([`${one}, ${two}`, [two.toUpperCase(), three]]));
			expect(item.json.added_prospect_ids).toEqual([one, two, three]);
			expect(origins(item)).toEqual([0]);
		});
	});

	describe('enrollments outside the prefix', () => {
		it('are not touched, and do not stand in for those inside', async () => {
			await rig.sandbox.control.switches({ explorium: { foreignEnrollments: true } });
			const ids = idsFrom(1, 30);
			for (const key of ['sales-emea', 'sales2', 'sales-2-b', 'Sales']) await add(key, ids);
			await add('sales-7', [ids[0], prospectId(900)]);
			const before = (await enrollments()).filter(
				({ enrollment_key }) => enrollment_key !== 'sales-7',
			);
			await forget();
			const items = itemsOf(await sync(ids));
			expect(items.map(({ json }) => [json.action, json.enrollment_key])).toEqual([
				['add', 'sales'],
				['update', 'sales-7'],
			]);
			await sync([''], { options: { allowEmptyList: true } }, { items: [{ id: '' }] });
			expect(await enrollments()).toEqual(before);
		});

		it.each([
			['sal', '"List Name" is "sal", but must have at least 4 characters'],
			['', '"List Name" is empty'],
			[
				'sales-2',
				'"List Name" is "sales-2", but must not end in a hyphen and a number',
				'Use "sales", or another name such as sales_b.',
			],
		])('cannot be reached with the prefix "%s"', async (prefix, said, step = '') => {
			const { error } = await sync(idsFrom(1, 2), { enrollmentKeyPrefix: `={{ "${prefix}" }}` });
			expect(error?.message).toContain(said);
			expect(error?.description).toContain(step);
			expect(error?.description).toContain(UNCHANGED);
			expect(await rig.requests()).toEqual([]);
		});
	});

	describe('Dry Run', () => {
		it('says what it would do, and does nothing', async () => {
			await sync(idsFrom(1, 45));
			const before = await enrollments();
			await forget();
			const wanted = [...idsFrom(1, 20), ...idsFrom(100, 70)];
			const options = { dryRun: true };
			const items = itemsOf(await sync(wanted, { options }));
			expect(items.map(({ json }) => [json.action, json.enrollment_key, json.dry_run])).toEqual([
				['add', 'sales-4', true],
				['add', 'sales-5', true],
				['update', 'sales-2', true],
				['update', 'sales-3', true],
			]);
			expect(items[0].json.enrollment_id).toBeNull();
			expect(await changes()).toEqual([]);
			expect(await enrollments()).toEqual(before);

			const done = itemsOf(await sync(wanted));
			expect(done.map(({ json }) => ({ ...json, enrollment_id: null }))).toEqual(
				items.map(({ json }) => ({ ...json, enrollment_id: null, dry_run: false })),
			);
		});

		it('says when there is nothing to do', async () => {
			await sync(idsFrom(1, 3));
			const [item] = itemsOf(await sync(idsFrom(1, 3), { options: { dryRun: true } }));
			expect(item.json).toMatchObject({ action: 'none', dry_run: true });
		});
	});

	describe('a list with something missing', () => {
		const bad: Array<[unknown, string]> = [
			['', 'is empty: this item has no prospect ID'],
			[null, 'is empty: this item has no prospect ID'],
			[[], 'is empty: this item has no prospect ID'],
			[[prospectId(1), null], 'empty entry'],
			[`${prospectId(1)},,${prospectId(2)}`, 'empty entry'],
			[`${prospectId(1)}, `, 'empty entry'],
			[[`;${prospectId(1)}`], 'empty entry'],
			['abc', 'holds "abc"'],
		];

		it.each(bad)('is refused before anything is sent: %j', async (id, said) => {
			const { error, output } = await sync([prospectId(1), id], {
				options: { allowEmptyList: true },
			});
			expect(output).toBeNull();
			expect(error?.message).toContain('"Explorium Prospect IDs"');
			expect(error?.message).toContain(said);
			expect(error?.message).toContain('[item 1]');
			expect(error?.description).toContain(UNCHANGED);
			expect(await rig.requests()).toEqual([]);
		});

		it.each(bad)('is refused as a whole when the node continues: %j', async (id) => {
			const { output } = await sync(
				[prospectId(1), id, prospectId(2), id],
				{},
				{ onError: 'continueErrorOutput' },
			);
			expect(output?.[0]).toEqual([]);
			expect(output?.[1].map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3].map((item) => ({ item })),
			);
			for (const { json } of output?.[1] ?? []) {
				expect(json.details).toMatchObject({ description: expect.stringContaining(UNCHANGED) });
			}
			expect(await rig.requests()).toEqual([]);
		});

		it('is refused when an expression fails for one item', async () => {
			const { output } = await sync(
				[prospectId(1), null],
				{ prospectIds: '={{ $json.id || $("Nowhere").item.json.id }}' },
				{ continueOnFail: true },
			);
			expect(output?.[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			for (const { json } of output?.[0] ?? []) {
				expect(json).toMatchObject({
					error: expect.stringContaining("Referenced node doesn't exist"),
					details: { description: expect.stringContaining(UNCHANGED) },
				});
			}
			expect(await rig.requests()).toEqual([]);
		});

		it.each([
			[
				'enrollmentKeyPrefix',
				'={{ $itemIndex ? "sales" : "other" }}',
				'"List Name" is "sales" here, but "other"',
			],
			[
				'eventTypes',
				'={{ $itemIndex ? ["prospect_changed_role"] : ["prospect_changed_company"] }}',
				'"Event Types" is "prospect_changed_role" here',
			],
			[
				'options',
				{ dryRun: '={{ $itemIndex === 0 }}' },
				'"Dry Run" is false here, but true in the items before [item 1]',
			],
		])('is what items with different settings would make: %s', async (name, value, said) => {
			const { error } = await sync(idsFrom(1, 2), { [name]: value });
			expect(error?.message).toContain(said);
			expect(error?.message).toContain('in the items before [item 1]');
			expect(error?.description).toContain('One run is one list');
			expect(error?.description).toContain(UNCHANGED);
			expect(await rig.requests()).toEqual([]);
		});
	});

	describe('an empty list', () => {
		it.each(['', null, [], undefined])('is refused: %j', async (id) => {
			await sync(idsFrom(1, 3));
			await forget();
			const { error } = await sync([id]);
			expect(error?.message).toContain(
				'"Explorium Prospect IDs" is empty, so the list has no prospects',
			);
			expect(error?.description).toContain('"Allow Empty List"');
			expect(await rig.requests()).toEqual([]);
		});

		it.each([null, undefined])('is none that an expression did not find: %j', async (id) => {
			await sync(idsFrom(1, 3));
			await forget();
			const { error } = await sync([id], { options: { allowEmptyList: true } });
			expect(error?.message).toContain(
				'"Explorium Prospect IDs" finds nothing, which is no empty list',
			);
			expect(error?.description).toContain(UNCHANGED);
			expect(await rig.requests()).toEqual([]);
		});

		it.each(['', '[]', []])('ends all enrollments if allowed: %j', async (id) => {
			await sync(idsFrom(1, 30));
			await forget();
			const options = { allowEmptyList: true };
			const items = itemsOf(await sync([id], { options }));
			expect(items.map(({ json }) => json.action)).toEqual(['delete', 'delete']);
			expect(items.map(origins)).toEqual([[0], [0]]);
			expect((await enrollments()).map(({ enrollment_key }) => enrollment_key)).toEqual([
				'demo_watchlist',
			]);
			expect(itemsOf(await sync([id], { options }))[0].json).toMatchObject({
				action: 'none',
				prospects: 0,
			});
		});
	});

	describe('when something goes wrong', () => {
		const quick = { requestOptions: { maxAttempts: 2, longestWait: 5, callsAtOnce: 1 } };
		const fault = async (order: object) =>
			await rig.sandbox.control.fault({ vendor: 'explorium', path: ENROLLMENTS, ...order });

		it.each([
			['says that a call is not permitted', 403, 'does not permit'],
			['says that the address is wrong', 404, 'has no such address'],
			['gives up on a 429', 429, 'more often than it allows'],
			['gives up on a 500', 500, 'could not handle'],
		])('%s, and changes nothing', async (_what, status, said) => {
			await fault({ status, times: 9 });
			const { error } = await sync(idsFrom(1, 3), quick);
			expect(error).toMatchObject({ httpCode: String(status) });
			expect(error?.message).toContain(said);
			expect(await changes()).toEqual([]);
		});

		it('says that the key is not accepted, for every item', async () => {
			const { output } = await sync(idsFrom(1, 3), quick, {
				credentials: rig.credential('wrong'),
				onError: 'continueErrorOutput',
			});
			expect(output?.[0]).toEqual([]);
			expect(output?.[1].map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
			expect(output?.[1][0].json).toMatchObject({
				error: expect.stringContaining('did not accept the credential (401)'),
			});
			expect(await rig.requests()).toHaveLength(1);
		});

		it('stops at the first failure, says what has been done, and finishes the next time', async () => {
			await fault({ method: 'POST', after: 2, status: 500, applyFirst: true });
			const ids = idsFrom(1, 100);
			const { error } = await sync(ids, quick);
			expect(error?.message).toContain('(500)');
			expect(error?.message).toMatch(
				/\(on add sales-3\) \[items 40, 41, 42, 43, 44 and 15 more\]$/,
			);
			expect(error?.description).toMatch(
				/not known\. Of 5 changes, 2 were made: add sales \(en_\w+\), add sales-2 \(en_\w+\)\. Run it again to do the rest/,
			);
			expect(error?.description).not.toContain('Look there');
			expect(await changes()).toHaveLength(3);

			await forget();
			const items = itemsOf(await sync(ids));
			expect(items.map(({ json }) => json.enrollment_key)).toEqual(['sales-4', 'sales-5']);
			expect(await monitored()).toEqual(ids);
		});

		it('names the calls that were under way when it stopped', async () => {
			await fault({ method: 'POST', times: 2, status: 403, latencyMs: 300 });
			const { error } = await sync(idsFrom(1, 100), {
				requestOptions: { callsAtOnce: 2 },
			});
			expect(error?.message).toContain('(on add sales)');
			expect(error?.description).toContain('Also failed: add sales-2.');
			expect(error?.description).toContain('Of 5 changes, none was made.');
			expect(await changes()).toHaveLength(2);
		});

		it('gives what was done, and fails every item, when the node continues', async () => {
			await fault({ method: 'POST', after: 1, status: 403, body: { error: 'no' } });
			const { output } = await sync(idsFrom(1, 30), quick, { onError: 'continueErrorOutput' });
			expect(output?.[0].map(({ json }) => json.enrollment_key)).toEqual(['sales']);
			expect(output?.[1].map(({ pairedItem }) => pairedItem)).toEqual(
				Array.from({ length: 30 }, (_, item) => ({ item })),
			);
			expect(output?.[1][0].json.details).toMatchObject({
				description: expect.stringContaining('Of 2 changes, 1 was made'),
			});
		});

		it('names the prospect that Explorium refuses', async () => {
			const ids = idsFrom(1, 3);
			await fault({
				method: 'POST',
				status: 422,
				body: {
					detail: [{ loc: ['body', 'prospect_ids', 2], msg: 'unknown id', type: 'value_error' }],
				},
			});
			const { error } = await sync(ids);
			expect(error?.message).toContain(`prospect_ids[2] is "${ids[2]}": unknown id`);
			expect(error?.message).toContain('[item 2]');
			expect(error?.httpCode).toBe('422');
		});

		it('ends nothing before the rest is as it should be', async () => {
			await add('sales', idsFrom(900, 20));
			await add('sales-2', idsFrom(1, 20), ['prospect_changed_role']);
			await fault({ method: 'PATCH', status: 403 });
			await forget();
			const { error } = await sync(idsFrom(1, 20), quick);
			expect(error?.message).toContain('(on update sales-2 (en_');
			expect(error?.description).toContain('Of 2 changes, none was made.');
			expect((await changes()).map(({ method }) => method)).toEqual(['PATCH']);
		});

		it.each(['404', 'miss', '422'])(
			'fails when an enrollment vanishes before its update (%s), and finishes the next time',
			async (form) => {
				await sync(idsFrom(1, 5));
				await rig.sandbox.control.switches({ explorium: { unknownEnrollmentUpdate: form } });
				const [{ enrollment_id }] = await managed();
				// The list of enrollments is older than the deletion of one of them.
				await fault({
					method: 'GET',
					status: 200,
					body: {
						response_context: { request_status: 'success' },
						enrollments: [
							{
								enrollment_id: 'en_gone',
								enrollment_key: 'sales',
								event_types: TYPES,
								prospect_ids: idsFrom(1, 5),
							},
						],
					},
				});
				const { error } = await sync(idsFrom(1, 6));
				expect(error?.message).toContain('(on update sales (en_gone))');
				const [item] = itemsOf(await sync(idsFrom(1, 6)));
				expect(item.json).toMatchObject({ action: 'update', enrollment_id, prospects: 6 });
			},
		);

		it.each(['404', 'miss'])('does not mind deleting what is gone (%s)', async (form) => {
			await rig.sandbox.control.switches({ explorium: { unknownEnrollmentDelete: form } });
			await fault({
				method: 'GET',
				status: 200,
				body: {
					enrollments: [
						{
							enrollment_id: 'en_gone',
							enrollment_key: 'sales',
							event_types: TYPES,
							prospect_ids: idsFrom(1, 5),
						},
					],
				},
			});
			const items = itemsOf(await sync([''], { options: { allowEmptyList: true } }));
			expect(items.map(({ json }) => json.action)).toEqual(['delete']);
		});

		it('takes a 200 that says failure for a failure', async () => {
			await rig.sandbox.control.switches({ explorium: { softFailure: true } });
			const { error } = await sync(idsFrom(1, 3));
			expect(error?.message).toContain('Explorium reports that it could not do this');
			expect(await changes()).toEqual([]);
		});
	});

	it('decides what the trigger watches', async () => {
		await rig.sandbox.control.reset({ people: 30 });
		await rig.sandbox.control.limits({ explorium: null });
		const ids = (await rig.sandbox.control.state()).people.map(({ id }) => id);
		await sync(ids.slice(0, 29));
		const { event_id } = await rig.sandbox.control.changeCompany(ids[28]);
		await rig.sandbox.control.changeCompany(ids[29]);
		const { output } = await rig.run({
			node: 'exploriumProspectEventsTrigger',
			mode: 'trigger',
			parameters: { enrollmentKeys: ['sales'], options: { emitExisting: true } },
		});
		expect(output?.[0].map(({ json }) => [json.event_id, json.enrollment_key])).toEqual([
			[event_id, 'sales-2'],
		]);
	});
});
