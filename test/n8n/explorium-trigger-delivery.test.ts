/** The polling trigger's option Delivery: what comes again in another process, as after a restart of n8n. */
import { startHost, type Host, type PollerHandle } from '../support/host';
import type { PollResult } from '../../tools/core-host/protocol';
import { startRig, type Rig, VERSIONS } from '../support/explorium';

const NODE = 'exploriumProspectEventsTrigger';
const EVENTS = '/prospects/events';
const AT_LEAST_ONCE = { delivery: 'atLeastOnce' };

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;
	/** A second process. */
	let other: Host;
	const open: PollerHandle[] = [];

	beforeAll(async () => {
		rig = await startRig(version);
		other = await startHost({ packageFolder: process.env.TEST_PACKAGE });
	});
	afterAll(async () => {
		await Promise.all([rig.stop(), other.stop()]);
	});
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		await rig.sandbox.control.limits({ explorium: null });
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (poller) => await poller.close()));
	});

	const control = () => rig.sandbox.control;
	const people = async () => (await control().state()).people;

	interface More {
		engine?: 'plain' | 'durable';
		host?: Host;
		staticData?: object;
	}

	/** Like the published workflow of an n8n that has this in its database. */
	async function openTrigger(options: object, more: More = {}): Promise<PollerHandle> {
		const { host = rig.host, engine = 'plain', staticData = {} } = more;
		const poller = await host.openPoller({
			node: NODE,
			workflowId: `delivery-${expect.getState().currentTestName}`,
			parameters: {
				eventTypes: ['prospect_changed_role', 'prospect_changed_company'],
				options: { minutesBetweenSweeps: 0, ...options },
				requestOptions: { maxAttempts: 1, longestWait: 1 },
			},
			credentials: rig.credential(),
			engine,
			staticData: { ...staticData },
		});
		open.push(poller);
		return poller;
	}

	function emitted({ output, error }: PollResult) {
		if (error) throw new Error(`${error.message} | ${error.description}`);
		return (output ?? []).flat().map(({ json }) => json);
	}

	const told = (result: PollResult) =>
		emitted(result).map(({ event_id, redelivered }) => [event_id, redelivered]);

	/** A baseline, and then events of these people that a poll has handed over. */
	async function handOver(trigger: PollerHandle, ...ids: string[]) {
		emitted(await trigger.poll());
		const eventIds: string[] = [];
		for (const id of ids) eventIds.push((await control().changeCompany(id)).event_id);
		expect(told(await trigger.poll()).sort()).toEqual(eventIds.map((id) => [id, undefined]).sort());
		return eventIds;
	}

	it('once: what was handed over never comes again', async () => {
		const [ada] = await people();
		const trigger = await openTrigger({ delivery: 'once' });
		await handOver(trigger, ada.id);
		const staticData = await trigger.saved();
		expect(staticData).toMatchObject({ unconfirmed: null });
		const next = await openTrigger({}, { host: other, staticData });
		expect(emitted(await next.poll({ activation: true }))).toEqual([]);
	});

	it('at least once: what is not confirmed comes once more in another process, marked, whatever the interval', async () => {
		const [ada, ben, eve] = await people();
		const trigger = await openTrigger(AT_LEAST_ONCE);
		const [first, second] = await handOver(trigger, ada.id, ben.id);
		const staticData = await trigger.saved();
		expect(JSON.stringify(staticData)).not.toContain(first);

		const fresh = await control().changeRole(eve.id);
		await control().clearRequests();
		const options = { ...AT_LEAST_ONCE, minutesBetweenSweeps: 360, addToEvents: ['contacts'] };
		const next = await openTrigger(options, { host: other, staticData });
		const items = emitted(await next.poll({ activation: true }));
		expect(items.map(({ event_id }) => event_id).sort()).toEqual([first, second].sort());
		for (const item of items) {
			expect(item).toMatchObject({ redelivered: true, contacts: { found: true } });
		}
		const asked = (await rig.requests(EVENTS)).flatMap(
			({ requestBody }) => (requestBody as { prospect_ids: string[] }).prospect_ids,
		);
		expect(asked.sort()).toEqual([ada.id, ben.id].sort());

		// It is not confirmed now either.
		const third = await openTrigger(AT_LEAST_ONCE, { staticData: await next.saved() });
		const all = [
			[first, true],
			[second, true],
			[fresh.event_id, undefined],
		];
		expect(told(await third.poll({ activation: true })).sort()).toEqual(all.sort());
	});

	it('at least once: comes once only while the process is the same, also after publishing again', async () => {
		const [ada] = await people();
		const trigger = await openTrigger(AT_LEAST_ONCE);
		await handOver(trigger, ada.id);
		expect(emitted(await trigger.poll())).toEqual([]);
		await trigger.restart();
		expect(emitted(await trigger.poll({ activation: true }))).toEqual([]);
	});

	it('at least once: nothing is lost while Explorium cannot be reached after a restart', async () => {
		const [ada] = await people();
		const trigger = await openTrigger(AT_LEAST_ONCE);
		const [id] = await handOver(trigger, ada.id);
		const staticData = await trigger.saved();
		const next = await openTrigger(AT_LEAST_ONCE, { host: other, staticData });
		await control().fault({ vendor: 'explorium', path: EVENTS, status: 500, times: 1 });
		expect((await next.poll()).error?.message).toMatch(/500/);
		expect(told(await next.poll())).toEqual([[id, true]]);
	});

	it('at least once: who is not watched any more is not asked about, and comes when watched again', async () => {
		const [ada, ben] = await people();
		const list = (ids: string[]) => ({
			...AT_LEAST_ONCE,
			...{ source: 'prospectIds', prospectIds: ids.join() },
		});
		const watching = async (ids: string[], more: More) => {
			const { source, prospectIds, ...options } = list(ids);
			const poller = await (more.host ?? rig.host).openPoller({
				node: NODE,
				workflowId: 'delivery-watched',
				parameters: {
					...{ source, prospectIds, options: { minutesBetweenSweeps: 0, ...options } },
					eventTypes: ['prospect_changed_role', 'prospect_changed_company'],
				},
				credentials: rig.credential(),
				engine: 'plain',
				staticData: { ...more.staticData },
			});
			open.push(poller);
			return poller;
		};
		const trigger = await watching([ada.id, ben.id], {});
		const [first, second] = await handOver(trigger, ada.id, ben.id);
		const without = await watching([ben.id], {
			host: other,
			staticData: await trigger.saved(),
		});
		expect(told(await without.poll())).toEqual([[second, true]]);
		const again = await watching([ada.id, ben.id], { staticData: await without.saved() });
		expect(told(await again.poll()).sort()).toEqual(
			[
				[first, true],
				[second, true],
			].sort(),
		);
	});

	it('turned back to once, lets go what is not confirmed, and saves that', async () => {
		const [ada] = await people();
		const trigger = await openTrigger(AT_LEAST_ONCE);
		await handOver(trigger, ada.id);
		const staticData = await trigger.saved();
		const options = { delivery: 'once', minutesBetweenSweeps: 360 };
		const next = await openTrigger(options, { host: other, staticData });
		expect((await next.poll({ activation: true })).output).toEqual([[]]);
		expect(await next.saved()).toMatchObject({ unconfirmed: null });
		expect((await next.poll()).output).toBeNull();
	});

	it('durable: nothing is repeated and nothing costs an execution, as n8n saves both together', async () => {
		const [ada] = await people();
		const trigger = await openTrigger(AT_LEAST_ONCE, { engine: 'durable' });
		await handOver(trigger, ada.id);
		expect((await trigger.poll()).output).toBeNull();
		const staticData = await trigger.saved();
		expect(staticData).toMatchObject({ unconfirmed: null });
		const next = await openTrigger(AT_LEAST_ONCE, { host: other, staticData, engine: 'durable' });
		expect(emitted(await next.poll())).toEqual([]);
	});
});
