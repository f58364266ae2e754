import { createHmac } from 'node:crypto';
import { startRig, type Rig, VERSIONS } from '../support/explorium';
import type { WebhookHandle } from '../support/host';

const NODE = 'exploriumProspectEventsWebhookTrigger';
const TYPE = 'prospect_changed_role';
const BASE = 'https://n8n.example';
const OTHER_URL = 'https://hooks.other.example/explorium?key=1';
const ID = 'a'.repeat(40);

let workflows = 0;

describe.each(VERSIONS)('API %s', (version) => {
	let rig: Rig;
	let trigger: WebhookHandle;

	beforeAll(async () => {
		rig = await startRig(version);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => {
		await rig.sandbox.control.reset();
		trigger = await open();
	});

	async function open(options: object = {}): Promise<WebhookHandle> {
		workflows += 1;
		return await rig.host.openWebhook({
			node: NODE,
			credentials: rig.credential(),
			workflowId: `${version} ${workflows}`,
			baseUrl: BASE,
			parameters: { eventTypes: [TYPE], options, requestOptions: { maxAttempts: 2 } },
		});
	}

	const present = async () =>
		(await rig.sandbox.control.state(false)).webhooks.filter(({ name }) => name !== 'demo_webhook');

	describe('a registration', () => {
		/** Explorium does what it is asked to, but answers with this. */
		const answerWith = async (method: string, path: string, body: object, more: object = {}) =>
			await rig.sandbox.control.fault({
				vendor: 'explorium',
				method,
				path,
				status: 200,
				times: 'always',
				applyFirst: true,
				body: { response_context: { request_status: 'success' }, ...body },
				...more,
			});
		const hideSecret = async (after: number, more: object = {}) =>
			await answerWith('GET', '/webhooks/demo-partner$', more, { after });

		const isOfVersion2 = version === 'v2';

		it.each([
			['no secret', {}],
			['an empty secret', { webhook_secret: '' }],
			['a secret of odd characters', { webhook_secret: '!!!' }],
			['a secret of no bytes', { webhook_secret: '=' }],
			['null for a secret', { webhook_secret: null }],
			['the word null for a secret', { webhook_secret: 'null' }],
			['a secret of one byte', { webhook_secret: 'YQ' }],
		])('that comes back with %s is a failure, and is taken back', async (_what, body) => {
			await answerWith('POST', '/webhooks$', { webhook_id: 'wh_1', ...body });
			if (!isOfVersion2) {
				// Version 1 would show the secret later.
				await hideSecret(2, {
					webhook_url: `${BASE}/webhook/5f1c2d0e-0000-4000-8000-000000000001/webhook`,
				});
			}
			const { error, staticData, created } = await trigger.register();
			expect(error?.message).toContain('answered without the secret of the webhook');
			expect(error?.message).toContain('The webhook could not be registered');
			expect(error?.message).toContain('It was deleted again.');
			expect([staticData, created]).toEqual([{}, false]);
			expect(await present()).toEqual([]);
		});

		if (isOfVersion2) {
			it.each([{}, { webhook_secret: 'c2VjcmV0' }, { webhook_id: '' }])(
				'that comes back without an ID is taken back: %j',
				async (body) => {
					await answerWith('POST', '/webhooks$', body);
					const { error } = await trigger.register();
					expect(error?.message).toContain('the ID of the webhook');
					expect(error?.message).toContain('It was deleted again.');
					expect(await present()).toEqual([]);
				},
			);

			it.each<[object, string]>([
				[{ status: 'disabled' }, 'an active webhook: it is "disabled"'],
				[{ webhook_url: OTHER_URL }, 'the address of this n8n: it names hooks.other.example'],
				[{ webhook_id: 'null' }, 'the ID of the webhook'],
			])('that comes back as another is taken back: %j', async (change, said) => {
				const webhook_secret = Buffer.alloc(32, 7).toString('base64url');
				await answerWith('POST', '/webhooks$', { webhook_id: 'wh_1', webhook_secret, ...change });
				const { error } = await trigger.register();
				expect(error?.message).toContain(said);
				expect(error?.message).toContain('It was deleted again.');
				expect(error?.message).not.toContain('key=1');
				expect(error?.description).not.toContain('secret');
				expect(await present()).toEqual([]);
			});

			it('that gets no answer is taken back as well', async () => {
				const path = '/webhooks$';
				await rig.sandbox.control.fault({
					vendor: 'explorium',
					method: 'POST',
					path,
					drop: 'after',
				});
				expect((await trigger.register()).error?.message).toContain('It was deleted again.');
				expect(await present()).toEqual([]);
			});

			it('that cannot be taken back says what to look for', async () => {
				await answerWith('POST', '/webhooks$', {});
				await rig.sandbox.control.fault({
					vendor: 'explorium',
					method: 'DELETE',
					times: 'always',
					status: 500,
				});
				const { error } = await trigger.register();
				const [{ name }] = await present();
				expect(error?.message).toContain(`Look in Explorium for a webhook named "${name}"`);
			});

			it('that was refused is not looked for', async () => {
				await rig.sandbox.control.fault({ vendor: 'explorium', method: 'POST', status: 422 });
				const { error } = await trigger.register();
				expect(error?.message).not.toContain('deleted');
				expect((await rig.requests()).map(({ method }) => method)).toEqual(['GET', 'POST']);
			});

			it('that needs a new secret and gets none sets the webhook back', async () => {
				await trigger.register();
				const [{ webhook_id }] = await present();
				await fetch(`${rig.sandbox.explorium}/v2/webhooks/${webhook_id}`, {
					method: 'PATCH',
					headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
					body: JSON.stringify({ status: 'disabled' }),
				});
				const before = await present();
				await answerWith('POST', '/rotate_secret$', {});
				const { error } = await (await open()).register();
				expect(error?.message).toContain('The webhook was set back to what it was.');
				const kept = ({ name, status, webhook_url }: (typeof before)[number]) => ({
					name,
					status,
					webhook_url,
				});
				expect((await present()).map(kept)).toEqual(before.map(kept));
			});
		} else {
			it('that comes back without its secret reads it', async () => {
				await answerWith('POST', '/webhooks$', {});
				const { error, staticData } = await trigger.register();
				expect(error).toBeNull();
				expect(staticData).toMatchObject({ webhook: { secret: expect.stringMatching(/.{40}/) } });
			});

			it('that took another one’s place puts it back', async () => {
				await fetch(`${rig.sandbox.explorium}/v1/webhooks`, {
					method: 'POST',
					headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
					body: JSON.stringify({
						partner_id: 'demo-partner',
						webhook_url: OTHER_URL,
						payload_format: 'stringified_json',
					}),
				});
				const own = `${BASE}/webhook/5f1c2d0e-0000-4000-8000-000000000001/webhook`;
				await answerWith('POST', '/webhooks$', {}, { times: 2 });
				await hideSecret(2, { webhook_url: own });
				const { error } = await (await open({ replaceExisting: true })).register();
				expect(error?.message).toContain('The address at hooks.other.example was registered again');
				expect(error?.message).not.toContain('key=1');
				expect(await present()).toEqual([
					expect.objectContaining({ webhook_url: OTHER_URL, payload_format: 'stringified_json' }),
				]);
			});

			it('does not replace what an answer of nothing hides', async () => {
				await rig.sandbox.control.fault({
					vendor: 'explorium',
					method: 'GET',
					status: 200,
					times: 'always',
					body: {},
				});
				const { error } = await trigger.register();
				expect(error?.message).toContain('answered without the webhook of the partner');
				expect((await rig.requests()).map(({ method }) => method)).not.toContain('POST');
			});
		}
	});

	describe('a delivery', () => {
		const event = {
			event_id: 'e1',
			event_name: TYPE,
			event_time: '2026-01-01T00:00:00Z',
			prospect_id: ID,
			data: { current_job_title: 'CEO' },
		};
		let secret: string;

		beforeEach(async () => {
			const { staticData } = await trigger.register();
			secret = (staticData as { webhook: { secret: string } }).webhook.secret;
		});

		async function deliver(content: unknown, key = secret) {
			const body = JSON.stringify(content);
			const timestamp = String(Math.floor(Date.now() / 1000));
			const signature = createHmac('sha256', Buffer.from(key, 'base64url'))
				.update(`${timestamp}.${body}`)
				.digest('base64')
				.replaceAll('+', '-')
				.replaceAll('/', '_');
			const headers = { 'x-timestamp': timestamp, 'x-signature': signature };
			const { status, output, error } = await trigger.call({ headers, body });
			expect(error).toBeNull();
			return { status, items: output?.flat().map(({ json }) => json) ?? null };
		}

		const two = [event, { ...event, event_id: 'e2' }];

		it.each<[string, unknown]>([
			['a list', two],
			['the text of a list', { text: JSON.stringify(two) }],
			['a list of texts', two.map((one) => ({ text: JSON.stringify(one) }))],
			['a list by its name', { events: two }],
			['a list of wrapped ones', two.map((one) => ({ event: one }))],
			['the text of a list by its name', { text: JSON.stringify({ events: two }) }],
			['a list with odd entries', [null, 'x', two[0], [], {}, { text: 'x' }, 7, two[1]]],
			['a list with repeats', [two[0], two[0], two[1], two[0]]],
		])('may be %s', async (_what, content) => {
			const { status, items } = await deliver(content);
			expect(status).toBe(200);
			expect(items?.map(({ event_id }) => event_id)).toEqual(['e1', 'e2']);
			expect(await deliver(content)).toEqual({ status: 200, items: null });
			const third = { ...event, event_id: 'e3' };
			expect((await deliver([...two, third])).items).toHaveLength(1);
		});

		it.each<[string, unknown]>([
			['an object', { event, enrollment_key: 'sales' }],
			['text', { event: JSON.stringify(event), enrollment_key: 'sales' }],
			['text in text', { text: JSON.stringify({ event, enrollment_key: 'sales' }) }],
		])('may hold its event as %s', async (_what, content) => {
			const { items } = await deliver(content);
			expect(items).toEqual([expect.objectContaining({ event_id: 'e1', enrollment_key: 'sales' })]);
			expect((await deliver(event)).items).toBeNull();
		});

		it('whose event is nested thousands of times costs that one alone', async () => {
			const deep: unknown = JSON.parse('{"a":'.repeat(3000) + '1' + '}'.repeat(3000));
			const odd = { ...event, event_id: '', data: deep };
			expect(await deliver({ text: JSON.stringify(odd) })).toEqual({ status: 200, items: null });
			const { status, items } = await deliver([odd, event]);
			expect([status, items?.map(({ event_id }) => event_id)]).toEqual([200, ['e1']]);
		});

		it('is no new one where a moment is written in another way', async () => {
			const bare = { ...event, event_id: '' };
			expect((await deliver(bare)).items).toHaveLength(1);
			const other = { ...bare, event_time: '2026-01-01 00:00:00+00:00' };
			expect((await deliver(other)).items).toBeNull();
		});

		it('gives of a list what is wanted', async () => {
			const other = { ...event, event_id: 'e2', event_name: 'prospect_job_start_anniversary' };
			expect((await deliver([other, event])).items).toHaveLength(1);
		});

		it.each<[string, object, object]>([
			['a numeric ID', { event_id: 17 }, { event_id: '17' }],
			[
				'another name for its type',
				{ event_name: undefined, event_type: TYPE },
				{ event_name: TYPE },
			],
			['a prospect in capitals', { prospect_id: ID.toUpperCase() }, { prospect_id: ID }],
			['data in a list', { data: [event.data] }, event.data],
		])('is read with %s', async (_what, change, expected) => {
			const { items } = await deliver({ ...event, ...change });
			expect(items).toEqual([expect.objectContaining(expected)]);
		});

		it('is new for another prospect or type, though the ID is the same', async () => {
			const other = { ...event, prospect_id: 'b'.repeat(40) };
			expect((await deliver(event)).items).toHaveLength(1);
			expect((await deliver(other)).items).toHaveLength(1);
			expect((await deliver({ ...event, prospect_id: ID.toUpperCase() })).items).toBeNull();
		});

		it.each([undefined, '', ' ', null])(
			'is told by what it says without an ID: %j',
			async (event_id) => {
				expect((await deliver({ ...event, event_id })).items).toHaveLength(1);
				const later = { ...event, event_id, event_time: '2026-02-01T00:00:00Z' };
				expect((await deliver(later)).items).toHaveLength(1);
				expect((await deliver({ ...event, event_id })).items).toBeNull();
			},
		);

		it.each([null, 7, 'text', [], [null], {}, { text: 'x' }, { events: [] }])(
			'of no event starts nothing, and is not asked for again: %j',
			async (content) => expect(await deliver(content)).toEqual({ status: 200, items: null }),
		);

		it.each(['', '!', '=='])(
			'is refused where the secret signs nothing: %j',
			async (webhookSecret) => {
				trigger = await rig.host.openWebhook({
					node: NODE,
					credentials: rig.credential(),
					parameters: { eventTypes: [TYPE] },
					staticData: { webhook: { version, id: 'wh_1', url: BASE, secret: webhookSecret } },
				});
				expect(await deliver(event, webhookSecret)).toEqual({ status: 401, items: null });
			},
		);
	});
});
