import type { FastifyReply } from 'fastify';
import type { OutreachSandbox } from './sandbox.ts';

/** An answer other than a success. */
export class OutreachError extends Error {
	readonly status: number;
	readonly id: string;
	readonly title: string;
	readonly pointer: string | undefined;

	constructor(status: number, id: string, title: string, detail: string, pointer?: string) {
		super(detail);
		this.status = status;
		this.id = id;
		this.title = title;
		this.pointer = pointer;
	}
}

/** A 422: the model refuses, or the action cannot be done. */
export function invalid(detail: string, pointer?: string): OutreachError {
	return new OutreachError(422, 'validationError', 'Validation Error', detail, pointer);
}

/** What the vendor says of a text that is too long. */
export const TOO_LONG = 'Data provided is too long.';

/** A 422 for a text that is too long; it does not say which one. */
export function tooLong(): OutreachError {
	return new OutreachError(
		422,
		'validationDataTooLongError',
		'Validation Data Too Long Error',
		TOO_LONG,
	);
}

/** A 404 for a record. */
export function notFound(type: string, id: unknown): OutreachError {
	const detail = `Could not find '${type}' with ID '${String(id)}'.`;
	return new OutreachError(404, 'resourceNotFound', 'Resource Not Found', detail);
}

/** A 400 for a query the vendor does not take. */
export function badParameter(detail: string): OutreachError {
	return new OutreachError(400, 'invalidParameter', 'Invalid Parameter', detail);
}

/** Sends an error as JSON:API does, with its text where the switch says. */
export function sendError(
	sandbox: OutreachSandbox,
	reply: FastifyReply,
	error: OutreachError,
): unknown {
	const form = sandbox.switches.outreach.errorText;
	reply.code(error.status);
	if (error.status === 401) {
		const body = sandbox.switches.outreach.unauthorizedBody;
		if (body === 'empty') return reply.send('');
		if (body === 'html') return reply.type('text/html').send('<h1>401 Unauthorized</h1>');
	}
	const entry = {
		id: error.id,
		title: error.title,
		[form === 'details' ? 'details' : 'detail']: error.message,
		...(error.pointer === undefined ? {} : { source: { pointer: error.pointer } }),
	};
	const second = { id: error.id, title: error.title, detail: 'There is a second problem.' };
	return reply.send({ errors: form === 'several' ? [entry, second] : [entry] });
}
