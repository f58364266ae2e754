/** `npm run dev` and `npm run demo`, as at a terminal, in a copy of the repository that the test changes. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { N8nApi } from '../../playground/src/n8n-api.ts';
import { freePort } from '../../playground/src/ports.ts';
import { OWNER } from '../../playground/src/start.ts';
import { isOurs } from './support/package-types';
import { copyRepository, type RepositoryCopy } from './support/repository-copy';
import { START_MS } from './support/running-demo';
import { Terminal } from './support/terminal';
import { waitFor } from './support/wait';

const NODE = 'AddTagsToAccounts';
const LABEL = 'Outreach: Add Tags to Accounts';
const NEW_LABEL = 'Outreach: Tag Accounts';
const SOURCE = `nodes/Outreach/operations/${NODE}/Outreach${NODE}.node.ts`;
/** The first build comes before n8n. */
const BUILT_AND_STARTED_MS = START_MS + 120_000;
/** It takes about 5 s; the rest is for a slow machine. */
const RELOADED_WITHIN_MS = 60_000;
const ENDED_WITHIN_MS = 60_000;

let copy: RepositoryCopy;
let dev: Terminal;
let demo: Terminal | undefined;
let api: N8nApi;
let ports: Record<string, string>;

beforeAll(async () => {
	copy = copyRepository();
	const [n8nPort, sandboxPort] = [await freePort(), await freePort()];
	ports = { DEMO_N8N_PORT: String(n8nPort), DEMO_SANDBOX_PORT: String(sandboxPort) };
	dev = new Terminal(['npm', 'run', 'dev'], copy.folder, ports);
	await dev.says('The demo is running', BUILT_AND_STARTED_MS);
	api = new N8nApi(`http://127.0.0.1:${n8nPort}`);
	await api.logIn(OWNER);
}, BUILT_AND_STARTED_MS + 30_000);

afterAll(() => {
	dev?.kill();
	demo?.kill();
	copy?.remove();
});

/** The labels of the package's nodes in n8n's editor. */
async function labels(): Promise<string[]> {
	// n8n writes the list again when it loads a package: half of it may be there.
	const all = await waitFor('the list of nodes', async () => {
		return await api.listNodeTypes<INodeTypeDescription>().catch(unlessUnfinished);
	});
	return all.filter(({ name }) => isOurs(name)).map(({ displayName }) => displayName);
}

function unlessUnfinished(error: unknown): undefined {
	// An instance of another realm's class, under Jest.
	if ((error as Error).name !== 'SyntaxError') throw error;
}

async function untilLabels(what: string, isMet: (labels: string[]) => boolean): Promise<void> {
	const ask = async (): Promise<true | undefined> => isMet(await labels()) || undefined;
	await waitFor(what, ask, RELOADED_WITHIN_MS, 200);
}

const n8nLog = (): string => readFileSync(join(copy.folder, 'playground/.data/n8n.log'), 'utf8');

it('shows a changed label in the running n8n', async () => {
	const file = join(copy.folder, SOURCE);
	expect(await labels()).toContain(LABEL);
	writeFileSync(file, readFileSync(file, 'utf8').replace(LABEL, NEW_LABEL));
	const started = Date.now();
	await untilLabels('the new label', (shown) => shown.includes(NEW_LABEL));
	console.log(`The label was there after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
	expect(await labels()).not.toContain(LABEL);
	// A start empties the log.
	expect(n8nLog()).toContain('Hot reload triggered');
	expect(n8nLog()).toContain('Editor is now accessible');
});

it('leaves n8n its nodes while the source has errors', async () => {
	const file = join(copy.folder, SOURCE);
	const from = dev.output.length;
	const before = readFileSync(file, 'utf8');
	appendFileSync(file, 'const unfinished: number = "');
	await dev.says('n8n keeps the nodes that it has', RELOADED_WITHIN_MS, from);
	expect(await labels()).toContain(NEW_LABEL);
	writeFileSync(file, before.replace(NEW_LABEL, LABEL));
	await untilLabels('the old label', (shown) => shown.includes(LABEL));
});

it('starts n8n again when package.json lists other nodes', async () => {
	const from = dev.output.length;
	const file = join(copy.folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as { n8n: { nodes: string[] } };
	manifest.n8n.nodes = manifest.n8n.nodes.filter((path) => !path.includes(`/${NODE}/`));
	writeFileSync(file, JSON.stringify(manifest));
	await dev.says('n8n has started again', START_MS, from);
	await api.logIn(OWNER);
	const shown = await labels();
	expect(shown).not.toContain(LABEL);
	expect(shown.length).toBeGreaterThan(0);
});

it('ends everything on Ctrl-C', async () => {
	await dev.ctrlC(ENDED_WITHIN_MS);
	await expect(labels()).rejects.toThrow();
});

it('npm run demo -- --reset starts over where others have been', async () => {
	demo = new Terminal(['npm', 'run', 'demo', '--', '--reset'], copy.folder, ports);
	await demo.says('Forgot the data of earlier demos', BUILT_AND_STARTED_MS);
	await demo.says('The demo is running', BUILT_AND_STARTED_MS);
	await api.logIn(OWNER);
	const shown = await labels();
	expect(shown.length).toBeGreaterThan(0);
	await demo.ctrlC(ENDED_WITHIN_MS);
	await expect(labels()).rejects.toThrow();
});
