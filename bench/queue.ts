/**
 * What more workers bring in n8n's queue mode.
 *
 *     npm run build && npm run bench:queue
 *
 * A real n8n with PostgreSQL and Redis, and the sandbox with 100 ms before each answer and without
 * rate limits. Only ratios mean something, and all processes share the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoError } from '../playground/src/demo-error.ts';
import { freePort } from '../playground/src/ports.ts';
import { startDemo, type Demo } from '../playground/src/start.ts';
import { updatesBothRecords } from '../test/support/workflowFolders.ts';
import { factor, megabytes, table } from './format.ts';
import { describeMachine, load } from './machine.ts';
import { runRound, type Round } from './queue-round.ts';
import { webhookWorkflow } from './queue-workflow.ts';

const WORKERS = [1, 2, 4];
const CONCURRENCY = 5;
const EXECUTIONS = 30;
/** For the parts of n8n and of the nodes that are loaded at their first use. */
const WARM_UP_EACH = 3;
const ROUNDS = 2;
const VENDOR_LATENCY_MS = 100;
const WORKFLOW_ID = 'benchQueue000001';

const root = join(import.meta.dirname, '..');
const say = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** The better of some rounds: the machine may do other things meanwhile. */
async function measure(demo: Demo, workers: number): Promise<Round> {
	await demo.queue!.startWorkers(workers);
	await runRound(demo, WORKFLOW_ID, WARM_UP_EACH * workers);
	const rounds: Round[] = [];
	while (rounds.length < ROUNDS) {
		const round = await runRound(demo, WORKFLOW_ID, EXECUTIONS);
		say(`${workers} workers: ${round.perMinute.toFixed(0)} executions per minute, load ${load()}`);
		rounds.push(round);
	}
	await demo.queue!.stopWorkers();
	return rounds.reduce((best, one) => (one.perMinute > best.perMinute ? one : best));
}

function rowOf(workers: number, round: Round, one: Round): string[] {
	const share = (count: number) => `${Math.round((100 * count) / EXECUTIONS)} %`;
	return [
		String(workers),
		factor(round.perMinute / one.perMinute),
		round.shares.map(share).join(', '),
		megabytes(round.mainMb),
		round.workerMb.map(megabytes).join(', '),
	];
}

async function main(): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'prospect-events-bench-queue-'));
	// The sandbox takes its settings from the environment of who starts it.
	process.env.SANDBOX_LATENCY_MS = String(VENDOR_LATENCY_MS);
	let demo: Demo | undefined;
	try {
		demo = await startDemo({
			root,
			dataDir,
			n8nPort: await freePort(),
			sandboxPort: await freePort(),
			workflows: updatesBothRecords(root),
			queue: { workers: 0, concurrency: CONCURRENCY },
			say,
		});
		for (const { id } of demo.workflows) await demo.api.unpublishWorkflow(id);
		const workflow = webhookWorkflow(demo.workflows[0]);
		await demo.api.publishWorkflow(await demo.api.createWorkflow(WORKFLOW_ID, workflow));
		const rounds: Round[] = [];
		for (const workers of WORKERS) rounds.push(await measure(demo, workers));
		const header = ['workers', 'executions per minute', 'share of each', 'main', 'each worker'];
		const rows = WORKERS.map((workers, index) => rowOf(workers, rounds[index], rounds[0]));
		console.log(
			`${describeMachine(root)}; ${EXECUTIONS} executions, ${CONCURRENCY} at once each\n`,
		);
		console.log(table(header, rows));
	} finally {
		await demo?.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

try {
	await main();
} catch (error) {
	console.error(error instanceof DemoError ? `\n${error.message}\n` : error);
	process.exitCode = 1;
}
