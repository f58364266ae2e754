import type { FastifyInstance } from 'fastify';
import { DEFAULT_SCOPES } from '../outreach/scopes.ts';
import { issueTokens, tokenAnswer } from '../outreach/tokens.ts';
import type { Sandbox } from '../sandbox.ts';
import { ControlError } from './control-error.ts';

const tokensBody = {
	type: 'object',
	properties: {
		scopes: { type: 'array', items: { type: 'string' } },
		expiresInSeconds: { type: 'number' },
	},
	additionalProperties: false,
};

const expireBody = {
	type: 'object',
	properties: { access: { type: 'boolean' }, refresh: { type: 'boolean' } },
	additionalProperties: false,
};

const recordBody = { type: 'object' };

/** Tokens without the consent page, and records in states that the API cannot bring about. */
export function outreachRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.post('/outreach/tokens', { schema: { body: tokensBody } }, async (request) => {
		const { scopes = DEFAULT_SCOPES, expiresInSeconds } = request.body as {
			scopes?: string[];
			expiresInSeconds?: number;
		};
		const lifetime = expiresInSeconds === undefined ? {} : { expiresInSeconds };
		const now = sandbox.clock.now();
		return tokenAnswer(issueTokens(sandbox.world.outreach, scopes, now, lifetime));
	});

	app.post('/outreach/expire', { schema: { body: expireBody } }, async (request) => {
		const { access, refresh } = request.body as { access?: boolean; refresh?: boolean };
		const now = sandbox.clock.now();
		for (const pair of sandbox.world.outreach.tokens) {
			if (access === true) pair.accessExpiresAt = Math.min(pair.accessExpiresAt, now);
			if (refresh === true) pair.refreshExpiresAt = Math.min(pair.refreshExpiresAt, now);
		}
		return { ok: true };
	});

	app.post('/outreach/prospects/:id', { schema: { body: recordBody } }, async (request) => {
		const { id } = request.params as { id: string };
		const prospect = sandbox.world.outreach.records.prospect[Number(id)];
		if (prospect === undefined) throw new ControlError(404, `No Outreach prospect ${id}`);
		Object.assign(prospect.attributes, request.body);
		return { id: prospect.id, attributes: prospect.attributes };
	});
}
