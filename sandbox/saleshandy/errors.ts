import type { FastifyReply } from 'fastify';
import type { SaleshandySandbox } from './sandbox.ts';

/** An answer other than a success. */
export class SaleshandyError extends Error {
	readonly status: number;
	readonly type: string;
	readonly code: number;
	/** Answered by the gateway before the application, whatever the switch says. */
	readonly gateway: boolean;

	constructor(status: number, type: string, code: number, message: string, gateway = false) {
		super(message);
		this.gateway = gateway;
		this.status = status;
		this.type = type;
		this.code = code;
	}
}

/** A body that the vendor's validation refuses; its texts come as a list in `message`. */
export class InvalidBody extends Error {
	readonly messages: string[];

	constructor(messages: string[]) {
		super(messages.join(', '));
		this.messages = messages;
	}
}

/** The attribute call's only documented refusal, with the vendor's own wording. */
export function attributeRefusal(): SaleshandyError {
	return new SaleshandyError(400, 'prospect', 50001, 'Failed to prospect attribute');
}

/** Sends an error in the form the switch says; the vendor documents only code and text. */
export function sendError(
	sandbox: SaleshandySandbox,
	reply: FastifyReply,
	error: SaleshandyError,
): unknown {
	const { status, type, code, message } = error;
	reply.code(status);
	if (error.gateway) return reply.send(gatewayBody(error));
	switch (sandbox.switches.saleshandy.errorBody) {
		case 'code-in-message':
			return reply.send({ message: `${code}: ${message}` });
		case 'status-code':
			return reply.send({ statusCode: status, message });
		case 'message-list':
			return reply.send({ message: [`${code}: ${message}`] });
		case 'text':
			return reply.type('text/plain').send(`${code}: ${message}`);
		case 'gateway':
			return reply.send(gatewayBody(error));
		default:
			return reply.send({ error: true, type, code, message });
	}
}

function gatewayBody({ code, message }: SaleshandyError): Record<string, unknown> {
	return { error: true, error_code: code, error_message: message };
}

/** Sends a refusal of the body in the form of the vendor's framework. */
export function sendInvalidBody(reply: FastifyReply, { messages }: InvalidBody): unknown {
	return reply.code(400).send({ statusCode: 400, message: messages, error: 'Bad Request' });
}
