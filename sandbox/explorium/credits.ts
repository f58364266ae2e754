import type { FastifyInstance, FastifyRequest } from 'fastify';
import { envelope } from './envelope.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { inVersion } from './schemas-v2.ts';
import { creditsAnswer, errorAnswers } from './schemas.ts';
import { VERSIONS } from './version.ts';

/** `GET /v1/credits` and `GET /v2/credits`: the account's credits, free of charge. */
export function creditRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	const answerOf = async (request: FastifyRequest) => ({
		...envelope(sandbox, request),
		allocated_credits: sandbox.world.explorium.credits.allocated,
		remaining_credits: sandbox.world.explorium.credits.remaining,
	});
	for (const version of VERSIONS) {
		const answer = inVersion(version, creditsAnswer);
		const schema = { response: { 200: answer, ...errorAnswers } };
		app.get(`/${version}/credits`, { schema }, answerOf);
	}
}
