import { createHmac } from 'node:crypto';
import type { WebhookResult } from '../../tools/core-host/protocol';
import { startRig, type Rig, VERSIONS } from '../support/explorium';
import { HostError, type WebhookHandle } from '../support/host';
import { startReceiver, type ReceivedCall, type Receiver } from '../support/webhookReceiver';

const NODE = 'exploriumProspectEventsWebhookTrigger';
const FORM = { eventTypes: ['prospect_changed_role', 'prospect_changed_company'] };
const OTHER_URL = 'https://user:word@hooks.other.example/explorium?key=1';

/** Signs as Explorium does. */
function signatureOf(secret: string, timestamp: string, body: string): string {
	const hmac = createHmac('sha256', Buffer.from(secret, 'base64url'));
	const digest = hmac.update(`${timestamp}.${body}`).digest('base64');
	return digest.replaceAll('+', '-').replaceAll('/', '_');
}

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;
	/** Stands for n8n's web server: hands what arrives to the node. */
	let server: Receiver;
	let trigger: WebhookHandle;
	let results: WebhookResult[];
	let nodes = 0;

	beforeAll(async () => {
		rig = await startRig(version);
		server = await startReceiver(async ({ path, headers, body }: ReceivedCall) => {
			const mode = path.startsWith('/webhook-test/') ? 'manual' : 'trigger';
			const result = await trigger.call({ headers, body, mode });
			results.push(result);
			return result.status;
		});
	});
	afterAll(async () => {
		await Promise.all([rig.stop(), server.stop()]);
	});
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		await rig.sandbox.control.limits({ explorium: null });
		results = [];
		server.calls.length = 0;
		trigger = await open();
	});

	/** Each has a workflow of its own, so that none remembers another one's events. */
	async function open(
		more: { parameters?: object; staticData?: object; workflowId?: string; baseUrl?: string } = {},
	): Promise<WebhookHandle> {
		nodes += 1;
		return await rig.host.openWebhook({
			node: NODE,
			credentials: rig.credential(),
			workflowId: `workflow ${nodes}`,
			baseUrl: server.url,
			...more,
			parameters: { ...FORM, ...more.parameters },
			staticData: { ...more.staticData },
		});
	}

	const people = async () => (await rig.sandbox.control.state()).people;
	const present = async () =>
		(await rig.sandbox.control.state(false)).webhooks.filter(({ name }) => name !== 'demo_webhook');
	const secretOf = ({ staticData }: { staticData: object }) =>
		(staticData as { webhook: { secret: string } }).webhook.secret;
	const started = () => results.flatMap(({ output }) => output?.flat() ?? []);

	async function publish(): Promise<{ secret: string }> {
		const change = await trigger.register();
		expect(change.error).toBeNull();
		// In version 2 an enrollment's events go to the webhook that it names.
		await enrollHere();
		return { secret: secretOf(change) };
	}

	async function enrollHere(): Promise<void> {
		await enrollFor((await present()).slice(-1)[0]);
	}

	async function enrollFor({ webhook_id }: { webhook_id: string }): Promise<void> {
		if (version === 'v1') return;
		const [{ enrollment_id }] = (await rig.sandbox.control.state(false)).enrollments;
		const { error } = await rig.run({
			node: 'exploriumUpdateProspectEnrollments',
			parameters: {
				enrollmentId: { __rl: true, mode: 'id', value: enrollment_id },
				updateFields: { webhookId: { __rl: true, mode: 'list', value: webhook_id } },
			},
		});
		expect(error).toBeNull();
	}

	/** Waits until the sandbox has tried to deliver so many times. */
	async function delivered(count: number): Promise<number[]> {
		for (let turn = 0; turn < 100; turn += 1) {
			const log = await rig.sandbox.control.deliveries();
			if (log.length >= count) return log.map(({ status }) => status);
			await new Promise((resolve) => setTimeout(resolve, 30));
		}
		throw new Error(`Fewer than ${count} deliveries`);
	}

	describe('an event', () => {
		it('starts the workflow with the same item as the polling trigger', async () => {
			await publish();
			const [ada] = await people();
			const move = await rig.sandbox.control.changeCompany(ada.id, { company: 'New Inc' });
			expect(await delivered(1)).toEqual([200]);
			const [{ json }] = started();
			const polled = await rig.run({
				node: 'exploriumProspectEventsTrigger',
				mode: 'manual',
				parameters: FORM,
			});
			const [[expected]] = polled.output ?? [];
			expect(json).toEqual({
				...expected.json,
				event_time: expect.any(String),
				enrollment_id: expect.stringMatching(/^en_/),
			});
			expect(Date.parse(String(json.event_time))).toBe(Date.parse(move.event_time));
			expect(json).toMatchObject({ event_id: move.event_id, current_company_name: 'New Inc' });
		});

		it.each(['stringified_json', 'json'])('may come as %s, and name an entity', async (format) => {
			await publish();
			await rig.sandbox.control.switches({ explorium: { webhookProspectKey: 'entity_id' } });
			const [{ webhook_id, webhook_url }] = await present();
			await fetch(`${rig.sandbox.explorium}/v2/webhooks/${webhook_id}`, {
				method: 'PATCH',
				headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
				body: JSON.stringify({ payload_format: format, webhook_url }),
			});
			const [ada] = await people();
			await rig.sandbox.control.changeRole(ada.id);
			expect(await delivered(1)).toEqual([200]);
			expect(started()[0].json).toMatchObject({ prospect_id: ada.id });
		});

		it('starts it once, however often it comes, also after a restart', async () => {
			await publish();
			await rig.sandbox.control.switches({ explorium: { webhookTimes: 3 } });
			const [ada, ben] = await people();
			const one = await rig.sandbox.control.changeRole(ada.id);
			const two = await rig.sandbox.control.changeRole(ben.id);
			expect(await delivered(6)).toEqual(Array(6).fill(200));
			expect(started().map(({ json }) => json.event_id)).toEqual([one.event_id, two.event_id]);
			// What was saved is all that a new start knows.
			const { staticData } = results[results.length - 1];
			trigger = await open({ staticData });
			expect(await rig.sandbox.control.deliver([two.event_id, one.event_id])).toEqual([
				expect.objectContaining({ status: 200 }),
				expect.objectContaining({ status: 200 }),
			]);
			expect(started()).toHaveLength(2);
		});

		/** A delivery of an event, as Explorium makes it. */
		function signed(
			secret: string,
			event_id: string,
		): { headers: Record<string, string>; body: string } {
			const body = JSON.stringify({ event_id, event_name: 'prospect_changed_role' });
			const timestamp = String(Math.floor(Date.now() / 1000));
			const signature = signatureOf(secret, timestamp, body);
			return { headers: { 'x-timestamp': timestamp, 'x-signature': signature }, body };
		}

		const outcome = (calls: WebhookResult[]) =>
			calls.map(({ status, output }) => [status, output === null ? 0 : output.flat().length]);

		it('starts it once when it comes twice at the same time', async () => {
			const { secret } = await publish();
			const call = signed(secret, 'e1');
			const both = await Promise.all([trigger.call(call), trigger.call(call)]);
			expect(outcome(both).sort()).toEqual([
				[200, 0],
				[200, 1],
			]);
		});

		it('is answered by n8n, once the workflow has been started', async () => {
			const { secret } = await publish();
			const { status, response } = await trigger.call(signed(secret, 'e1'));
			expect([status, response]).toEqual([200, { message: 'Workflow was started' }]);
		});

		it('starts it when it comes again after the workflow could not be started', async () => {
			const { secret } = await publish();
			const failed = { ...signed(secret, 'e1'), startFails: true, startMs: 200 };
			const all = await Promise.all([
				trigger.call(failed),
				trigger.call(signed(secret, 'e2')),
				trigger.call(signed(secret, 'e1')),
			]);
			expect(outcome(all)).toEqual([
				[500, 0],
				[200, 1],
				[200, 1],
			]);
			expect(outcome([await trigger.call(signed(secret, 'e1'))])).toEqual([[200, 0]]);
		});

		it('starts it, after a restart, only if it had not been started', async () => {
			const { secret } = await publish();
			await trigger.call({ ...signed(secret, 'e1'), startFails: true });
			const { staticData } = await trigger.call(signed(secret, 'e2'));
			trigger = await open({ staticData });
			const again = [];
			for (const id of ['e1', 'e2']) again.push(await trigger.call(signed(secret, id)));
			expect(outcome(again)).toEqual([
				[200, 1],
				[200, 0],
			]);
		});

		it('is to come later as long as the workflow is being started with it', async () => {
			const { secret } = await publish();
			const call = signed(secret, 'e1');
			const first = trigger.call({ ...call, startMs: 7000 });
			const { status, output } = await trigger.call(call);
			expect([status, output]).toEqual([503, null]);
			expect(outcome([await first])).toEqual([[200, 1]]);
		}, 20_000);

		it('does not start it if its type or enrollment is not chosen', async () => {
			await publish();
			const [ada] = await people();
			await rig.sandbox.control.anniversary(ada.id);
			expect(await delivered(1)).toEqual([200]);
			const { staticData } = results[0];
			trigger = await open({ staticData, parameters: { enrollmentKeys: ['others'] } });
			await rig.sandbox.control.changeRole(ada.id);
			expect(await delivered(2)).toEqual([200, 200]);
			trigger = await open({ staticData, parameters: { enrollmentKeys: ['demo_watchlist'] } });
			await rig.sandbox.control.changeRole(ada.id);
			await delivered(3);
			expect(started()).toHaveLength(1);
		});

		it.each([{ signature: 'wrong' }, { signature: 'missing' }, { timestamp: 'old' }] as const)(
			'is refused, without a reason, when it comes with %j',
			async (form) => {
				await publish();
				const [ada] = await people();
				const { event_id } = await rig.sandbox.control.changeRole(ada.id);
				await delivered(1);
				results = [];
				const again = await rig.sandbox.control.deliver([event_id], form);
				expect(again).toEqual([expect.objectContaining({ status: 401 })]);
				expect(results[0].response).toEqual({ message: 'Unauthorized' });
				expect(results[0].output).toBeNull();
			},
		);

		it('is refused as long as nothing is registered', async () => {
			const { status, output } = await trigger.call({ headers: {}, body: '{}' });
			expect([status, output]).toEqual([401, null]);
		});
	});

	describe('the registration', () => {
		it('is made on publishing, kept at a new start and ended on unpublishing', async () => {
			const first = await trigger.register();
			expect(first).toMatchObject({ error: null, created: true });
			const [webhook, ...others] = await present();
			expect(others).toEqual([]);
			expect(webhook.webhook_url).toMatch(/^http:\/\/127.*\/webhook\/5f1c[^/]+\/webhook$/);
			expect(await trigger.register()).toMatchObject({ error: null, created: false });
			expect(await present()).toEqual([webhook]);
			expect(await trigger.remove()).toMatchObject({ error: null, staticData: {} });
			expect(await present()).toEqual([]);
		});

		it('is not ended when it is somebody else’s by then', async () => {
			await trigger.register();
			const [{ webhook_id }] = await present();
			await fetch(`${rig.sandbox.explorium}/v2/webhooks/${webhook_id}`, {
				method: 'PATCH',
				headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
				body: JSON.stringify({ webhook_url: OTHER_URL }),
			});
			expect((await trigger.remove()).error).toBeNull();
			expect((await present()).map(({ webhook_url }) => webhook_url)).toEqual([OTHER_URL]);
		});

		it('is made again if it was deleted, and works again with a lost secret', async () => {
			const { secret } = await publish();
			trigger = await open();
			expect((await trigger.register()).error).toBeNull();
			expect(await present()).toHaveLength(1);
			const [ada] = await people();
			await rig.sandbox.control.changeRole(ada.id);
			expect(await delivered(1)).toEqual([200]);
			expect(secretOf(results[0]) === secret).toBe(version === 'v1');
		});

		describe('of a copy', () => {
			const ELSEWHERE = 'http://127.0.0.1:9/n8n';

			it.each([
				['on another n8n', true, ELSEWHERE],
				['that is another workflow at this address', false, undefined],
				['that is another workflow elsewhere', false, ELSEWHERE],
			])('%s never touches that of the original', async (what, isSameWorkflow, baseUrl) => {
				const workflowId = `original of one ${what} ${version}`;
				const where = { ...(isSameWorkflow && { workflowId }), ...(baseUrl && { baseUrl }) };
				trigger = await open({ workflowId });
				const { staticData } = await trigger.register();
				const before = await present();
				// Static data is exported with a workflow, the secret and all.
				const copy = await open({ staticData, ...where });
				const published = await copy.register();
				const [original] = await present();
				expect([original]).toEqual(before);
				if (version === 'v2') {
					expect(published.error).toBeNull();
					expect(await present()).toHaveLength(2);
					expect(secretOf(published)).not.toBe(secretOf({ staticData }));
				} else if (where.baseUrl) {
					expect(published.error?.message).toContain('sends the events of the partner');
					expect(published.error?.message).toContain('127.0.0.1');
				}
				await enrollFor(original);
				expect((await copy.remove()).error).toBeNull();
				expect(await present()).toEqual(before);
				const [ada] = await people();
				await rig.sandbox.control.changeRole(ada.id);
				expect(await delivered(1)).toEqual([200]);
				expect(started()).toHaveLength(1);
			});

			it('ends nothing when it is unpublished without having been published', async () => {
				const { staticData } = await trigger.register();
				const before = await present();
				const copy = await open({ staticData, baseUrl: ELSEWHERE });
				expect((await copy.remove()).error).toBeNull();
				expect(await present()).toEqual(before);
			});

			it('takes the place of the original at an earlier address only if it is to', async () => {
				const workflowId = 'moved';
				trigger = await open({ workflowId });
				const { staticData } = await trigger.register();
				const parameters = { options: { replaceExisting: true } };
				trigger = await open({ staticData, workflowId, baseUrl: ELSEWHERE, parameters });
				expect(await trigger.register()).toMatchObject({ error: null, created: true });
				const [{ webhook_url }, ...others] = await present();
				expect(others).toEqual([]);
				expect(webhook_url).toMatch(/^http:\/\/127\.0\.0\.1:9\/n8n\/webhook\//);
			});
		});

		it('of an earlier version of the node stays its own while the address is the same', async () => {
			const { staticData } = await trigger.register();
			const webhook = { ...(staticData as { webhook: { owner?: object } }).webhook };
			delete webhook.owner;
			trigger = await open({ staticData: { webhook } });
			expect(await trigger.register()).toMatchObject({ error: null, created: false });
			expect((await trigger.remove()).staticData).toEqual({});
			expect(await present()).toEqual([]);
		});

		it('says when the vendor refuses, and unpublishing goes on without it', async () => {
			await trigger.register();
			await rig.sandbox.control.fault({ vendor: 'explorium', times: 9, status: 403 });
			const ended = await trigger.remove();
			expect(ended.error).toBeNull();
			expect(ended.staticData).toHaveProperty('webhook');
			trigger = await open();
			const { error } = await trigger.register();
			expect(error?.message).toContain('does not permit this call (403)');
		});

		it('shows its secret nowhere', async () => {
			const { secret } = await publish();
			expect(secret.length).toBeGreaterThan(40);
			const [ada] = await people();
			const { event_id } = await rig.sandbox.control.changeRole(ada.id);
			await delivered(1);
			await rig.sandbox.control.deliver([event_id], { signature: 'wrong' });
			const echo = { details: secret, message: secret, error: secret };
			await rig.sandbox.control.fault({ vendor: 'explorium', times: 9, status: 422, body: echo });
			const { error } = await trigger.register();
			expect(error?.message).toContain('***');
			const shown = results.map(({ staticData: _, ...visible }) => visible);
			expect(JSON.stringify([shown, error])).not.toContain(secret);
		});
	});

	describe('listening for a test event', () => {
		it('gets a made-up event and leaves nothing behind', async () => {
			const { error, staticData } = await trigger.register('manual');
			expect(error).toBeNull();
			expect(staticData).toHaveProperty('webhook');
			expect(await delivered(1)).toEqual([200]);
			expect(started()[0].json).toMatchObject({ event_name: 'prospect_changed_role' });
			expect(results[0].staticData).not.toHaveProperty('seen');
			await trigger.remove('manual');
			expect(await present()).toEqual([]);
		});

		it('says why no event comes if Explorium does not send one', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				times: 1,
				path: 'check_connectivity',
				status: 400,
				body: { detail: 'Client webhook failed on: no answer' },
			});
			const { error } = await trigger.register('manual');
			expect(error?.message).toContain('Client webhook failed on: no answer');
			expect(started()).toEqual([]);
		});

		it('waits for a made-up event that takes a while', async () => {
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				times: 1,
				path: 'check_connectivity',
				latencyMs: 1_500,
			});
			expect((await trigger.register('manual')).error).toBeNull();
			expect(await delivered(1)).toEqual([200]);
			expect(started()).toHaveLength(1);
		});

		it('does not touch what is published', async () => {
			const published = await open();
			trigger = published;
			await publish();
			const before = await present();
			const { error } = await published.register('manual');
			if (version === 'v1') {
				expect(error?.message).toMatch(/sends the events of the partner "demo-partner" to 127\./);
				expect(error?.message).toContain('a test would take them away');
			} else {
				expect(error).toBeNull();
				expect(await delivered(1)).toEqual([200]);
				await published.remove('manual');
			}
			expect(await present()).toEqual(before);
			const [ada] = await people();
			results = [];
			const { event_id } = await rig.sandbox.control.changeRole(ada.id);
			await delivered(version === 'v1' ? 1 : 2);
			expect(started().map(({ json }) => json.event_id)).toEqual([event_id]);
		});
	});
});

describe('version 1', () => {
	let rig: Rig;
	beforeAll(async () => {
		rig = await startRig('v1');
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => await rig.sandbox.control.reset());

	const open = async (parameters: object = {}, partnerId = 'demo-partner') =>
		await rig.host.openWebhook({
			node: NODE,
			credentials: { exploriumApi: { ...rig.credential().exploriumApi, partnerId } },
			parameters: { ...FORM, ...parameters },
			baseUrl: 'https://n8n.example',
		});
	const registerOther = async (webhook_url = OTHER_URL) =>
		await fetch(`${rig.sandbox.explorium}/v1/webhooks`, {
			method: 'POST',
			headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
			body: JSON.stringify({ partner_id: 'demo-partner', webhook_url }),
		});
	const address = async () =>
		(await rig.sandbox.control.state(false)).webhooks.find(({ legacy }) => legacy)?.webhook_url;

	it('does not take the place of somebody else’s address, and names its host alone', async () => {
		await registerOther();
		const { error } = await (await open()).register();
		expect(error?.message).toBe(
			'Explorium sends the events of the partner "demo-partner" to hooks.other.example already',
		);
		expect(error?.description).toContain('"Replace Existing Webhook" under Options');
		expect(JSON.stringify(error)).not.toMatch(/word|key=1/);
		expect(await address()).toBe(OTHER_URL);
	});

	it('takes it if it is to, but never for a test', async () => {
		await registerOther();
		const trigger = await open({ options: { replaceExisting: true } });
		expect((await trigger.register('manual')).error?.message).toContain('hooks.other.example');
		expect(await address()).toBe(OTHER_URL);
		expect((await trigger.register()).error).toBeNull();
		expect(await address()).toContain('https://n8n.example/webhook/');
	});

	it('takes the place of a test of this node that was cut short', async () => {
		const trigger = await open();
		await trigger.register('manual');
		expect(await address()).toContain('/webhook-test/');
		expect((await (await open()).register()).error).toBeNull();
		expect(await address()).toContain('/webhook/');
	});

	it.each(['404', 'miss'])('takes %s for no address', async (noWebhook) => {
		await rig.sandbox.control.switches({ explorium: { noWebhook } });
		expect((await (await open()).register()).error).toBeNull();
	});

	it('asks for a partner ID', async () => {
		const { error } = await (await open({}, ' ')).register();
		expect(error?.message).toBe('"Partner ID" of the Explorium credential is empty');
		expect(await rig.requests()).toEqual([]);
	});
});

describe('version 2', () => {
	let rig: Rig;
	beforeAll(async () => {
		rig = await startRig('v2');
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => await rig.sandbox.control.reset());

	it('switches a webhook off that enrollments name, and the same one on again', async () => {
		const trigger = await rig.host.openWebhook({
			node: NODE,
			credentials: rig.credential(),
			parameters: FORM,
			baseUrl: 'https://n8n.example',
		});
		const { staticData } = await trigger.register();
		const { webhook } = staticData as { webhook: { id: string } };
		const add = await rig.run({
			node: 'exploriumAddProspectEnrollments',
			parameters: {
				enrollmentKey: 'leaders',
				prospectIds: 'a'.repeat(40),
				options: { webhookId: webhook.id },
			},
		});
		expect(add.error).toBeNull();
		const status = async () =>
			(await rig.sandbox.control.state(false)).webhooks.find(
				({ webhook_id }) => webhook_id === webhook.id,
			)?.status;
		expect((await trigger.remove()).staticData).toEqual({ webhook });
		expect(await status()).toBe('disabled');
		expect((await trigger.register()).staticData).toEqual({ webhook });
		expect(await status()).toBe('active');
		const enrollments = (await rig.sandbox.control.state(false)).enrollments;
		expect(enrollments.map((one) => one.status)).not.toContain('paused');
	});
});

it('is not run like a node that polls', async () => {
	const rig = await startRig();
	try {
		await expect(rig.run({ node: NODE })).rejects.toThrow(HostError);
	} finally {
		await rig.stop();
	}
});
