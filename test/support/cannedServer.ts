import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface CannedCall {
	method: string;
	path: string;
	body: unknown;
}

/** What the server answers a call with: a text is sent as it is, everything else as JSON. */
export interface Canned {
	status?: number;
	body?: unknown;
	/** Promises more bytes than it sends, and breaks the connection. */
	cut?: boolean;
}

export interface CannedServer {
	url: string;
	calls: CannedCall[];
	/** What to answer from now on. */
	answer: (call: CannedCall) => Canned;
	stop(): Promise<void>;
}

/** A vendor that answers what it is told to. */
export async function startCannedServer(): Promise<CannedServer> {
	const server = createServer(async (request, response) => {
		const sent = await text(request);
		const call = {
			method: request.method ?? '',
			path: request.url ?? '',
			body: sent === '' ? undefined : (JSON.parse(sent) as unknown),
		};
		canned.calls.push(call);
		const { status = 200, body, cut } = canned.answer(call);
		const content = typeof body === 'string' ? body : JSON.stringify(body ?? '');
		response.statusCode = status;
		response.setHeader('content-type', 'application/json');
		if (!cut) return response.end(body === undefined ? '' : content);
		response.setHeader('content-length', content.length);
		response.write(content.slice(0, 20));
		setTimeout(() => response.destroy(), 20);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const canned: CannedServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls: [],
		answer: () => ({}),
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return canned;
}
