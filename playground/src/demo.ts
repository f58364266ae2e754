/**
 * The demo at the terminal: `npm run demo`, or `npm run demo -- --reset` to forget what earlier
 * ones left behind. With `--queue` n8n runs in queue mode, with two workers, PostgreSQL and Redis,
 * and data of its own. With `--dev`, which is `npm run dev`, the package is built and loaded again
 * after every change. Ctrl-C ends all of it.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DemoError } from './demo-error.ts';
import { startDevDemo } from './dev/start.ts';
import { LOCK, lockDataFolder } from './lock.ts';
import { portFrom, requireFreePort } from './ports.ts';
import { DURABLE_POLLING } from './durable-polling.ts';
import { type Demo, startDemo } from './start.ts';
import { examplesForQueueMode } from './workflows.ts';

const root = resolve(import.meta.dirname, '../..');
const isQueue = process.argv.includes('--queue');
const isDev = process.argv.includes('--dev');
const dataDir = join(root, 'playground/.data', isQueue ? 'queue' : '');
const WORKERS = 2;
/** In the data folder of the plain demo, beside its own data. */
const KEPT = [LOCK, 'queue'];
const PARENT_CHECK_MS = 1000;

let ending = false;
let starting: Promise<Demo> | undefined;

async function end(exitCode: number): Promise<void> {
	if (ending) return;
	ending = true;
	console.log(
		`\nStopping ${isQueue ? 'n8n, its workers, PostgreSQL, Redis' : 'n8n'} and the sandbox …`,
	);
	// A start that is under way cannot be broken off, but it ends soon.
	const demo = await starting?.catch(() => undefined);
	await demo?.stop();
	process.exit(exitCode);
}

/**
 * A signal for npm alone ends npm and its shell but not what they started. n8n must not stay behind
 * and keep the port, so the demo ends when its parent is gone.
 */
function endWithParent(): void {
	if (!process.env.npm_lifecycle_event) return;
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) void end(1);
	}, PARENT_CHECK_MS).unref();
}

function describeQueue({ queue }: Demo): string {
	if (!queue) return '';
	const lines = queue.places.map(
		([name, address, data]) => `    ${name.padEnd(12)}${address}\n      ${data}`,
	);
	return `
  Queue mode. The main process finds the events, the workers run the executions:
${lines.join('\n')}
`;
}

const DEV = `
  Change a file in nodes/, credentials/ or icons/: some seconds later n8n has the nodes as they are
  then, and an open editor shows them. For other nodes in package.json n8n starts again.
`;

function describe(demo: Demo): string {
	const { n8nUrl, sandboxUrl, owner, workflows } = demo;
	const command = isDev ? 'npm run dev' : 'npm run demo';
	const reset = `${command} -- ${isQueue ? '--queue ' : ''}--reset`;
	const list = (isActive: boolean): string =>
		workflows
			.filter(({ active }) => active === isActive)
			.map(({ id, name }) => `    ${name}\n      ${n8nUrl}/workflow/${id}`)
			.join('\n');
	return `
  The demo is running.

  n8n       ${n8nUrl}
  Login     ${owner.email}
  Password  ${owner.password}
  Sandbox   ${sandboxUrl}
${isDev ? DEV : describeQueue(demo)}
  Workflows, already active:
${list(true)}

  Further examples, to look at, run and publish:
${list(false)}

  Ada Morales is in a sequence of Outreach, Ben Okafor in one of Saleshandy. The sandbox page shows
  where their next mail goes. Click "Change company" beside one of them: the mail would go to an
  address that the person has left, and the page says so. n8n asks for changes once a minute. Within
  90 seconds the old sequence is finished, and the next mail goes to the new address.

  In n8n, "Job change: one person" has an execution for each person, which says what came of it.

  Ctrl-C stops all of it; the next start goes on from here. ${reset} forgets it.
`;
}

async function main(): Promise<void> {
	if (isDev && isQueue) {
		throw new DemoError('The nodes are not loaded again in queue mode: leave --queue out.');
	}
	const n8nPort = portFrom('DEMO_N8N_PORT', 5678);
	const sandboxPort = portFrom('DEMO_SANDBOX_PORT', 4010);
	process.once('exit', lockDataFolder(dataDir));
	await requireFreePort(n8nPort, 'n8n', 'DEMO_N8N_PORT');
	await requireFreePort(sandboxPort, 'the sandbox', 'DEMO_SANDBOX_PORT');
	if (process.argv.includes('--reset')) {
		for (const entry of readdirSync(dataDir)) {
			if (!KEPT.includes(entry)) rmSync(join(dataDir, entry), { recursive: true, force: true });
		}
		console.log('Forgot the data of earlier demos.');
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void end(0));
	}
	endWithParent();
	const start = isDev ? startDevDemo : startDemo;
	starting = start({
		root,
		dataDir,
		n8nPort,
		sandboxPort,
		scene: 'job-change',
		...(isQueue && {
			queue: { workers: WORKERS },
			n8nEnv: DURABLE_POLLING,
			workflows: examplesForQueueMode(root),
		}),
		say: (text) => console.log(`${text} …`),
		onUnexpectedEnd: (error) => {
			// Ctrl-C in a terminal reaches the sandbox and n8n too.
			if (ending) return;
			console.error(`\n${error.message}`);
			void end(1);
		},
	});
	console.log(describe(await starting));
}

try {
	await main();
} catch (error) {
	if (!ending) {
		console.error(error instanceof DemoError ? `\n${error.message}\n` : error);
		process.exitCode = 1;
	}
}
