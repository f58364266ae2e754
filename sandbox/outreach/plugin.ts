import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { commonBehavior } from '../core/common-behavior.ts';
import { authorize } from './access.ts';
import { accountWrites } from './account-writes.ts';
import { batchRoutes, unknownAttribute } from './batch-routes.ts';
import { apiBase, collectionRoutes } from './collections.ts';
import { CUSTOM_FIELDS } from './custom-fields.ts';
import { OutreachError, badParameter, invalid, sendError } from './errors.ts';
import { oauthRoutes } from './oauth.ts';
import { prospectWrites } from './prospect-writes.ts';
import { rateLimited, setLimitHeaders } from './rate-limit.ts';
import { recordWriteRoutes } from './record-writes.ts';
import type { RecordWrites } from './record-writes.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { errorAnswers, typesAnswer } from './schemas.ts';
import { sequenceStateRoutes } from './sequence-state-routes.ts';
import { settleOutreach } from './settle.ts';
import { taskWrites } from './task-writes.ts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** OAuth scopes a route needs. */
		scopes?: string[];
	}
}

/** The record types that can be created and changed one by one. */
const RECORD_WRITES: RecordWrites[] = [accountWrites, prospectWrites, taskWrites];

const MEDIA_TYPE = 'application/vnd.api+json';
const LONGEST_URL = 8192;

/** Outreach: OAuth under /oauth, the REST API (version 2) under /api/v2. */
export function outreachPlugin(sandbox: OutreachSandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		app.addHook('onSend', async (_request, reply, payload) => {
			setLimitHeaders(sandbox, reply);
			return payload;
		});
		commonBehavior(app, sandbox, 'outreach');
		app.setNotFoundHandler((_request, reply) =>
			sendError(
				sandbox,
				reply.type(MEDIA_TYPE),
				new OutreachError(404, 'resourceNotFound', 'Resource Not Found', 'No such route.'),
			),
		);
		await app.register(async (oauth) => oauthRoutes(oauth, sandbox), { prefix: '/oauth' });
		await app.register(async (api) => apiRoutes(api, sandbox), { prefix: '/api/v2' });
	};
}

function apiRoutes(app: FastifyInstance, sandbox: OutreachSandbox): void {
	app.addHook('preValidation', async (request, reply) => {
		reply.type(`${MEDIA_TYPE}; charset=utf-8`);
		settleOutreach(sandbox);
		authorize(sandbox, request, request.routeOptions.config.scopes ?? []);
		if (request.url.length > LONGEST_URL) {
			throw new OutreachError(414, 'uriTooLong', 'URI Too Long', 'The request line is too long.');
		}
	});
	app.addHook('preValidation', async (request, reply) => {
		requireMediaType(sandbox, request);
		return rateLimited(sandbox, reply);
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
		// Without a body the content type says nothing.
		if (body === '') return done(null, undefined);
		if (!isMediaType(request)) return done(unsupportedMediaType());
		try {
			done(null, JSON.parse(String(body)));
		} catch {
			done(new OutreachError(400, 'malformedJson', 'Malformed JSON', 'The body is not JSON.'));
		}
	});
	app.setErrorHandler((error, _request, reply) =>
		sendError(sandbox, reply, toOutreachError(error as FastifyError)),
	);
	collectionRoutes(app, sandbox);
	batchRoutes(app, sandbox);
	sequenceStateRoutes(app, sandbox);
	for (const writes of RECORD_WRITES) recordWriteRoutes(app, sandbox, writes);
	typesRoute(app);
	rootRoute(app, sandbox);
}

function isMediaType(request: FastifyRequest): boolean {
	return (request.headers['content-type'] ?? '').split(';')[0]?.trim() === MEDIA_TYPE;
}

function requireMediaType(sandbox: OutreachSandbox, request: FastifyRequest): void {
	if (request.method !== 'POST' || !sandbox.switches.outreach.contentTypeOnBodylessPost) return;
	if (!isMediaType(request)) throw unsupportedMediaType();
}

function unsupportedMediaType(): OutreachError {
	const detail = `Expected Content-Type header to be '${MEDIA_TYPE}'.`;
	return new OutreachError(415, 'unsupportedMediaType', 'Unsupported Media Type', detail);
}

function toOutreachError(error: FastifyError | OutreachError): OutreachError {
	if (error instanceof OutreachError) return error;
	const [first] = error.validation ?? [];
	if (first !== undefined) {
		const pointer = `${first.instancePath}/${String(first.params.additionalProperty ?? '')}`;
		if (error.validationContext !== 'body') return badParameter(error.message);
		if (
			first.keyword === 'additionalProperties' &&
			/^\/data\/attributes\/?$/.test(first.instancePath)
		) {
			return unknownAttribute(String(first.params.additionalProperty));
		}
		// What is wrong with the envelope is told of it as a whole.
		const isEnvelope = /^(\/data(\/(type|id))?)?$/.test(first.instancePath);
		return invalid(error.message, isEnvelope ? '/data' : pointer.replace(/\/$/, ''));
	}
	console.error(error);
	return new OutreachError(500, 'internalServerError', 'Internal Server Error', 'Something broke.');
}

/** `GET /types`: the custom fields the organization has set up. */
function typesRoute(app: FastifyInstance): void {
	app.get('/types', { schema: { response: { 200: typesAnswer, ...errorAnswers } } }, async () => ({
		data: Object.entries(CUSTOM_FIELDS).map(([type, validations]) => ({
			type,
			meta: { validations },
		})),
	}));
}

/** The root tells whom the token belongs to; its real shape is not published. */
function rootRoute(app: FastifyInstance, sandbox: OutreachSandbox): void {
	const answer = {
		type: 'object',
		required: ['data', 'meta'],
		properties: { data: { type: 'null' }, meta: { type: 'object' }, links: { type: 'object' } },
	};
	app.get('/', { schema: { response: { 200: answer, ...errorAnswers } } }, async (request) => {
		const user = sandbox.world.outreach.records.user[1];
		return {
			data: null,
			meta: {
				org: { name: 'Demo Organisation', shortname: 'demo' },
				user: { id: user?.id, email: user?.attributes.email },
			},
			links: { self: apiBase(request) },
		};
	});
}
