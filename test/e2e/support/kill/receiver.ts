import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOST } from '../../../../playground/src/ports.ts';

/** Slow enough that a kill often lands in the middle of an execution. */
const ANSWER_AFTER_MS = 300;

export interface Receiver {
	url: string;
	/** How often each event arrived. */
	times: Map<string, number>;
	stop(): Promise<void>;
}

/** The system that the workflow tells about events: it counts them. */
export async function startReceiver(): Promise<Receiver> {
	const times = new Map<string, number>();
	const server = createServer(async (request, response) => {
		const { event_id: id } = JSON.parse(await text(request)) as { event_id: string };
		times.set(id, (times.get(id) ?? 0) + 1);
		await sleep(ANSWER_AFTER_MS);
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	return {
		url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
		times,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
