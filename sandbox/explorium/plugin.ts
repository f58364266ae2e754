import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { commonBehavior } from '../core/common-behavior.ts';
import { contactRoutes } from './contacts.ts';
import { creditRoutes } from './credits.ts';
import type { DeliveringSandbox } from './deliveries.ts';
import { enrollmentRoutesV2 } from './enrollments-v2.ts';
import { enrollmentRoutes } from './enrollments.ts';
import { ExploriumError, refusal, unprocessable } from './errors.ts';
import { eventRoutes } from './events.ts';
import { firmographicRoutes } from './firmographics.ts';
import { matchRoutes } from './match.ts';
import { profileRoutes } from './profiles.ts';
import { complaintsOf } from './pydantic.ts';
import { refuseIds } from './refusals.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { PARTNER_ID } from './webhook-store.ts';
import { webhookRoutesV1 } from './webhooks-v1.ts';
import { webhookRoutesV2 } from './webhooks-v2.ts';

const EXPLORIUM_KEY = 'demo-explorium-key';

const PARTNER_HEADERS = ['x-context-partner-id', 'partner-id', 'partner_id'];

/** Explorium's API, versions 1 and 2. */
export function exploriumPlugin(sandbox: DeliveringSandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		app.addHook('onSend', async (_request, reply, payload) => {
			setLimitHeaders(sandbox, reply);
			return payload;
		});
		commonBehavior(app, sandbox, 'explorium');
		app.addHook('preValidation', async (request) => authorize(sandbox, request));
		app.addHook('preValidation', async (request, reply) => limitRate(sandbox, request, reply));
		app.addHook('preValidation', async (request) => refuseIds(sandbox, request));
		acceptJsonOnly(app);
		app.setErrorHandler((error, request, reply) => {
			const { status, body } = toAnswer(error, request);
			return reply.code(status).send(body);
		});
		app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not Found' }));
		eventRoutes(app, sandbox);
		enrollmentRoutes(app, sandbox);
		enrollmentRoutesV2(app, sandbox);
		matchRoutes(app, sandbox);
		contactRoutes(app, sandbox);
		profileRoutes(app, sandbox);
		firmographicRoutes(app, sandbox);
		creditRoutes(app, sandbox);
		webhookRoutesV1(app, sandbox);
		webhookRoutesV2(app, sandbox);
	};
}

function acceptJsonOnly(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
		if (body === '') return done(null, undefined);
		// FastAPI takes a body of any other type as text, which then is no object.
		if (!(request.headers['content-type'] ?? '').includes('json')) return done(null, body);
		try {
			done(null, JSON.parse(String(body)));
		} catch {
			const loc = ['body', 0];
			done(unprocessable({ loc, msg: 'Expecting value', type: 'value_error.jsondecode' }));
		}
	});
}

function authorize(sandbox: ExploriumSandbox, request: FastifyRequest): void {
	if (request.headers['api_key'] !== EXPLORIUM_KEY) {
		throw refusal(401, 'Invalid or missing API key.');
	}
	if (!sandbox.switches.explorium.partnerRequired) return;
	const partner = PARTNER_HEADERS.map((name) => request.headers[name]).find(Boolean);
	const hint =
		'Please set it in one of these headers: X-Context-Partner-ID, partner-id, partner_id.';
	if (partner === undefined) throw refusal(401, `Partner ID is missing. ${hint}`);
	if (partner !== PARTNER_ID) throw refusal(401, `Partner ID is invalid. ${hint}`);
}

function limitRate(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	reply: FastifyReply,
): unknown {
	const state = sandbox.limits.explorium.take(EXPLORIUM_KEY, entitiesIn(request.body));
	if (state === null || state.allowed) return undefined;
	const seconds = state.retryAfterSeconds;
	const form = sandbox.switches.explorium.tooManyRequests;
	reply.code(429);
	if (form !== 'no-retry-after') reply.header('retry-after', String(seconds));
	if (form === 'not-json') return reply.type('text/html').send('<h1>429 Too Many Requests</h1>');
	if (form === 'body-b') {
		return reply.send({
			code: 429,
			message: 'Rate limit exceeded. Please retry after the specified time.',
			retry_after: seconds,
		});
	}
	return reply.send({
		error: 'rate_limit_exceeded',
		message: `API rate limit exceeded. Please retry after ${seconds} seconds.`,
		retry_after: seconds,
	});
}

/** Bulk calls count every row; all others count one. */
function entitiesIn(body: unknown): number {
	const lists = body as Record<string, unknown> | undefined;
	const list = lists?.prospect_ids ?? lists?.business_ids ?? lists?.prospects_to_match;
	return Array.isArray(list) ? Math.max(1, list.length) : 1;
}

function setLimitHeaders(sandbox: ExploriumSandbox, reply: FastifyReply): void {
	const state = sandbox.limits.explorium.peek(EXPLORIUM_KEY);
	if (state === null) return;
	reply.header('x-ratelimit-limit', String(state.limit));
	reply.header('x-ratelimit-remaining', String(state.remaining));
	reply.header('x-ratelimit-reset', String(Math.ceil(state.resetAt / 1000)));
}

function toAnswer(error: unknown, request: FastifyRequest): ExploriumError {
	if (error instanceof ExploriumError) return error;
	const { validation } = error as { validation?: Parameters<typeof complaintsOf>[0] };
	if (validation !== undefined) return unprocessable(...complaintsOf(validation, request.body));
	console.error(error);
	return refusal(500, 'An internal server error occurred');
}
