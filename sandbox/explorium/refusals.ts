import type { FastifyRequest } from 'fastify';
import { refusal, unprocessable } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';

/** Refuses a call for its prospect ids where a fault or a switch says so. */
export function refuseIds(sandbox: ExploriumSandbox, request: FastifyRequest): void {
	const body = request.body as { prospect_ids?: unknown; business_ids?: unknown } | undefined;
	const field = body?.business_ids === undefined ? 'prospect_ids' : 'business_ids';
	const ids = body?.[field];
	if (!Array.isArray(ids)) return;
	if (request.trace.fault?.refuseIds === true) {
		const why = { msg: 'unknown id', type: 'value_error' };
		throw unprocessable(...ids.map((_, index) => ({ loc: ['body', field, index], ...why })));
	}
	const number = sandbox.switches.explorium.poisonPerson;
	if (number === 0) return;
	const poison = sandbox.world.people[number - 1]?.id;
	if (ids.includes(poison)) throw refusal(400, 'The request could not be processed.');
}
