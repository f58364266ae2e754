/**
 * The demo at the terminal: `npm run demo`, or `npm run demo -- --reset` to forget what earlier
 * ones left behind. With `--queue` n8n runs in queue mode, with two workers, PostgreSQL and Redis,
 * and data of its own. Ctrl-C ends all of it.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DemoError } from './demo-error.ts';
import { LOCK, lockDataFolder } from './lock.ts';
import { portFrom, requireFreePort } from './ports.ts';
import { DURABLE_POLLING } from './durable-polling.ts';
import { type Demo, startDemo } from './start.ts';

const root = resolve(import.meta.dirname, '../..');
const isQueue = process.argv.includes('--queue');
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

function describe(demo: Demo): string {
	const { n8nUrl, sandboxUrl, owner, workflows } = demo;
	const reset = `npm run demo -- ${isQueue ? '--queue ' : ''}--reset`;
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
${describeQueue(demo)}
  Workflows, already active:
${list(true)}

  Further examples, to look at, run and publish:
${list(false)}

  On the sandbox page, click "Change company". n8n asks once a minute: at the latest then the
  execution shows in n8n and the records change on the page. "Execute workflow" in n8n is at once.

  Ctrl-C stops all of it; the next start goes on from here. ${reset} forgets it.
`;
}

async function main(): Promise<void> {
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
	starting = startDemo({
		root,
		dataDir,
		n8nPort,
		sandboxPort,
		...(isQueue && { queue: { workers: WORKERS }, n8nEnv: DURABLE_POLLING }),
		say: (text) => console.log(`${text} …`),
		onUnexpectedEnd: (error) => {
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
