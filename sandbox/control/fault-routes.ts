import type { FastifyInstance } from 'fastify';
import { ALTERATIONS } from '../core/alteration.ts';
import type { FaultOrder } from '../core/faults.ts';
import type { Sandbox } from '../sandbox.ts';
import { VENDORS } from '../vendors.ts';
import { ControlError } from './control-error.ts';

const faultBody = {
	type: 'object',
	properties: {
		vendor: { enum: VENDORS },
		method: { type: 'string' },
		path: { type: 'string' },
		times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'always' }] },
		after: { type: 'integer', minimum: 0 },
		every: { type: 'integer', minimum: 1 },
		status: { type: 'integer', minimum: 200, maximum: 599 },
		body: {},
		headers: { type: 'object', additionalProperties: { type: 'string' } },
		latencyMs: { type: 'number', minimum: 0 },
		drop: { enum: ['before', 'after'] },
		truncate: { type: 'boolean' },
		breakBody: { enum: ['length', 'chunked'] },
		dripMs: { type: 'number', minimum: 1 },
		gzip: { enum: ['damaged', 'bomb'] },
		alter: { enum: ALTERATIONS },
		omitHeaders: { type: 'array', items: { type: 'string' } },
		refuseIds: { type: 'boolean' },
		hang: { type: 'boolean' },
		applyFirst: { type: 'boolean' },
	},
	required: ['vendor'],
	additionalProperties: false,
};

const idParams = {
	type: 'object',
	properties: { id: { type: 'string', pattern: '^\\d{1,15}$' } },
	required: ['id'],
};

/** Ordering failures, and calling them off. */
export function faultRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.post('/faults', { schema: { body: faultBody } }, async (request) => {
		try {
			return { id: sandbox.faults.add(request.body as FaultOrder).id };
		} catch (error) {
			throw new ControlError(400, (error as Error).message);
		}
	});

	app.delete('/faults', async () => {
		sandbox.faults.clear();
		return { ok: true };
	});

	app.delete('/faults/:id', { schema: { params: idParams } }, async (request) => {
		const { id } = request.params as { id: string };
		if (!sandbox.faults.remove(Number(id))) throw new ControlError(404, `There is no fault ${id}`);
		return { ok: true };
	});
}
