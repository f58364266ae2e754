import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { HOST } from '../../../playground/src/ports.ts';

export interface WebServer {
	url: string;
	stop(): Promise<void>;
}

/** A server on this machine that takes JSON and gives JSON. */
export async function serveJson(answer: (body: unknown) => unknown): Promise<WebServer> {
	const server = createServer(async (request, response) => {
		const sent = await text(request);
		const body = await answer(sent === '' ? undefined : JSON.parse(sent));
		response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	return {
		url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
