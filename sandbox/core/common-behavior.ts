import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { altered } from './alteration.ts';
import { breakHalfWay, drip, gzipped } from './broken-body.ts';
import type { AnySandbox } from './core.ts';
import type { Fault } from './faults.ts';
import type { Exchange } from './recorder.ts';
import { checkReply } from './replies.ts';

/** What the sandbox notes about a request while it is being served. */
export interface Trace {
	/** When the request arrived, in milliseconds of `performance.now()`. */
	arrivedAt: number;
	fault?: Fault;
	/** The status that the vendor itself came to; null when a fault kept the request from it. */
	served: number | null;
	/** Set when a switch asked for an answer outside the schema, so it is not checked. */
	offContract: boolean;
	/** Set for answers that refuse a call for the rate, whatever their status. */
	rateLimited: boolean;
}

declare module 'fastify' {
	interface FastifyRequest {
		trace: Trace;
	}
}

/**
 * What all vendors' plugins have in common: counting, latency, faults, checking of replies,
 * recording and saving. Register it first, so that its hooks run before the vendor's own.
 */
export function commonBehavior(app: FastifyInstance, sandbox: AnySandbox, vendor: string): void {
	const prefixLength = `/${vendor}`.length;

	app.addHook('onRequest', async (request) => {
		request.trace = {
			arrivedAt: performance.now(),
			served: null,
			offContract: false,
			rateLimited: false,
		};
		sandbox.counters.add(vendor, 'requests');
		if (sandbox.latencyMs > 0) await delay(sandbox.latencyMs);
	});

	// Once the body has been read, so that it is recorded, and before anything is made of it.
	app.addHook('preValidation', async (request, reply) => {
		const path = vendorPath(request, prefixLength);
		const fault = sandbox.faults.match(vendor, request.method, path);
		if (fault === undefined) return;
		request.trace.fault = fault;
		sandbox.counters.add(vendor, 'faults');
		if (fault.latencyMs !== undefined) await delay(fault.latencyMs);
		if (fault.drop === 'before' || (fault.hang === true && fault.applyFirst !== true)) {
			watchClose(request, record(request, reply, 0, null));
			return silence(request, reply, fault);
		}
		// Sending here skips the handler; onSend still runs and adds the vendor's headers.
		if (isInstead(fault)) return reply.send('');
	});

	app.addHook('preSerialization', async (request, reply, payload) => {
		if (request.trace.fault !== undefined || request.trace.offContract) return payload;
		return checkReply(sandbox, request, reply, payload);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const { fault } = request.trace;
		if (fault === undefined || !isInstead(fault)) request.trace.served = reply.statusCode;
		if (fault === undefined) return payload;
		if (fault.drop === 'after' || fault.hang === true) {
			watchClose(request, record(request, reply, 0, payload));
			return silence(request, reply, fault);
		}
		const answer = hasAnswer(fault) ? substitute(reply, fault, payload) : payload;
		const body = damaged(fault, reply, answer);
		for (const [name, value] of Object.entries(fault.headers ?? {})) reply.header(name, value);
		for (const name of fault.omitHeaders ?? []) reply.removeHeader(name);
		if (fault.breakBody === undefined && fault.dripMs === undefined) return body;
		watchClose(request, record(request, reply, reply.statusCode, body));
		if (fault.dripMs !== undefined) drip(reply, body, fault.dripMs);
		else if (fault.breakBody !== undefined) breakHalfWay(reply, body, fault.breakBody);
		return new Promise<never>(() => {});
	});

	app.addHook('onSend', async (request, reply, payload) => {
		if (reply.statusCode === 429 || request.trace.rateLimited) {
			sandbox.counters.add(vendor, 'tooManyRequests');
		}
		record(request, reply, reply.statusCode, payload);
		if (request.method !== 'GET') sandbox.writer.changed();
		return payload;
	});

	function record(
		request: FastifyRequest,
		reply: FastifyReply,
		status: number,
		payload: unknown,
	): Exchange {
		const { fault, arrivedAt, served } = request.trace;
		const isEndless = fault?.hang === true || fault?.dripMs !== undefined;
		return sandbox.recorder.add({
			at: new Date(sandbox.clock.now()).toISOString(),
			vendor,
			method: request.method,
			path: vendorPath(request, prefixLength),
			query: { ...(request.query as Record<string, unknown>) },
			requestHeaders: request.headers,
			requestBody: request.body ?? null,
			status,
			responseHeaders: { ...reply.getHeaders() },
			responseBody: parsed(payload),
			durationMs: isEndless ? null : Math.round(performance.now() - arrivedAt),
			fault: fault?.id ?? null,
			served,
			closedByClientMs: null,
		});
	}
}

function vendorPath(request: FastifyRequest, prefixLength: number): string {
	return (request.url.split('?')[0] ?? '').slice(prefixLength);
}

/** Whether the fault brings its own answer. */
function hasAnswer(fault: Fault): boolean {
	return fault.status !== undefined || fault.body !== undefined;
}

/** Whether the fault answers instead of the vendor, which the request then never reaches. */
function isInstead(fault: Fault): boolean {
	return hasAnswer(fault) && fault.applyFirst !== true;
}

/** Notes when the client gives up on an answer that has no end. */
function watchClose(request: FastifyRequest, exchange: Exchange): void {
	request.raw.socket.once('close', () => {
		exchange.closedByClientMs = Math.round(performance.now() - request.trace.arrivedAt);
	});
}

/** The body with what the fault does to it. */
function damaged(fault: Fault, reply: FastifyReply, body: unknown): unknown {
	if (typeof body !== 'string') return body;
	const isSuccess = reply.statusCode < 300;
	const text = fault.alter !== undefined && isSuccess ? altered(body, fault.alter) : body;
	if (fault.gzip !== undefined) return gzipped(reply, text, fault.gzip);
	return fault.truncate === true ? text.slice(0, Math.floor(text.length / 2)) : text;
}

/** The fault's own answer. */
function substitute(reply: FastifyReply, fault: Fault, payload: unknown): unknown {
	if (fault.status !== undefined) reply.code(fault.status);
	if (fault.body === undefined) return fault.status === undefined ? payload : '';
	const isText = typeof fault.body === 'string';
	reply.header('content-type', isText ? 'text/html; charset=utf-8' : 'application/json');
	return isText ? fault.body : JSON.stringify(fault.body);
}

/** Leaves the client without an answer: at once, or for as long as it cares to wait. */
function silence(request: FastifyRequest, reply: FastifyReply, fault: Fault): Promise<never> {
	reply.hijack();
	if (fault.hang !== true) request.raw.socket.destroy();
	return new Promise<never>(() => {});
}

function parsed(payload: unknown): unknown {
	if (payload === null || payload === undefined || payload === '') return null;
	if (typeof payload !== 'string') return null;
	try {
		return JSON.parse(payload) as unknown;
	} catch {
		return payload;
	}
}
