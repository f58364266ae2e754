import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkConnectivity } from './connectivity.ts';
import type { Simulation } from './connectivity.ts';
import type { DeliveringSandbox } from './deliveries.ts';
import { envelope } from './envelope.ts';
import { refusal, unprocessable } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import {
	checkWebhookBody,
	contextOnlyAnswerV2,
	createWebhookBody,
	deletedWebhookAnswer,
	errorAnswersV2,
	newWebhookAnswer,
	patchWebhookBody,
	rotatedAnswer,
	webhookAnswer,
	webhooksAnswer,
} from './schemas-v2.ts';
import type { Webhook } from './state.ts';
import { addWebhook, nextSecret, PARTNER_ID, secretShown, webhookIdOf } from './webhook-store.ts';
import type { WebhookFields } from './webhook-store.ts';

const PATH = '/v2/webhooks';
const ONE = `${PATH}/:webhook_id`;
const MOST_WEBHOOKS = 10;

/** The webhooks of version 2: several, with names; a secret is shown only when it is made. */
export function webhookRoutesV2(app: FastifyInstance, sandbox: DeliveringSandbox): void {
	const answers = (ok: object) => ({ 200: ok, ...errorAnswersV2 });

	app.post(
		PATH,
		{ schema: { body: createWebhookBody, response: { 201: newWebhookAnswer, ...errorAnswersV2 } } },
		async (request, reply) => {
			const state = sandbox.world.explorium;
			const fields = request.body as WebhookFields;
			checkName(sandbox, fields.name);
			if (state.webhooks.length >= MOST_WEBHOOKS) {
				throw refusal(409, `The tenant has ${MOST_WEBHOOKS} webhooks already.`);
			}
			const webhook = addWebhook(state, fields, sandbox.clock.now());
			const secret = secretShown(sandbox, webhook);
			if (!('webhook_secret' in secret)) request.trace.offContract = true;
			const body = { ...envelope(sandbox, request), ...shown(webhook), ...secret };
			return reply.code(201).send(body);
		},
	);

	app.get(PATH, { schema: { response: answers(webhooksAnswer) } }, async (request) => {
		const { status } = request.query as { status?: string };
		const { webhooks } = sandbox.world.explorium;
		const wanted = webhooks.filter((one) => status === undefined || one.status === status);
		return { ...envelope(sandbox, request), webhooks: wanted.map(shown) };
	});

	app.get(ONE, { schema: { response: answers(webhookAnswer) } }, async (request) => ({
		...envelope(sandbox, request),
		...shown(find(sandbox, request)),
	}));

	app.patch(
		ONE,
		{ schema: { body: patchWebhookBody, response: answers(webhookAnswer) } },
		async (request) => {
			const webhook = find(sandbox, request);
			const changes = request.body as Partial<Webhook>;
			if (changes.name !== undefined) checkName(sandbox, changes.name, webhook);
			const last_modified_time = new Date(sandbox.clock.now()).toISOString();
			Object.assign(webhook, changes, { last_modified_time });
			return { ...envelope(sandbox, request), ...shown(webhook) };
		},
	);

	app.delete(ONE, { schema: { response: answers(deletedWebhookAnswer) } }, async (request) => {
		const webhook = find(sandbox, request);
		const state = sandbox.world.explorium;
		const users = state.enrollments.filter((one) => webhookIdOf(state, one) === webhook.webhook_id);
		if (users.length > 0 && (request.query as { force?: string }).force !== 'true') {
			throw refusal(409, 'The webhook is in use by enrollments.');
		}
		for (const one of users) {
			Object.assign(one, { webhook_id: webhook.webhook_id, status: 'paused' });
		}
		state.webhooks = state.webhooks.filter((one) => one !== webhook);
		const affected_enrollment_ids = users.map(({ enrollment_id }) => enrollment_id);
		return { ...envelope(sandbox, request), affected_enrollment_ids };
	});

	app.post(
		`${ONE}/rotate_secret`,
		{ schema: { response: answers(rotatedAnswer) } },
		async (request) => {
			const webhook = find(sandbox, request);
			webhook.webhook_secret = nextSecret(sandbox.world.explorium);
			const { webhook_id, webhook_secret } = webhook;
			return { ...envelope(sandbox, request), webhook_id, webhook_secret };
		},
	);

	app.post(
		`${ONE}/check_connectivity`,
		{ schema: { body: checkWebhookBody, response: answers(contextOnlyAnswerV2) } },
		async (request) => {
			const webhook = find(sandbox, request);
			await checkConnectivity(sandbox, webhook, (request.body as Simulation).simulation);
			return envelope(sandbox, request);
		},
	);
}

function find(sandbox: ExploriumSandbox, request: FastifyRequest): Webhook {
	const { webhook_id: id } = request.params as { webhook_id: string };
	const webhook = sandbox.world.explorium.webhooks.find((one) => one.webhook_id === id);
	if (webhook === undefined) throw refusal(404, `Webhook ${id} was not found.`);
	return webhook;
}

function checkName(sandbox: ExploriumSandbox, name: string, self?: Webhook): void {
	const { webhooks } = sandbox.world.explorium;
	if (!webhooks.some((one) => one !== self && one.name === name)) return;
	const msg = 'a webhook with this name exists already';
	throw unprocessable({ loc: ['body', 'name'], msg, type: 'value_error' });
}

function shown({ webhook_secret: _, ...webhook }: Webhook): object {
	const scope = webhook.legacy
		? { type: 'partner', id: PARTNER_ID }
		: { type: 'tenant', id: 'demo-tenant' };
	return { ...webhook, scope };
}
