import type { FastifyInstance } from 'fastify';
import type { Sandbox } from '../core/context.ts';
import { envelope } from './envelope.ts';
import { creditsAnswer, errorAnswers } from './schemas.ts';

/** `GET /v1/credits`: the account's credits, free of charge. */
export function creditRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	const schema = { response: { 200: creditsAnswer, ...errorAnswers } };
	app.get('/v1/credits', { schema }, async (request) => ({
		...envelope(sandbox, request),
		allocated_credits: sandbox.world.explorium.credits.allocated,
		remaining_credits: sandbox.world.explorium.credits.remaining,
	}));
}
