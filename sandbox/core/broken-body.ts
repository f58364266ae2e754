import { gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';

/** What half a body is taken from when the answer has none. */
const SOME_BODY = '{"data":[]}';
const SETTLE_MS = 20;
const BOMB_BYTES = 60_000_000;

let padding: Buffer | undefined;

/** Sends the head and half of the body, then breaks the connection. */
export function breakHalfWay(
	reply: FastifyReply,
	payload: unknown,
	how: 'length' | 'chunked',
): void {
	const body = Buffer.from(textOf(payload));
	const { raw } = takeOver(reply);
	if (how === 'length') raw.setHeader('content-length', body.length);
	raw.writeHead(successOf(reply.statusCode));
	// Once the half has left, so that the client has read it when the connection breaks.
	raw.write(body.subarray(0, Math.floor(body.length / 2)), () => {
		setTimeout(() => raw.socket?.destroy(), SETTLE_MS).unref();
	});
}

/** Sends the body byte by byte, and blanks after it, until the client closes. */
export function drip(reply: FastifyReply, payload: unknown, everyMs: number): void {
	const body = Buffer.from(textOf(payload));
	const { raw } = takeOver(reply);
	raw.writeHead(successOf(reply.statusCode));
	raw.flushHeaders();
	let sent = 0;
	const timer = setInterval(() => {
		raw.write(sent < body.length ? body.subarray(sent, sent + 1) : ' ');
		sent += 1;
	}, everyMs).unref();
	raw.once('close', () => clearInterval(timer));
}

/** A gzip body that cannot be unpacked, or one that unpacks to 60 MB. */
export function gzipped(reply: FastifyReply, payload: unknown, how: 'damaged' | 'bomb'): Buffer {
	reply.header('content-encoding', 'gzip');
	reply.removeHeader('content-length');
	const packed = gzipSync(textOf(payload));
	if (how === 'bomb') {
		padding ??= gzipSync(Buffer.alloc(BOMB_BYTES, ' '));
		return Buffer.concat([packed, padding]);
	}
	// The head stays, so that a client takes it for gzip.
	return Buffer.from(packed.map((byte, index) => (index < 10 ? byte : byte ^ 0x5a)));
}

function textOf(payload: unknown): string {
	return typeof payload === 'string' && payload !== '' ? payload : SOME_BODY;
}

/** An answer without a body cannot break in the middle of it. */
function successOf(status: number): number {
	return status === 204 ? 200 : status;
}

/** The connection itself, with the headers that the answer was to have. */
function takeOver(reply: FastifyReply): FastifyReply {
	const headers = Object.entries(reply.getHeaders());
	reply.hijack();
	for (const [name, value] of headers) {
		if (name !== 'content-length' && value !== undefined) reply.raw.setHeader(name, value);
	}
	return reply;
}
