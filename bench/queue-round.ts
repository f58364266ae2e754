import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../playground/src/n8n-api.ts';
import type { Demo } from '../playground/src/start.ts';
import { forgetPeak, peakMemory } from './processes.ts';
import { PATH } from './queue-workflow.ts';

const LOOK_EVERY_MS = 1000;
const ROUND_WITHIN_MS = 600_000;

export interface Round {
	perMinute: number;
	/** How many executions each worker ran. */
	shares: number[];
	/** The most memory that each process held, in MB. */
	mainMb: number;
	workerMb: number[];
}

async function control<T>(demo: Demo, path: string, body?: unknown): Promise<T> {
	const response = await fetch(`${demo.sandboxUrl}/control${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}`);
	return (await response.json()) as T;
}

/** One new event for each of so many prospects, in a world where nothing else has happened. */
async function newEvents(demo: Demo, count: number): Promise<unknown[]> {
	await control(demo, '/reset', { people: count });
	await control(demo, '/limits', { explorium: null, saleshandy: null, outreach: null });
	const { people } = await control<{ people: Array<{ id: string }> }>(demo, '/state');
	return people.map(({ id }, index) => ({
		prospect_id: id,
		current_company_name: `Employer ${index}`,
		current_job_title: `Head ${index}`,
	}));
}

async function start(demo: Demo, event: unknown): Promise<void> {
	const response = await fetch(`${demo.n8nUrl}/webhook/${PATH}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ events: [event] }),
	});
	if (!response.ok) throw new Error(`n8n answered ${response.status} to the webhook`);
}

/** Those with a higher id: the pages of n8n's list may miss older ones while new ones come. */
async function executionsSince(demo: Demo, workflowId: string, lastId: number) {
	const all = await demo.api.listExecutions(workflowId);
	return all.filter(({ id }) => Number(id) > lastId);
}

const ended = ({ stoppedAt, status }: Execution): boolean => !!stoppedAt && status !== 'running';

/** How often a worker's log says that an execution was begun. */
const begun = (log: string): number => log.split('Worker started execution').length - 1;

/** Puts so many executions into the queue and waits until all of them have ended. */
export async function runRound(demo: Demo, workflowId: string, count: number): Promise<Round> {
	const events = await newEvents(demo, count);
	const earlier = await demo.api.listExecutions(workflowId);
	const lastId = Math.max(0, ...earlier.map(({ id }) => Number(id)));
	const workers = demo.queue!.workers.map(({ service }) => service);
	const before = workers.map(({ log }) => begun(log));
	const pids = [demo.pids().n8n!, ...workers.map(({ pid }) => pid!)];
	pids.forEach(forgetPeak);

	await Promise.all(events.map((event) => start(demo, event)));
	const deadline = Date.now() + ROUND_WITHIN_MS;
	let executions: Execution[] = [];
	do {
		await sleep(LOOK_EVERY_MS);
		executions = await executionsSince(demo, workflowId, lastId);
		if (Date.now() > deadline) throw new Error('The executions did not end in time');
	} while (executions.length < count || !executions.every(ended));

	const failed = executions.filter(({ status }) => status !== 'success');
	if (failed.length > 0) throw new Error(`${failed.length} of ${count} executions failed`);
	const first = Math.min(...executions.map(({ startedAt }) => Date.parse(startedAt)));
	const last = Math.max(...executions.map(({ stoppedAt }) => Date.parse(stoppedAt!)));
	const [mainMb, ...workerMb] = pids.map(peakMemory);
	return {
		perMinute: (count / (last - first)) * 60_000,
		shares: workers.map(({ log }, index) => begun(log) - before[index]),
		mainMb,
		workerMb,
	};
}
