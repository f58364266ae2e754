import type { FastifyInstance } from 'fastify';
import type { Exchange } from '../core/recorder.ts';
import type { Sandbox } from '../sandbox.ts';
import { VENDORS } from '../vendors.ts';
import type { Vendor } from '../vendors.ts';
import { ControlError } from './control-error.ts';

const digits = { type: 'string', pattern: '^\\d{1,15}$' };

const listQuery = {
	type: 'object',
	properties: {
		vendor: { enum: VENDORS },
		since: digits,
		last: digits,
		failed: { const: '1' },
		bodies: { const: '0' },
	},
	additionalProperties: false,
};

interface ListQuery {
	vendor?: Vendor;
	since?: string;
	last?: string;
	failed?: '1';
	bodies?: '0';
}

const seqParams = { type: 'object', properties: { seq: digits }, required: ['seq'] };

/** The requests that the vendors got, and their answers. */
export function requestRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.get('/requests', { schema: { querystring: listQuery } }, async (request) => {
		const { vendor, since = '0', last, failed, bodies } = request.query as ListQuery;
		let found = sandbox.recorder.list(vendor, Number(since));
		if (failed === '1') found = found.filter(hasFailed);
		// Not slice(-last): a last of 0 would mean all of them.
		if (last !== undefined) found = found.slice(Math.max(0, found.length - Number(last)));
		return bodies === '0' ? found.map(withoutBodies) : found;
	});

	app.get('/requests/:seq', { schema: { params: seqParams } }, async (request) => {
		const { seq } = request.params as { seq: string };
		const found = sandbox.recorder.find(Number(seq));
		if (found === undefined) throw new ControlError(404, `Request ${seq} is not kept`);
		return found;
	});

	app.delete('/requests', async () => {
		sandbox.recorder.clear();
		return { ok: true };
	});
}

/** Whether there was no answer, or a refusal, or a fault hit the request. */
function hasFailed({ status, fault }: Exchange): boolean {
	return status === 0 || status >= 400 || fault !== null;
}

/** A line of a list: a body can hold thousands of records. */
function withoutBodies(exchange: Exchange): Partial<Exchange> {
	const { seq, at, vendor, method, path, query, status, durationMs, fault } = exchange;
	return { seq, at, vendor, method, path, query, status, durationMs, fault };
}
