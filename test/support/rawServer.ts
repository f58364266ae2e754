import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';

/** A server whose answers the test writes itself, down to the way they break. */
export interface RawServer {
	url: string;
	port: number;
	/** What it was sent, as `POST /v1/things`. */
	calls: string[];
	/** How many connections were closed by the other side before their answer was complete. */
	closedEarly(): number;
	/** From now on. */
	answer(handler: Handler): void;
	stop(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** Starts one on a free port of this machine. */
export async function startRawServer(handler: Handler = () => {}): Promise<RawServer> {
	let current = handler;
	let closed = 0;
	const calls: string[] = [];
	const server = createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			calls.push(`${request.method} ${request.url}`);
			response.on('close', () => {
				if (!response.writableFinished) closed += 1;
			});
			current(request, response, calls.length);
		});
	});
	const port = await listen(server);
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		calls,
		closedEarly: () => closed,
		answer: (next) => {
			current = next;
			calls.length = 0;
			closed = 0;
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

/** @returns the port */
export async function listen(server: Server | NetServer): Promise<number> {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return (server.address() as AddressInfo).port;
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** Begins an answer of 200 and breaks the connection in the middle of its body. */
export function cutShort(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
	response.write('{"enrollments":[');
	setTimeout(() => response.destroy(), 20);
}

/** An answer of 200 that never ends. */
export function drip(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	const timer = setInterval(() => response.write(' '), 100);
	response.on('close', () => clearInterval(timer));
}
