import type { FastifyRequest } from 'fastify';
import type { Sandbox } from '../core/context.ts';
import { refusal, unprocessable } from './errors.ts';

/** Refuses a call for its prospect ids where a fault or a switch says so. */
export function refuseIds(sandbox: Sandbox, request: FastifyRequest): void {
	const ids = (request.body as { prospect_ids?: unknown } | undefined)?.prospect_ids;
	if (!Array.isArray(ids)) return;
	if (request.trace.fault?.refuseIds === true) {
		const why = { msg: 'unknown prospect id', type: 'value_error' };
		throw unprocessable(
			...ids.map((_, index) => ({ loc: ['body', 'prospect_ids', index], ...why })),
		);
	}
	const number = sandbox.switches.explorium.poisonPerson;
	if (number === 0) return;
	const poison = sandbox.world.people[number - 1]?.id;
	if (ids.includes(poison)) throw refusal(400, 'The request could not be processed.');
}
