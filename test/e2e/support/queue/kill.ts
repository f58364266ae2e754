import type { Worker } from '../../../../playground/src/queue/worker.ts';
import { executionsOf, type FinishedExecution } from '../executions';
import type { RunningDemo } from '../running-demo';
import { waitFor } from '../wait';
import { outdated } from '../records';
import { runningOn, startedBy } from './shares';
import { TRIGGER } from './workflow';

/** What each answer of Outreach takes, so that a kill comes before it, on a slow machine too. */
const SLOW_MS = 5000;
/** Until a poll has found the events and a worker has begun. */
const BEGUN_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 50;

/** A worker that was killed in the middle of its work. */
export interface Kill {
	worker: Worker;
	/** What had not ended right after the kill, on it or elsewhere. */
	open: FinishedExecution[];
	/** The prospects with an event in it that was not in their records by then, and will not get there. */
	unfinished: string[];
	/** What the workers had begun by then. */
	begun: Map<Worker, string[]>;
}

/** Outreach is slow for once, so that what begins meanwhile is under way for a while. */
async function whileSlow<T>({ control }: RunningDemo, act: () => Promise<T>): Promise<T> {
	await control.fault({ vendor: 'outreach', latencyMs: SLOW_MS, times: 1e9 });
	const done = await act();
	await control.clearFaults();
	return done;
}

async function writesToSaleshandy({ control }: RunningDemo): Promise<number> {
	return (await control.counters()).saleshandy.attributeCalls;
}

/**
 * Lets something happen, and kills (SIGKILL) the worker that has begun to act upon it: it has written to
 * Saleshandy, and waits for Outreach.
 */
export async function killHalfWay(
	demo: RunningDemo,
	workflowId: string,
	workers: Worker[],
	happen: () => Promise<unknown>,
): Promise<Kill> {
	const worker = await whileSlow(demo, async () => {
		const earlier = new Map(workers.map((one) => [one, startedBy(one)]));
		const writes = await writesToSaleshandy(demo);
		await happen();
		const busy = await waitFor(
			'a worker in the middle of an execution',
			async () => {
				if ((await writesToSaleshandy(demo)) === writes) return undefined;
				return workers.find((one) => runningOn(one).some((id) => !earlier.get(one)?.includes(id)));
			},
			BEGUN_WITHIN_MS,
			LOOK_EVERY_MS,
		);
		await busy.service.kill();
		return busy;
	});

	const all = await executionsOf(demo.api, workflowId);
	const open = all.filter(({ stoppedAt }) => !stoppedAt);
	// The others go on with what they have.
	const elsewhere = workers.filter((one) => one !== worker).flatMap(runningOn);
	const wrong = new Set(await outdated(demo));
	const unfinished = open
		.filter(({ id }) => !elsewhere.includes(id))
		.flatMap(({ startedWith }) => startedWith(TRIGGER))
		.map((event) => String(event.prospect_id))
		.filter((prospect) => wrong.has(prospect));
	const begun = new Map(workers.map((one) => [one, startedBy(one)]));
	return { worker, open, unfinished, begun };
}

/**
 * Lets events happen and kills the worker as soon as all of them are in Saleshandy, and so in executions
 * that have begun and wait for Outreach. n8n finds an execution again by its worker's log, which a kill
 * at its very start would leave empty.
 */
export async function killWithEvents(
	demo: RunningDemo,
	worker: Worker,
	happen: () => Promise<string[]>,
): Promise<void> {
	await whileSlow(demo, async () => {
		const writes = await writesToSaleshandy(demo);
		const { length } = await happen();
		await waitFor(
			'all events to be in Saleshandy',
			async () => ((await writesToSaleshandy(demo)) >= writes + length ? true : undefined),
			BEGUN_WITHIN_MS,
			LOOK_EVERY_MS,
		);
		await worker.service.kill();
	});
}
