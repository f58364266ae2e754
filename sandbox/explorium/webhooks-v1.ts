import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkConnectivity } from './connectivity.ts';
import type { Simulation } from './connectivity.ts';
import type { DeliveringSandbox } from './deliveries.ts';
import { envelope } from './envelope.ts';
import { refusal } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { errorAnswers } from './schemas.ts';
import type { Webhook } from './state.ts';
import {
	checkConnectivityBody,
	contextOnlyAnswer,
	partnerWebhookAnswer,
	registerWebhookBody,
} from './webhook-schemas.ts';
import { addWebhook, legacyWebhook, nextSecret, PARTNER_ID, secretShown } from './webhook-store.ts';

const PATH = '/v1/webhooks';

type PartnerParams = { partner_id: string };

/** The webhook of version 1: one for each partner, shown with its secret. */
export function webhookRoutesV1(app: FastifyInstance, sandbox: DeliveringSandbox): void {
	const shown = { 200: partnerWebhookAnswer, ...errorAnswers };
	const context = { 200: contextOnlyAnswer, ...errorAnswers };

	app.post(PATH, { schema: { body: registerWebhookBody, response: shown } }, async (request) => {
		const { partner_id, ...fields } = request.body as PartnerParams & Pick<Webhook, 'webhook_url'>;
		checkPartner(partner_id);
		const state = sandbox.world.explorium;
		const now = sandbox.clock.now();
		const known = legacyWebhook(state);
		// Registering again overrides everything, the secret included.
		const webhook =
			known === undefined
				? addWebhook(state, { name: 'Legacy webhook', legacy: true, ...fields }, now)
				: Object.assign(known, {
						payload_format: 'json',
						headers: undefined,
						...fields,
						webhook_secret: nextSecret(state),
						last_modified_time: new Date(now).toISOString(),
					});
		return answerOf(sandbox, request, webhook);
	});

	app.get(`${PATH}/:partner_id`, { schema: { response: shown } }, async (request) => {
		const webhook = find(sandbox, (request.params as PartnerParams).partner_id);
		if (webhook !== undefined) return answerOf(sandbox, request, webhook);
		if (sandbox.switches.explorium.noWebhook === '404') throw notFound();
		request.trace.offContract = true;
		return envelope(sandbox, request, 'miss');
	});

	app.delete(`${PATH}/:partner_id`, { schema: { response: context } }, async (request) => {
		const webhook = find(sandbox, (request.params as PartnerParams).partner_id);
		if (webhook === undefined) throw notFound();
		const state = sandbox.world.explorium;
		state.webhooks = state.webhooks.filter((one) => one !== webhook);
		return envelope(sandbox, request);
	});

	app.post(
		`${PATH}/check_connectivity`,
		{ schema: { body: checkConnectivityBody, response: context } },
		async (request) => {
			const { partner_id, simulation } = request.body as PartnerParams & Simulation;
			const webhook = find(sandbox, partner_id);
			if (webhook === undefined) throw notFound();
			await checkConnectivity(sandbox, webhook, simulation);
			return envelope(sandbox, request);
		},
	);
}

const notFound = () => refusal(404, 'No webhook is registered for this partner.');

function checkPartner(partnerId: string): void {
	if (partnerId !== PARTNER_ID) throw refusal(401, 'Partner ID is invalid.');
}

function find(sandbox: ExploriumSandbox, partnerId: string): Webhook | undefined {
	checkPartner(partnerId);
	return legacyWebhook(sandbox.world.explorium);
}

function answerOf(sandbox: ExploriumSandbox, request: FastifyRequest, webhook: Webhook): unknown {
	const { created_at, last_modified_time, webhook_url } = webhook;
	const { headers, payload_format } = webhook;
	if (sandbox.switches.explorium.webhookSecret === 'absent') request.trace.offContract = true;
	return {
		...envelope(sandbox, request),
		created_at,
		last_modified_time,
		webhook_url,
		...secretShown(sandbox, webhook),
		headers,
		payload_format,
	};
}
