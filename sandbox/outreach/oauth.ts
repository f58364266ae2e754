import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { hexId } from '../core/hash.ts';
import { consentPage, errorPage } from './consent-page.ts';
import { OutreachError, sendError } from './errors.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { issueTokens, tokenAnswer } from './tokens.ts';
import type { TokenPair } from './state.ts';

const CLIENT_ID = 'demo-client-id';
const CLIENT_SECRET = 'demo-client-secret';

const CODE_SECONDS = 600;
const MINT_INTERVAL_MS = 60_000;

type Fields = Record<string, string | undefined>;

const text = { type: 'string' };

const tokenAnswerSchema = {
	type: 'object',
	properties: {
		access_token: text,
		token_type: { const: 'Bearer' },
		expires_in: { type: 'integer' },
		refresh_token: text,
		scope: text,
		created_at: { type: 'integer' },
	},
	required: ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope', 'created_at'],
	additionalProperties: false,
};

const oauthError = {
	type: 'object',
	properties: { error: text, error_description: text },
	required: ['error', 'error_description'],
	additionalProperties: false,
};

const tokenSchema = {
	body: {
		type: 'object',
		properties: {
			grant_type: text,
			client_id: text,
			client_secret: text,
			redirect_uri: text,
			code: text,
			refresh_token: text,
		},
		required: ['grant_type', 'client_id', 'client_secret'],
	},
	response: {
		200: tokenAnswerSchema,
		400: oauthError,
		401: oauthError,
		429: { type: 'object', required: ['errors'] },
	},
};

/** The authorization code flow: consent page, code exchange, refresh with rotation. */
export async function oauthRoutes(app: FastifyInstance, sandbox: OutreachSandbox): Promise<void> {
	await app.register(formbody);
	app.setErrorHandler((error, _request, reply) =>
		refuse(reply, 400, 'invalid_request', (error as Error).message),
	);

	app.get('/authorize', async (request, reply) => {
		const query = request.query as Fields;
		const problem = problemWith(query);
		reply.type('text/html; charset=utf-8');
		return problem === undefined ? consentPage(query) : reply.code(400).send(errorPage(problem));
	});

	app.post('/authorize', async (request, reply) => {
		const form = request.body as Fields;
		const problem = problemWith(form);
		if (problem !== undefined) {
			return reply.code(400).type('text/html; charset=utf-8').send(errorPage(problem));
		}
		const target = new URL(form.redirect_uri as string);
		if (form.decision === 'allow') target.searchParams.set('code', grant(sandbox, form));
		else target.searchParams.set('error', 'access_denied');
		if (form.state !== undefined) target.searchParams.set('state', form.state);
		return reply.redirect(target.toString(), 302);
	});

	app.post('/token', { schema: tokenSchema }, async (request, reply) => {
		const form = request.body as Fields;
		if (form.client_id !== CLIENT_ID || form.client_secret !== CLIENT_SECRET) {
			return refuse(reply, 401, 'invalid_client', 'Client authentication failed.');
		}
		if (form.grant_type === 'authorization_code') return exchange(sandbox, form, reply);
		if (form.grant_type === 'refresh_token') return refresh(sandbox, form, reply);
		return refuse(reply, 400, 'unsupported_grant_type', 'The grant type is not supported.');
	});
}

function problemWith(query: Fields): string | undefined {
	if (query.client_id !== CLIENT_ID) return 'The client_id is not known.';
	if (!/^https?:\/\//.test(query.redirect_uri ?? '')) return 'The redirect_uri is not valid.';
	if (query.response_type !== 'code') return 'The response_type must be "code".';
	return undefined;
}

/** Notes that the user allowed it, and makes the code to exchange for tokens. */
function grant(sandbox: OutreachSandbox, form: Fields): string {
	const state = sandbox.world.outreach;
	const now = sandbox.clock.now();
	const code = `code-${hexId(`code ${state.nextToken} ${now}`, 32)}`;
	state.nextToken += 1;
	state.codes.push({
		code,
		redirectUri: form.redirect_uri as string,
		scopes: (form.scope ?? '').split(/\s+/).filter(Boolean),
		expiresAt: now + CODE_SECONDS * 1000,
	});
	return code;
}

function exchange(sandbox: OutreachSandbox, form: Fields, reply: FastifyReply): unknown {
	const state = sandbox.world.outreach;
	const known = state.codes.find((one) => one.code === form.code);
	// A code works once, whatever comes of it.
	state.codes = state.codes.filter((one) => one !== known);
	if (known === undefined || known.expiresAt <= sandbox.clock.now()) {
		return refuse(reply, 400, 'invalid_grant', 'The authorization code is invalid or expired.');
	}
	if (known.redirectUri !== form.redirect_uri) {
		return refuse(reply, 400, 'invalid_grant', 'The redirect_uri does not match.');
	}
	return mint(sandbox, known.scopes, reply);
}

function refresh(sandbox: OutreachSandbox, form: Fields, reply: FastifyReply): unknown {
	const now = sandbox.clock.now();
	const pair = sandbox.world.outreach.tokens.find((one) => one.refreshToken === form.refresh_token);
	const usedUp = pair?.refreshUsed && sandbox.switches.outreach.refreshTokens === 'single-use';
	if (pair === undefined || usedUp || pair.refreshExpiresAt <= now) {
		const why = 'The refresh token is invalid, expired, revoked or was used before.';
		return refuse(reply, 400, 'invalid_grant', why);
	}
	return mint(sandbox, pair.scopes, reply, pair);
}

function mint(
	sandbox: OutreachSandbox,
	scopes: string[],
	reply: FastifyReply,
	used?: TokenPair,
): unknown {
	const state = sandbox.world.outreach;
	const now = sandbox.clock.now();
	// The first pair is the demo's, which nobody has asked for.
	const latest = Math.max(...state.tokens.slice(1).map((pair) => pair.createdAt), -Infinity);
	if (sandbox.switches.outreach.mintInterval && now - latest < MINT_INTERVAL_MS) {
		const again = new Date(latest + MINT_INTERVAL_MS).toISOString().slice(0, 19);
		const detail = `You have exceeded your permitted rate limit of 1; please try again at ${again}.`;
		const error = new OutreachError(429, 'rateLimitExceeded', 'Rate Limit Exceeded', detail);
		return sendError(sandbox, reply, error);
	}
	if (used !== undefined) used.refreshUsed = true;
	sandbox.counters.add('outreach', 'tokensIssued');
	return reply.send(tokenAnswer(issueTokens(state, scopes, now)));
}

function refuse(reply: FastifyReply, status: number, error: string, description: string): unknown {
	return reply.code(status).send({ error, error_description: description });
}
