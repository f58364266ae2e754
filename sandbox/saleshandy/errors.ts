import type { FastifyReply } from 'fastify';
import type { Sandbox } from '../core/context.ts';

/** An answer other than a success. */
export class SaleshandyError extends Error {
	readonly status: number;
	readonly type: string;
	readonly code: number;

	constructor(status: number, type: string, code: number, message: string) {
		super(message);
		this.status = status;
		this.type = type;
		this.code = code;
	}
}

/** The attribute call's only documented refusal, with the vendor's own wording. */
export function attributeRefusal(): SaleshandyError {
	return new SaleshandyError(400, 'prospect', 50001, 'Failed to prospect attribute');
}

/** Sends an error in the form the switch says; the vendor documents only code and text. */
export function sendError(sandbox: Sandbox, reply: FastifyReply, error: SaleshandyError): unknown {
	const { status, type, code, message } = error;
	reply.code(status);
	switch (sandbox.switches.saleshandy.errorBody) {
		case 'code-in-message':
			return reply.send({ message: `${code}: ${message}` });
		case 'status-code':
			return reply.send({ statusCode: status, message });
		case 'message-list':
			return reply.send({ message: [`${code}: ${message}`] });
		case 'text':
			return reply.type('text/plain').send(`${code}: ${message}`);
		default:
			return reply.send({ error: true, type, code, message });
	}
}
