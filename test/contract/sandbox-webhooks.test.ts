import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox, SandboxPerson } from '../support/sandbox';
import { startReceiver } from '../support/webhookReceiver';
import type { ReceivedCall, Receiver } from '../support/webhookReceiver';

let sandbox: Sandbox;
let receiver: Receiver;
let people: SandboxPerson[];
let answer = 200;

beforeAll(async () => {
	[sandbox, receiver] = await Promise.all([startSandbox(), startReceiver(() => answer)]);
});

afterAll(() => Promise.all([sandbox.stop(), receiver.stop()]));

beforeEach(async () => {
	await sandbox.control.reset();
	({ people } = await sandbox.control.state());
	receiver.calls.length = 0;
	answer = 200;
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
	const url = `${sandbox.explorium}${path}`;
	const headers = { api_key: DEMO.exploriumKey };
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

const register = (more: object = {}): Promise<AxiosResponse> =>
	call('POST', '/v1/webhooks', {
		partner_id: 'demo-partner',
		webhook_url: `${receiver.url}/hook`,
		...more,
	});

async function received(count: number): Promise<ReceivedCall[]> {
	for (let turn = 0; turn < 100 && receiver.calls.length < count; turn += 1) {
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	expect(receiver.calls).toHaveLength(count);
	return receiver.calls;
}

function isSigned({ headers, body }: ReceivedCall, secret: string): boolean {
	const key = Buffer.from(secret, 'base64url');
	const text = `${headers['x-timestamp']}.${body}`;
	const digest = createHmac('sha256', key).update(text).digest('base64');
	return headers['x-signature'] === digest.replaceAll('+', '-').replaceAll('/', '_');
}

describe('the webhook of version 1', () => {
	const ONE = '/v1/webhooks/demo-partner';

	it('is registered, shown with its secret, overridden with a new one and deleted', async () => {
		expect((await call('GET', ONE)).status).toBe(404);
		const first = await register();
		expect(first.data).toMatchObject({ webhook_url: `${receiver.url}/hook` });
		expect((await call('GET', ONE)).data.webhook_secret).toBe(first.data.webhook_secret);
		const second = await register({ webhook_url: 'https://hooks.example/v1' });
		expect(second.data.webhook_secret).not.toBe(first.data.webhook_secret);
		expect((await call('DELETE', ONE)).data.response_context.request_status).toBe('success');
		expect((await call('DELETE', ONE)).status).toBe(404);
		await sandbox.control.switches({ explorium: { noWebhook: 'miss' } });
		expect((await call('GET', ONE)).data.response_context.request_status).toBe('miss');
	});

	it('is that of one partner, and takes known fields only', async () => {
		expect((await register({ partner_id: 'nobody' })).data.details).toMatch(/^Partner ID/);
		expect((await register({ name: 'x' })).data.detail[0].type).toBe('value_error.extra');
	});

	it('can be tried out with made-up events', async () => {
		const { webhook_secret } = (await register()).data;
		const check = async () =>
			await call('POST', '/v1/webhooks/check_connectivity', {
				partner_id: 'demo-partner',
				simulation: { event_name: 'prospect_changed_company', number_of_events: 2 },
			});
		expect((await check()).status).toBe(200);
		const calls = await received(2);
		expect(calls.every((one) => isSigned(one, webhook_secret))).toBe(true);
		expect(JSON.parse(calls[0]!.body)).toMatchObject({ event_name: 'prospect_changed_company' });
		answer = 500;
		const failed = await check();
		expect(failed.status).toBe(400);
		expect(failed.data.details).toBe('Client webhook failed on: 500');
	});
});

describe('deliveries', () => {
	it('come once an event of an enrolled prospect is discovered', async () => {
		const { webhook_secret } = (await register({ headers: ['X-Extra: yes'] })).data;
		const [ada] = people as [SandboxPerson];
		const made = await sandbox.control.changeCompany(ada.id, { discoveredInSeconds: 3600 });
		const stranger = await sandbox.control.addPerson({ email: 'not@enrolled.example' });
		await sandbox.control.changeRole(stranger.id);
		await received(0);
		await sandbox.control.clock({ advanceSeconds: 3601 });
		const [delivery] = (await received(1)) as [ReceivedCall];
		expect(isSigned(delivery, webhook_secret)).toBe(true);
		expect(delivery.headers).toMatchObject({
			'content-type': 'application/json',
			'x-extra': 'yes',
		});
		expect(JSON.parse(delivery.body)).toMatchObject({
			event_id: made.event_id,
			event_name: made.event_name,
			prospect_id: ada.id,
			partner_id: 'demo-partner',
			enrollment_key: 'demo_watchlist',
			event_time: expect.stringMatching(/^\d{4}-\d\d-01 00:00:00\.000000\+00:00$/),
		});
		expect(await sandbox.control.deliveries()).toEqual([
			{ event_id: made.event_id, webhook_id: expect.any(String), status: 200 },
		]);
	});

	it('come by real time as well', async () => {
		await register();
		await sandbox.control.changeRole(people[0]!.id, { discoveredInSeconds: 0.3 });
		expect(receiver.calls).toEqual([]);
		await received(1);
	});

	it('repeat, name entities and are text, as switched', async () => {
		await register({ payload_format: 'stringified_json' });
		await sandbox.control.switches({
			explorium: { webhookTimes: 2, webhookProspectKey: 'entity_id' },
		});
		await sandbox.control.changeRole(people[0]!.id);
		const [first, second] = (await received(2)) as [ReceivedCall, ReceivedCall];
		expect(second.body).toBe(first.body);
		const { text } = JSON.parse(first.body) as { text: string };
		expect(JSON.parse(text)).toMatchObject({ entity_id: people[0]!.id, entity_type: 'prospect' });
	});

	it('come in any order, badly signed or too old, on demand', async () => {
		const { webhook_secret } = (await register()).data;
		const one = await sandbox.control.changeRole(people[0]!.id);
		const two = await sandbox.control.changeRole(people[1]!.id);
		await received(2);
		receiver.calls.length = 0;
		await sandbox.control.deliver([two.event_id, one.event_id]);
		await sandbox.control.deliver([one.event_id], { signature: 'wrong' });
		await sandbox.control.deliver([one.event_id], { signature: 'missing' });
		await sandbox.control.deliver([one.event_id], { timestamp: 'old' });
		const calls = await received(5);
		const ids = calls.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id);
		expect(ids.slice(0, 2)).toEqual([two.event_id, one.event_id]);
		expect(calls.map((each) => isSigned(each, webhook_secret))).toEqual([
			true,
			true,
			false,
			false,
			true,
		]);
		expect(Date.now() / 1000 - Number(calls[4]!.headers['x-timestamp'])).toBeGreaterThan(300);
	});

	it('come in reverse when several are due at once', async () => {
		await register();
		await sandbox.control.switches({ explorium: { webhookOrder: 'reversed' } });
		const one = await sandbox.control.changeRole(people[0]!.id, { discoveredInSeconds: 50 });
		const two = await sandbox.control.changeRole(people[1]!.id, { discoveredInSeconds: 90 });
		await sandbox.control.clock({ advanceSeconds: 100 });
		const calls = await received(2);
		expect(calls.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id)).toEqual([
			two.event_id,
			one.event_id,
		]);
	});

	it('never leave this machine', async () => {
		await register({ webhook_url: 'http://127.0.0.1.hooks.example/' });
		const { event_id } = await sandbox.control.changeRole(people[0]!.id);
		expect(await sandbox.control.deliver([event_id])).toEqual([
			expect.objectContaining({ status: 0 }),
		]);
		const check = { partner_id: 'demo-partner' };
		const refused = await call('POST', '/v1/webhooks/check_connectivity', check);
		expect(refused.data.details).toBe('Client webhook failed on: no answer');
	});

	it('go to the webhook that the enrollment names, unless one of the two is off', async () => {
		const webhook_url = `${receiver.url}/v2`;
		const { data } = await call('POST', '/v2/webhooks', { name: 'second', webhook_url });
		const path = '/v2/prospects/events/enrollments';
		await call('POST', path, {
			enrollment_key: 'team_a',
			event_types: ['prospect_changed_role'],
			prospect_ids: [people[0]!.id],
			webhook_id: data.webhook_id,
		});
		await sandbox.control.changeRole(people[0]!.id);
		await sandbox.control.changeRole(people[1]!.id);
		const [delivery] = (await received(1)) as [ReceivedCall];
		expect(delivery.path).toBe('/v2');
		expect(JSON.parse(delivery.body)).toMatchObject({
			webhook_id: data.webhook_id,
			enrollment_key: 'team_a',
			entity_type: 'prospect',
			event_time: expect.stringMatching(/^\d{4}-\d\d-01T00:00:00Z$/),
		});
		await call('PATCH', `/v2/webhooks/${data.webhook_id}`, { status: 'disabled' });
		const { event_id } = await sandbox.control.changeRole(people[0]!.id);
		const tried = await sandbox.control.deliver([event_id]);
		expect(tried.map(({ webhook_id }) => webhook_id)).not.toContain(data.webhook_id);
	});
});
