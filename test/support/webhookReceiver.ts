import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedCall {
	path: string;
	headers: Record<string, string>;
	body: string;
}

export interface Receiver {
	/** Without a slash at its end. */
	url: string;
	calls: ReceivedCall[];
	stop(): Promise<void>;
}

/**
 * Listens on this machine for what the sandbox delivers.
 *
 * @param answer gives the status of the answer to a call; 200 unless told
 */
export async function startReceiver(
	answer: (call: ReceivedCall) => Promise<number> | number = () => 200,
): Promise<Receiver> {
	const calls: ReceivedCall[] = [];
	const server = createServer(async (request, response) => {
		const call = {
			path: request.url ?? '',
			headers: request.headers as Record<string, string>,
			body: await text(request),
		};
		calls.push(call);
		response.statusCode = await answer(call);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
