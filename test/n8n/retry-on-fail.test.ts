import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins, prospectId, startRig, type Rig, VERSIONS } from '../support/explorium';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const UNKNOWN = 'carried the call out is not known';
const LOOK_AT_ENROLLMENTS =
	'look at the enrollments (Get Prospect Enrollments) before running it again';
const BATCHES = 'look at the newest batches (Get Many Batches) before running it again';
const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const oneByOne = { requestOptions: { callsAtOnce: 1 } };

describe.each(VERSIONS)('Explorium %s', (version) => {
	const ENROLLMENTS = '/prospects/events/enrollments';
	let rig: Rig;

	beforeAll(async () => {
		rig = await startRig(version);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		await rig.sandbox.control.limits({ explorium: null });
	});

	/** Those that the demo does not begin with. */
	const enrollments = async () =>
		(await rig.sandbox.control.state(false)).enrollments.filter(
			({ enrollment_key }) => enrollment_key !== 'demo_watchlist',
		);
	const sent = async (method: string) =>
		(await rig.requests(ENROLLMENTS)).filter((request) => request.method === method);
	const fault = async (outcome: Partial<FaultOrder>) =>
		await rig.sandbox.control.fault({
			vendor: 'explorium',
			method: 'POST',
			path: `${ENROLLMENTS}$`,
			...outcome,
		});
	/** The list does not show what has been added yet. */
	const hideList = async (times: number | 'always') =>
		await fault({
			method: 'GET',
			times,
			status: 200,
			body: {
				response_context: {
					correlation_id: 'c',
					request_status: 'success',
					time_took_in_seconds: 0,
				},
				enrollments: [],
			},
		});

	describe('Add Prospect Enrollments', () => {
		const add = async (items: object[], more: Partial<RunRequest> = {}, parameters = {}) =>
			await rig.run({
				node: 'exploriumAddProspectEnrollments',
				parameters: {
					enrollmentKey: '={{ $json.key }}',
					prospectIds: '={{ $json.ids }}',
					...oneByOne,
					...parameters,
				},
				items: items as Array<Record<string, unknown>>,
				...retrying,
				...more,
			});
		const one = { key: 'leaders', ids: [prospectId(1), prospectId(2)] };
		const several = [1, 2, 3].map((n) => ({ key: `list ${n}`, ids: prospectId(n) }));

		it.each([
			['a lost answer', { drop: 'after' as const }],
			['a 500', { status: 500, applyFirst: true }],
			['half an answer', { truncate: true }],
		])('goes on with the enrollment that %s left behind', async (_, outcome) => {
			await fault(outcome);
			const items = itemsOf(await add([one]));
			expect(await sent('POST')).toHaveLength(1);
			const made = await enrollments();
			expect(made).toHaveLength(1);
			expect(items.map(({ json }) => json)).toMatchObject([
				{
					enrollment_id: made[0].enrollment_id,
					enrollment_key: 'leaders',
					prospect_ids: one.ids,
				},
			]);
		});

		it('fails with the same words, and sends nothing, while it cannot be found', async () => {
			await fault({ drop: 'before' });
			const { error } = await add([one]);
			expect(error?.message).toBe(
				`The connection to Explorium broke before its answer arrived. Whether Explorium ${UNKNOWN}: ${LOOK_AT_ENROLLMENTS} [item 0]`,
			);
			expect(await sent('POST')).toHaveLength(1);
			expect(await sent('GET')).toHaveLength(2);
			expect(await enrollments()).toEqual([]);
		});

		it('looks again at each try', async () => {
			await fault({ drop: 'after' });
			await hideList(1);
			itemsOf(await add([one]));
			expect([await sent('POST'), await sent('GET')].map(({ length }) => length)).toEqual([1, 2]);
		});

		it.each([
			['another key', { enrollment_key: 'leader' }],
			['other event types', { event_types: ['prospect_job_start_anniversary'] }],
			['one prospect more', { prospect_ids: [...one.ids, prospectId(3)] }],
			['one prospect less', { prospect_ids: one.ids.slice(1) }],
		])('takes no enrollment with %s for it', async (_, change) => {
			await add([one], { retryOnFail: false });
			const [{ requestBody }] = await sent('POST');
			await rig.sandbox.control.reset();
			await rig.sandbox.control.limits({ explorium: null });
			await fault({ drop: 'before' });
			const list = { ...requestBody, enrollment_id: 'en_1', status: 'active', ...change };
			if (version === 'v1') for (const name of ['webhook_id', 'status']) delete list[name];
			const context = {
				correlation_id: 'c',
				request_status: 'success',
				[version === 'v1' ? 'time_took_in_seconds' : 'time_taken_in_seconds']: 0,
			};
			const body = { response_context: context, enrollments: [list] };
			await fault({ method: 'GET', times: 'always', status: 200, body });
			expect((await add([one])).error?.message).toContain('The connection to Explorium broke');
			expect(await sent('POST')).toHaveLength(1);
		});

		it('adds the others once', async () => {
			await fault({ after: 1, drop: 'after' });
			const items = itemsOf(await add(several));
			expect(items.map(origins)).toEqual([[0], [1], [2]]);
			expect((await enrollments()).map(({ enrollment_key }) => enrollment_key)).toEqual(
				several.map(({ key }) => key),
			);
			expect(await sent('POST')).toHaveLength(3);
		});

		it('adds each once when a later one is refused, however often it is tried', async () => {
			await fault({ after: 1, times: 1, status: 422, body: { detail: 'Not now.' } });
			itemsOf(await add(several.slice(0, 2)));
			expect((await enrollments()).map(({ enrollment_key }) => enrollment_key)).toEqual([
				'list 1',
				'list 2',
			]);
			expect(await sent('POST')).toHaveLength(3);
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'adds each once with %s',
			async (onError) => {
				await fault({ drop: 'after' });
				const { output, error } = await add(several, { onError });
				expect(error).toBeNull();
				expect(output?.[0].map(({ json }) => json.enrollment_key)).toEqual(
					several.map(({ key }) => key),
				);
				expect(await enrollments()).toHaveLength(3);
			},
		);

		it('knows a write whose key names the time of the try', async () => {
			await fault({ drop: 'after' });
			const key = { enrollmentKey: '={{ "leads " + $now.toMillis() }}' };
			const items = itemsOf(await add([one], {}, key));
			const made = await enrollments();
			expect(made).toHaveLength(1);
			expect(items[0].json.enrollment_key).toBe(made[0].enrollment_key);
		});

		it('adds again in each round of a loop, and in each run', async () => {
			itemsOf(await add([one], { rounds: 3 }));
			itemsOf(await add([one]));
			expect(await sent('POST')).toHaveLength(4);
			expect(await enrollments()).toHaveLength(4);
		});

		it('adds once in each round of a loop with a lost answer in the second', async () => {
			await fault({ after: 1, drop: 'after' });
			itemsOf(await add([one], { rounds: 3 }));
			expect(await sent('POST')).toHaveLength(3);
			expect(await enrollments()).toHaveLength(3);
		});
	});

	describe('Add Prospect Enrollments as the tool of an agent', () => {
		const call = async (more: object) =>
			await rig.host.callTool({
				node: 'exploriumAddProspectEnrollmentsTool',
				credentials: rig.credential(),
				parameters: { enrollmentKey: 'leaders', prospectIds: prospectId(1) },
				args: {},
				waitBetweenTries: 1,
				...more,
			});

		it('is tried again without enrolling twice', async () => {
			await fault({ drop: 'after' });
			const { output, error } = await call({ retryOnFail: true });
			expect(error).toBeNull();
			expect(output).toContain('en_');
			expect(await sent('POST')).toHaveLength(1);
		});

		it('does not enroll twice when the model calls it again after a lost answer', async () => {
			await fault({ drop: 'after' });
			expect((await call({ calls: 2 })).error).toBeNull();
			expect(await sent('POST')).toHaveLength(1);
		});

		it('enrolls again when the model calls it again after a success', async () => {
			expect((await call({ calls: 2 })).error).toBeNull();
			expect(await sent('POST')).toHaveLength(2);
		});
	});

	describe('Sync Prospect Enrollments', () => {
		const ids = Array.from({ length: 45 }, (_, index) => prospectId(index));
		const sync = async (more: Partial<RunRequest> = {}) =>
			await rig.run({
				node: 'exploriumSyncProspectEnrollments',
				parameters: { enrollmentKeyPrefix: 'customers', prospectIds: ids.join(), ...oneByOne },
				...retrying,
				...more,
			});
		const enrolled = async () =>
			(await enrollments()).flatMap(({ prospect_ids }) => prospect_ids).sort();

		it('goes on from what is there after a lost answer', async () => {
			await fault({ after: 1, drop: 'after' });
			itemsOf(await sync());
			expect(await sent('POST')).toHaveLength(3);
			expect(await enrolled()).toEqual(ids);
		});

		it('fails with the same words, and changes nothing, while an enrollment cannot be found', async () => {
			await fault({ drop: 'after' });
			await hideList('always');
			const { error } = await sync();
			expect(error?.message).toBe(
				`The connection to Explorium broke before its answer arrived. Whether Explorium ${UNKNOWN}: ${LOOK_AT_ENROLLMENTS} (on add customers) [item 0]`,
			);
			expect(await sent('POST')).toHaveLength(1);
			expect(await sent('PATCH')).toEqual([]);
		});
	});
});

describe('Outreach', () => {
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
		await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 20 } });
	});

	const posts = async (action: string) => await rig.requests(new RegExp(`/batches/.*${action}$`));
	const lose = async (action: string, outcome: Partial<FaultOrder> = { drop: 'after' }) =>
		await rig.sandbox.control.fault({ vendor: 'outreach', path: `${action}$`, ...outcome });
	const batches = async () => (await rig.sandbox.control.counters()).outreach.batches ?? 0;
	const payloadless = async () =>
		await rig.sandbox.control.switches({ outreach: { batchPayload: 'empty' } });
	const run = async (node: string, parameters: object, ids: unknown[], more = {}) =>
		await rig.run({
			node,
			parameters: { selectBy: 'ids', ids: '={{ $json.id }}', ...parameters },
			items: ids.map((id) => ({ id })),
			...retrying,
			...more,
		});

	describe('Add Prospects to Sequence', () => {
		const ACTION = 'prospectsAddToSequence';
		const add = async (ids: unknown[], more: object = {}, sequenceId: unknown = 11) =>
			await run('outreachAddProspectsToSequence', { sequenceId, mailboxId: 41 }, ids, more);
		const statuses = (items: ReturnType<typeof itemsOf>) =>
			items.map(({ json }) => [json.id, json.status]);

		it.each([
			['a lost answer', { drop: 'after' as const }],
			['a 502', { status: 502, applyFirst: true }],
			['half an answer', { truncate: true }],
		])('follows the batch that %s left behind', async (_, outcome) => {
			await lose(ACTION, outcome);
			const items = itemsOf(await add([ADA, BEN]));
			expect(statuses(items)).toEqual([
				[ADA, 'done'],
				[BEN, 'done'],
			]);
			expect(items[0].json.batchId).toEqual(expect.any(Number));
			expect(await posts(ACTION)).toHaveLength(1);
		});

		it('goes by the sequences of the prospects where batches do not name them', async () => {
			await payloadless();
			await lose(ACTION);
			expect(itemsOf(await add([ADA, BEN], { waitBetweenTries: 100 }))).toHaveLength(2);
			expect(await posts(ACTION)).toHaveLength(1);
		});

		it('confirms the batch where it waits for that', async () => {
			await rig.sandbox.control.switches({ outreach: { confirmationThreshold: 0 } });
			await lose(ACTION);
			expect(statuses(itemsOf(await add([ADA])))).toEqual([[ADA, 'done']]);
			expect(await posts('confirm')).toHaveLength(1);
			expect(await batches()).toBe(1);
		});

		it.each([['input'], ['empty']])(
			'fails with the same words, and sends nothing, where there is no batch (%s)',
			async (batchPayload) => {
				await rig.sandbox.control.switches({ outreach: { batchPayload } });
				itemsOf(await add([BEN]));
				itemsOf(await add([ADA], {}, 12));
				await lose(ACTION, { drop: 'before' });
				const { error } = await add([ADA]);
				expect(error?.message).toBe(
					`The connection to Outreach broke before its answer arrived. Whether Outreach ${UNKNOWN}: ${BATCHES} [item 0]`,
				);
				expect(await posts(ACTION)).toHaveLength(3);
				expect(await batches()).toBe(2);
			},
		);

		it('takes no old batch for it', async () => {
			await rig.sandbox.control.clock({ advanceSeconds: -600 });
			itemsOf(await add([ADA]));
			await lose(ACTION, { drop: 'before' });
			expect((await add([ADA])).error).not.toBeNull();
			expect(await posts(ACTION)).toHaveLength(2);
		});

		it('starts the batches of the other items once', async () => {
			await lose(ACTION, { after: 1, drop: 'after' });
			const sequenceId = '={{ $itemIndex === 1 ? 12 : 11 }}';
			const parameters = { sequenceId, mailboxId: 41, ...oneByOne };
			const items = itemsOf(
				await run('outreachAddProspectsToSequence', parameters, [ADA, BEN, CHIARA]),
			);
			expect(items.map(origins)).toEqual([[0], [1], [2]]);
			expect(await posts(ACTION)).toHaveLength(2);
		});

		it('follows the batch further that was not waited for long enough', async () => {
			await rig.sandbox.control.switches({ outreach: { batchRunMs: 600 } });
			const options = { maxWait: 0.4 };
			const parameters = { sequenceId: 11, mailboxId: 41, options };
			itemsOf(await run('outreachAddProspectsToSequence', parameters, [ADA]));
			expect(await posts(ACTION)).toHaveLength(1);
		});

		it('starts a batch in each round of a loop, and in each run', async () => {
			await add([ADA], { rounds: 2, onError: 'continueErrorOutput' });
			await add([ADA], { onError: 'continueErrorOutput' });
			expect(await posts(ACTION)).toHaveLength(3);
		});
	});

	describe.each([
		['outreachDeleteProspects', 'prospectsDestroyAll', [ADA, BEN], 'prospects'],
		['outreachDeleteAccounts', 'accountsDestroyAll', [101, 102], 'accounts'],
	])('%s', (node, ACTION, ids, collection) => {
		it.each([['input'], ['empty']])('goes on after a lost answer (payload %s)', async (payload) => {
			await rig.sandbox.control.switches({ outreach: { batchPayload: payload } });
			await lose(ACTION);
			const items = itemsOf(await run(node, {}, ids, { waitBetweenTries: 100 }));
			expect(items.map(({ json }) => [json.id, json.status])).toEqual(
				ids.map((id) => [id, 'done']),
			);
			expect(await posts(ACTION)).toHaveLength(1);
		});

		it.each([['input'], ['empty']])('deletes nothing later (payload %s)', async (payload) => {
			await rig.sandbox.control.switches({ outreach: { batchPayload: payload } });
			await lose(ACTION, { drop: 'before' });
			const { error } = await run(node, {}, ids);
			expect(error?.description).toContain(`Whether Outreach ${UNKNOWN}`);
			expect(await posts(ACTION)).toHaveLength(1);
			expect(await batches()).toBe(0);
		});

		it('goes on although the records cannot be looked up any more', async () => {
			await lose(ACTION);
			const key = collection === 'prospects' ? 'emails' : 'domain';
			const { people } = await rig.sandbox.control.state();
			const value =
				collection === 'prospects'
					? people.find(({ outreach }) => outreach?.id === ADA)?.email
					: 'northwind-robotics.example';
			const parameters = { selectBy: key, [key]: value };
			const items = itemsOf(await run(node, parameters, [''], { waitBetweenTries: 100 }));
			expect(items.map(({ json }) => json.status)).toEqual(['done']);
			expect(await posts(ACTION)).toHaveLength(1);
		});

		it('starts a batch in each round of a loop', async () => {
			await run(node, {}, ids, { rounds: 2 });
			expect(
				(await posts(ACTION)).map(({ responseBody }) => responseBody.data.attributes.total),
			).toEqual([ids.length, 0]);
		});
	});

	describe('Create Batch', () => {
		const create = async (ids: unknown[], more = {}, own = {}) =>
			await run(
				'outreachCreateBatch',
				{ action: 'prospectsAddTags', payload: '{"tags": ["VIP"]}', ...own },
				ids,
				more,
			);

		it('fails with the same words, and does not create it again', async () => {
			await lose('/batches', { method: 'POST', drop: 'after' });
			const { error } = await create([ADA]);
			expect(error?.message).toContain('The connection to Outreach broke');
			expect(error?.description).toContain(`Whether Outreach ${UNKNOWN}`);
			expect(await rig.requests(/\/batches$/)).toHaveLength(1);
		});

		it('creates those of other items once', async () => {
			await lose('/batches', { method: 'POST', after: 1, status: 422, body: { errors: [] } });
			const action = '={{ $itemIndex ? "prospectsPauseAll" : "prospectsAddTags" }}';
			itemsOf(await create([ADA, BEN], {}, { action, ...oneByOne }));
			const actions = (await rig.requests(/\/batches$/)).map(
				({ requestBody }) => requestBody.data.attributes.action,
			);
			expect(actions).toEqual(['prospectsAddTags', 'prospectsPauseAll', 'prospectsPauseAll']);
		});

		it('creates one in each round of a loop', async () => {
			itemsOf(await create([ADA], { rounds: 2 }));
			expect(await batches()).toBe(2);
		});
	});
});
