import { setTimeout as sleep } from 'node:timers/promises';
import { serveJson, type WebServer } from '../web-server';

/** Slow enough that a kill often lands in the middle of an execution. */
const ANSWER_AFTER_MS = 300;

export interface Receiver extends WebServer {
	/** How often each event arrived. */
	times: Map<string, number>;
}

/** The system that the workflow tells about events: it counts them. */
export async function startReceiver(): Promise<Receiver> {
	const times = new Map<string, number>();
	const server = await serveJson(async (body) => {
		const { event_id: id } = body as { event_id: string };
		times.set(id, (times.get(id) ?? 0) + 1);
		await sleep(ANSWER_AFTER_MS);
		return {};
	});
	return { ...server, times };
}
