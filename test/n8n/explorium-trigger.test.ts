import type { PollerHandle } from '../support/host';
import type { PollResult } from '../../tools/core-host/protocol';
import { itemsOf, prospectId, startRig, type Rig, VERSIONS } from '../support/explorium';

const NODE = 'exploriumProspectEventsTrigger';
const EVENTS = '/prospects/events';
const ALL_TYPES = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
];
const EAGER = {
	eventTypes: ALL_TYPES,
	options: { minutesBetweenSweeps: 0 },
	requestOptions: { maxAttempts: 1, longestWait: 1 },
};

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;
	const open: PollerHandle[] = [];

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

	async function openTrigger(
		parameters: object = EAGER,
		more: { engine?: 'plain' | 'durable'; budgetMs?: number } = {},
	): Promise<PollerHandle> {
		const poller = await rig.host.openPoller({
			node: NODE,
			parameters: { ...parameters },
			credentials: rig.credential(),
			engine: 'plain',
			...more,
		});
		open.push(poller);
		return poller;
	}

	const emitted = ({ output, error }: PollResult) => {
		if (error) throw new Error(`${error.message} | ${error.description}`);
		return (output ?? []).flat().map(({ json }) => json);
	};
	const ids = (result: PollResult) => emitted(result).map((json) => json.event_id);
	const people = async () => (await rig.sandbox.control.state()).people;
	const fetches = async () => await rig.requests(EVENTS);

	describe('on both engines', () => {
		it.each(['plain', 'durable'] as const)(
			'%s: emits each new event once, flat',
			async (engine) => {
				const [ada, ben] = await people();
				const old = await rig.sandbox.control.changeRole(ada.id);
				const trigger = await openTrigger(EAGER, { engine });
				expect(emitted(await trigger.poll({ activation: true }))).toEqual([]);

				const move = await rig.sandbox.control.changeCompany(ben.id, { company: 'New Inc' });
				const [item, ...others] = emitted(await trigger.poll());
				expect(others).toEqual([]);
				expect(item).toMatchObject({
					event_id: move.event_id,
					event_name: 'prospect_changed_company',
					event_time: move.event_time,
					prospect_id: ben.id,
					enrollment_key: 'demo_watchlist',
					current_company_name: 'New Inc',
				});
				expect(old.event_id).not.toBe(move.event_id);
				expect(emitted(await trigger.poll())).toEqual([]);
				await trigger.restart();
				expect(emitted(await trigger.poll({ activation: true }))).toEqual([]);
			},
		);

		it.each(['plain', 'durable'] as const)(
			'%s: what an empty poll learned outlives a restart',
			async (engine) => {
				const trigger = await openTrigger(EAGER, { engine });
				// The durable engine keeps an empty poll, but not that of the activation.
				await trigger.poll({ activation: engine === 'plain' });
				const [ada] = await people();
				const move = await rig.sandbox.control.changeCompany(ada.id);
				await trigger.restart();
				expect(ids(await trigger.poll())).toEqual([move.event_id]);
			},
		);

		it('saves a baseline without running any other node, and only when there is one', async () => {
			const trigger = await openTrigger();
			expect((await trigger.poll({ activation: true })).output).toEqual([[]]);
			expect((await trigger.poll()).output).toBeNull();
		});
	});

	describe('no event is lost', () => {
		it('finds events that are discovered weeks after they happened, or dated ahead', async () => {
			const [ada, ben] = await people();
			const trigger = await openTrigger();
			await trigger.poll();
			const now = Date.parse((await rig.sandbox.control.state(false)).now);
			const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
			const { event_ids } = await rig.sandbox.control.addEvents([
				{ prospect_id: ada.id, event_name: 'prospect_changed_role', event_time: daysAgo(75) },
				{ prospect_id: ada.id, event_name: 'prospect_changed_role', event_time: daysAgo(75) },
				{
					prospect_id: ben.id,
					event_name: 'prospect_job_start_anniversary',
					event_time: daysAgo(-20),
				},
			]);
			const found = ids(await trigger.poll());
			expect([...found].sort()).toEqual([...event_ids].sort());
			expect(found[2]).toBe(event_ids[2]);
		});

		it('asks for the whole window, from before its first month', async () => {
			const trigger = await openTrigger();
			await trigger.poll();
			const { now } = await rig.sandbox.control.state(false);
			const [{ requestBody }] = await fetches();
			expect(requestBody).not.toHaveProperty('timestamp_to');
			const from = new Date(requestBody.timestamp_from);
			const dayAfter = new Date(from.getTime() + 86_400_000);
			expect(dayAfter.getUTCDate()).toBe(1);
			expect(Date.parse(now) - from.getTime()).toBeGreaterThanOrEqual(90 * 86_400_000);
		});

		it('takes a baseline for a prospect enrolled later, and for an event type added later', async () => {
			const [ada, ben] = await people();
			const trigger = await openTrigger({ ...EAGER, eventTypes: ['prospect_changed_role'] });
			await trigger.poll();
			const newcomer = await rig.sandbox.control.addPerson({ email: 'new@person.example' });
			await rig.sandbox.control.changeRole(newcomer.id);
			await rig.run({
				node: 'exploriumAddProspectEnrollments',
				parameters: { enrollmentKey: 'later', prospectIds: newcomer.id },
			});
			await rig.sandbox.control.changeCompany(ada.id);
			expect(emitted(await trigger.poll())).toEqual([]);

			await trigger.restart({ parameters: { ...EAGER } });
			expect(emitted(await trigger.poll())).toEqual([]);
			const second = await rig.sandbox.control.changeRole(newcomer.id);
			const move = await rig.sandbox.control.changeCompany(ben.id);
			expect(ids(await trigger.poll()).sort()).toEqual([second.event_id, move.event_id].sort());
		});

		it('emits what is there already when asked to', async () => {
			const [ada] = await people();
			const old = await rig.sandbox.control.changeRole(ada.id);
			const trigger = await openTrigger({
				...EAGER,
				options: { minutesBetweenSweeps: 0, emitExisting: true },
			});
			expect(ids(await trigger.poll())).toEqual([old.event_id]);
			expect(ids(await trigger.poll())).toEqual([]);
		});

		it('sweeps a long list over several polls', async () => {
			await rig.sandbox.control.reset({ people: 200 });
			await rig.sandbox.control.limits({ explorium: null });
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				path: EVENTS,
				times: 99,
				latencyMs: 600,
			});
			const list = (await people()).map(({ id }) => id);
			const trigger = await openTrigger(
				{
					...EAGER,
					source: 'prospectIds',
					prospectIds: list.join(),
					requestOptions: { callsAtOnce: 1 },
				},
				{ budgetMs: 2500 },
			);
			const started = Date.now();
			const first = await trigger.poll();
			expect(Date.now() - started).toBeLessThan(2500);
			const asked = async () =>
				(await fetches()).flatMap(({ requestBody }) => requestBody.prospect_ids as string[]);
			expect((await asked()).length).toBeLessThan(200);
			expect(first.staticData.sweepStartedAt).not.toBeNull();
			for (let more = 0, poll = first; poll.staticData.sweepStartedAt && more < 5; more += 1) {
				poll = await trigger.poll();
			}
			expect([...new Set(await asked())].sort()).toEqual([...list].sort());
		});
	});

	describe('no event twice', () => {
		it('leaves an overlapping poll out', async () => {
			const [ada] = await people();
			const trigger = await openTrigger();
			await trigger.poll();
			const move = await rig.sandbox.control.changeCompany(ada.id);
			await rig.sandbox.control.fault({ vendor: 'explorium', path: EVENTS, latencyMs: 500 });
			const results = await Promise.all([trigger.poll(), trigger.poll()]);
			expect(results.flatMap(ids)).toEqual([move.event_id]);
			expect(await fetches()).toHaveLength(2);
		});

		it('remembers events that vanish and come back, and prospects that leave and return', async () => {
			const [ada] = await people();
			const source = { ...EAGER, source: 'prospectIds' };
			const trigger = await openTrigger({ ...source, prospectIds: ada.id });
			await trigger.poll();
			const move = await rig.sandbox.control.changeCompany(ada.id);
			expect(ids(await trigger.poll())).toEqual([move.event_id]);
			await trigger.restart({ parameters: { ...source, prospectIds: prospectId(7) } });
			await trigger.poll();
			const during = await rig.sandbox.control.changeRole(ada.id);
			await trigger.restart({ parameters: { ...source, prospectIds: ada.id } });
			expect(ids(await trigger.poll())).toEqual([during.event_id]);
			await rig.sandbox.control.deleteEvents([move.event_id]);
			await trigger.poll();
			await rig.sandbox.control.addEvents([{ ...move, discovered_at: 0 }]);
			expect(ids(await trigger.poll())).toEqual([]);
		});

		it('changes nothing when it throws', async () => {
			const trigger = await openTrigger();
			const before = await trigger.poll();
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				status: 401,
				body: { details: 'no' },
			});
			const after = await trigger.poll();
			expect(after.error?.message).toContain('did not accept the credential');
			expect(after.staticData).toEqual(before.staticData);
		});
	});

	describe('when a part of the list fails', () => {
		const LIST = {
			...EAGER,
			source: 'prospectIds',
			requestOptions: { maxAttempts: 1, callsAtOnce: 1 },
		};

		it('emits the rest, tries the failed ones first next time, then says which they are', async () => {
			await rig.sandbox.control.reset({ people: 80 });
			await rig.sandbox.control.limits({ explorium: null });
			const list = (await people()).map(({ id }) => id).sort();
			const trigger = await openTrigger({ ...LIST, prospectIds: list.join() });
			await trigger.poll();
			const early = await rig.sandbox.control.changeRole(list[0]);
			const late = await rig.sandbox.control.changeRole(list[79]);
			await rig.sandbox.control.clearRequests();

			await rig.sandbox.control.fault({ vendor: 'explorium', path: EVENTS, times: 1, status: 500 });
			expect(ids(await trigger.poll())).toEqual([late.event_id]);
			await rig.sandbox.control.fault({ vendor: 'explorium', path: EVENTS, times: 1, status: 500 });
			const { error, output } = await trigger.poll();
			expect(output).toBeNull();
			expect(error?.message).toContain('Twice now');
			expect(error?.message).toContain(list[0]);
			expect(ids(await trigger.poll())).toEqual([early.event_id]);
			const firstIds = (await fetches()).map(({ requestBody }) => requestBody.prospect_ids[0]);
			expect(firstIds).toEqual([list[0], list[40], list[0], list[0]]);
		});

		it('skips an id that Explorium refuses on its own as well, and leaves it out until tomorrow', async () => {
			const [ada, ben] = (await people()).sort((a, b) => (a.id < b.id ? -1 : 1));
			const trigger = await openTrigger({
				...LIST,
				prospectIds: `${ada.id},${ben.id}`,
				options: { minutesBetweenSweeps: 0, includeSweepDetails: true, emitExisting: true },
			});
			const move = await rig.sandbox.control.changeCompany(ben.id);
			const detail = [{ loc: ['body', 'prospect_ids', 0], msg: 'unknown', type: 'value_error' }];
			const refusal = { vendor: 'explorium', path: EVENTS, status: 422, body: { detail } } as const;
			await rig.sandbox.control.fault(refusal);
			await rig.sandbox.control.fault({ ...refusal, after: 1 });
			const [item] = emitted(await trigger.poll());
			expect(item).toMatchObject({
				event_id: move.event_id,
				sweep: { checked_prospects: 1, skipped_prospect_ids: [ada.id], total_credits: 2 },
			});
			await trigger.poll();
			const asked = (await fetches()).map(({ requestBody }) => requestBody.prospect_ids);
			expect(asked).toEqual([[ada.id, ben.id], [ben.id], [ada.id], [ben.id]]);
		});

		it('takes back who was refused once by mistake', async () => {
			const [ada] = await people();
			const trigger = await openTrigger({ ...LIST, prospectIds: ada.id });
			await trigger.poll();
			const move = await rig.sandbox.control.changeCompany(ada.id);
			const detail = [{ loc: ['body', 'prospect_ids', 0], msg: 'unknown', type: 'value_error' }];
			await rig.sandbox.control.fault({
				...{ vendor: 'explorium', path: EVENTS, status: 422, body: { detail } },
			});
			expect(ids(await trigger.poll())).toEqual([move.event_id]);
		});
	});

	describe('after a failure', () => {
		const CALM = { eventTypes: ALL_TYPES, requestOptions: EAGER.requestOptions };
		const revoked = {
			vendor: 'explorium',
			status: 401,
			body: { details: 'no' },
			times: 99,
		} as const;
		const calls = async () => (await rig.requests()).length;

		it('plain: waits, without a call and without a word', async () => {
			const trigger = await openTrigger(CALM);
			await rig.sandbox.control.fault(revoked);
			expect((await trigger.poll()).error?.message).toContain('did not accept the credential');
			const before = await calls();
			for (let poll = 0; poll < 3; poll += 1) {
				expect(await trigger.poll()).toMatchObject({ output: null, error: null });
			}
			expect(await calls()).toBe(before);
		});

		it('plain: goes on at once with another credential or other settings', async () => {
			const trigger = await openTrigger({ ...CALM });
			await rig.sandbox.control.fault(revoked);
			expect((await trigger.poll()).error).not.toBeNull();
			await rig.sandbox.control.clearFaults();
			expect((await trigger.poll()).output).toBeNull();
			await trigger.restart({ parameters: { ...CALM, eventTypes: [ALL_TYPES[0]] } });
			expect((await trigger.poll()).output).toEqual([[]]);
		});

		it('durable: leaves the waiting to n8n, which needs to see each failure', async () => {
			const trigger = await openTrigger(CALM, { engine: 'durable' });
			await rig.sandbox.control.fault(revoked);
			expect((await trigger.poll()).error).not.toBeNull();
			expect((await trigger.poll()).error).not.toBeNull();
		});
	});

	describe('credits', () => {
		it.each([
			['hours', { checkEveryHours: 0 }, 3],
			['more hours', { checkEveryHours: 0.5 }, 1],
			['minutes of an earlier version', { options: { minutesBetweenSweeps: 0 } }, 3],
			[
				'hours before such minutes',
				{ checkEveryHours: 12, options: { minutesBetweenSweeps: 0 } },
				1,
			],
		])('checks as often as the form says, in %s', async (_, parameters, count) => {
			const trigger = await openTrigger({ eventTypes: ALL_TYPES, ...parameters });
			for (let poll = 0; poll < 3; poll += 1) await trigger.poll();
			expect(await fetches()).toHaveLength(count);
		});

		it.each([-1, 2161, 'soon', null])('refuses to check every %j hours', async (value) => {
			const checkEveryHours = `={{ ${JSON.stringify(value)} }}`;
			const { error } = await (
				await openTrigger({ eventTypes: ALL_TYPES, checkEveryHours })
			).poll();
			expect(error?.message).toContain('"Check Every (Hours)"');
			expect(await fetches()).toEqual([]);
		});

		it('sweeps no more often than set', async () => {
			const trigger = await openTrigger({ eventTypes: ALL_TYPES });
			await trigger.poll();
			await trigger.poll();
			await trigger.poll();
			expect(await fetches()).toHaveLength(1);
		});

		it('fetches nothing at the credit floor, and says so', async () => {
			await rig.sandbox.control.credits(50);
			const trigger = await openTrigger({
				...EAGER,
				options: { minutesBetweenSweeps: 0, creditFloor: 50 },
			});
			const { error } = await trigger.poll();
			expect(error?.message).toContain('credits are down to 50');
			expect(await fetches()).toHaveLength(0);
		});

		it.each(['plain', 'durable'] as const)(
			'%s: says once that the credit floor is reached, and goes on when there are credits',
			async (engine) => {
				const low = { minutesBetweenSweeps: 0, creditFloor: 50, emitExisting: true };
				const trigger = await openTrigger({ ...EAGER, options: low }, { engine });
				const [ada] = await people();
				const move = await rig.sandbox.control.changeCompany(ada.id);
				await rig.sandbox.control.credits(50);
				expect((await trigger.poll()).error).not.toBeNull();
				expect(await trigger.poll()).toMatchObject({ output: null, error: null });
				await rig.sandbox.control.credits(5_000);
				expect(ids(await trigger.poll())).toEqual([move.event_id]);
				await rig.sandbox.control.credits(50);
				expect((await trigger.poll()).error?.message).toContain('credits are down to 50');
			},
		);
	});

	describe('fetch test event', () => {
		const tryOut = async (parameters: object = EAGER) =>
			await rig.run({ node: NODE, parameters: { ...parameters }, mode: 'manual' });

		it('shows recent events and changes nothing', async () => {
			const [ada] = await people();
			const move = await rig.sandbox.control.changeCompany(ada.id);
			const result = await tryOut();
			expect(itemsOf(result).map(({ json }) => json.event_id)).toEqual([move.event_id]);
			expect(result.staticData).toEqual({});
		});

		it('says what to try when there is none', async () => {
			const { error } = await tryOut();
			expect(error?.message).toContain(
				'In Explorium none of the 12 watched prospects has an event',
			);
			expect(error?.description).toContain('Choose more event types');
		});

		it('says that nobody is watched', async () => {
			const { error } = await tryOut({ ...EAGER, enrollmentKeys: ['nobody'] });
			expect(error?.message).toContain('There is no prospect to watch');
		});
	});

	it('keeps at most 24 bytes per event and 16 per prospect', async () => {
		await rig.sandbox.control.reset({ people: 400 });
		await rig.sandbox.control.limits({ explorium: null });
		const list = (await people()).map(({ id }) => id);
		await rig.sandbox.control.addEvents(
			list.flatMap((prospect_id) =>
				Array.from({ length: 10 }, () => ({ prospect_id, event_name: 'prospect_changed_role' })),
			),
		);
		const trigger = await openTrigger({
			...EAGER,
			source: 'prospectIds',
			prospectIds: list.join(),
		});
		const { saved } = await trigger.poll();
		expect(JSON.stringify(saved).length).toBeLessThan(4000 * 24 + 400 * 16);
		expect(JSON.stringify(saved).length).toBeGreaterThan(4000 * 12);
	});
});
