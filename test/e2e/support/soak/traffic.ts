import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random';
import type { RunningDemo } from '../running-demo';
import { pickFault } from './faults';
import { heapSince, memoryOf, type Sample } from './memory';

const BETWEEN_EVENTS_MS = 3000;
/** A person who moves takes the job change workflow some thirty calls. */
const BETWEEN_MOVES_MS = 20_000;
const BETWEEN_FAULTS_MS = 4000;
const BETWEEN_SAMPLES_MS = 5000;
/** Some events are found out about later. */
const LATEST_DISCOVERY_S = 20;

/** Everybody changes job once at most, so that what is right in the end does not depend on an order. */
export const peopleFor = (minutes: number): number =>
	Math.ceil((minutes * 60_000) / BETWEEN_EVENTS_MS);

/** People who move, of whom the same is true. */
export const moversFor = (minutes: number): number =>
	Math.ceil((minutes * 60_000) / BETWEEN_MOVES_MS);

/** What was done to the demo while it ran. */
export interface Traffic {
	/** By the id of the event: whom it is about. */
	changed: Map<string, string>;
	/** By its name: how often a failure was ordered. */
	faults: Map<string, number>;
	samples: Sample[];
	/** What n8n's heap held after each collection, in MB. */
	heap: number[];
}

/** Does something again and again until the time is over. */
async function repeat(until: number, everyMs: number, act: () => Promise<void>): Promise<void> {
	while (Date.now() < until) {
		const next = Date.now() + everyMs;
		await act();
		await sleep(Math.max(0, Math.min(next, until) - Date.now()));
	}
}

/**
 * Lets people change jobs and calls fail, and looks at the memory, for so many minutes.
 *
 * @param heapFile where n8n writes what its heap holds
 * @param move has somebody move whom the job change workflow looks after
 */
export async function makeTraffic(
	{ control, pids }: RunningDemo,
	prospectIds: readonly string[],
	random: Random,
	minutes: number,
	heapFile: string,
	move: () => Promise<void>,
): Promise<Traffic> {
	const begin = Date.now();
	const until = begin + minutes * 60_000;
	const traffic: Traffic = { changed: new Map(), faults: new Map(), samples: [], heap: [] };

	const change = async (): Promise<void> => {
		const id = prospectIds[traffic.changed.size];
		const discoveredInSeconds =
			random.whole(0, 2) === 0 ? random.between(0, LATEST_DISCOVERY_S) : 0;
		const happen = random.whole(0, 1) === 0 ? 'changeCompany' : 'changeRole';
		const { event_id } = await control[happen](id, { discoveredInSeconds });
		traffic.changed.set(event_id, id);
	};
	const fail = async (): Promise<void> => {
		const { name, order } = pickFault(random);
		await control.fault(order);
		traffic.faults.set(name, (traffic.faults.get(name) ?? 0) + 1);
	};
	const sample = async (): Promise<void> => {
		const { n8n, sandbox } = pids();
		traffic.samples.push({
			at: (Date.now() - begin) / 1000,
			n8n: await memoryOf(n8n!),
			sandbox: await memoryOf(sandbox!),
		});
	};
	await Promise.all([
		repeat(until, BETWEEN_EVENTS_MS, change),
		repeat(until, BETWEEN_MOVES_MS, move),
		repeat(until, BETWEEN_FAULTS_MS, fail),
		repeat(until, BETWEEN_SAMPLES_MS, sample),
	]);
	traffic.heap = heapSince(heapFile, begin);
	await control.clearFaults();
	// The last ones are discovered.
	await sleep(LATEST_DISCOVERY_S * 1000);
	return traffic;
}
