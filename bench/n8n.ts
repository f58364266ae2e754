import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { sandboxCredentials } from '../playground/src/credentials.ts';
import {
	N8nApi,
	type CredentialDetails,
	type StoredCredential,
	type WorkflowNode,
} from '../playground/src/n8n-api.ts';
import { launchN8n, n8nFolder, n8nReady } from '../playground/src/n8n.ts';
import { installPackage } from '../playground/src/package-install.ts';
import { freePort, HOST } from '../playground/src/ports.ts';
import type { Service } from '../playground/src/service.ts';
import { OWNER } from '../playground/src/start.ts';
import { longestBlock, type Block } from './event-loop.ts';
import { forgetPeak, peakMemory } from './processes.ts';
import { readNodeRun, type NodeRun } from './run-data.ts';
import { MEASURED, START, workflowOf, type Items } from './workflow.ts';

/** A folder of nodes that n8n loads besides its own and the package. */
const EXTENSIONS = join(import.meta.dirname, 'official-style');
const LOOP_WATCH = join(import.meta.dirname, 'loop-watch.ts');
const LOOK_EVERY_MS = 200;
const RUN_WITHIN_MS = 600_000;
/** More than there can be open to one n8n. */
const CONNECTIONS = 50;

/** What the HTTP Request node signs in with: the header of a vendor with an API key. */
function headerCredentials(): CredentialDetails[] {
	return [
		{ name: 'Explorium key', header: 'api_key', value: 'demo-explorium-key' },
		{ name: 'Saleshandy key', header: 'x-api-key', value: 'demo-saleshandy-key' },
	].map(({ name, header, value }) => ({
		name,
		type: 'httpHeaderAuth',
		data: { name: header, value },
	}));
}

/** A node to measure, as it stands in the workflow; its credential by name. */
export type MeasuredNode = Pick<WorkflowNode, 'type' | 'parameters'> & {
	/** None for nodes that call nobody. */
	credential?: string;
	[setting: string]: unknown;
};

export interface MeasuredRun extends NodeRun {
	/** The most memory n8n's process held, in MB. */
	peakMb: number;
	/** The longest time in which n8n did nothing else, while the node ran, in milliseconds. */
	blockedMs: number;
}

const referenceTo = ({ id, name, type }: StoredCredential) => ({ [type]: { id, name } });

/** A real n8n with the package in it, and a way to run one node there. */
export class N8n {
	readonly pid: number;
	private readonly service: Service;
	private readonly api: N8nApi;
	private readonly credentials: StoredCredential[];
	private readonly blocksFile: string;
	private runs = 0;

	private constructor(
		service: Service,
		api: N8nApi,
		credentials: StoredCredential[],
		blocksFile: string,
	) {
		this.service = service;
		this.pid = service.pid!;
		this.api = api;
		this.credentials = credentials;
		this.blocksFile = blocksFile;
	}

	static async start(root: string, dataDir: string, sandboxUrl: string): Promise<N8n> {
		mkdirSync(dataDir, { recursive: true });
		await installPackage(root, n8nFolder(dataDir));
		const port = await freePort();
		const blocksFile = join(dataDir, 'blocks');
		const service = await launchN8n({
			root,
			dataDir,
			port,
			env: {
				N8N_CUSTOM_EXTENSIONS: EXTENSIONS,
				NODE_OPTIONS: `--import=${pathToFileURL(LOOP_WATCH).href}`,
				BENCH_BLOCKS_FILE: blocksFile,
			},
		});
		await n8nReady(service);
		const api = new N8nApi(`http://${HOST}:${port}`);
		await api.logIn(OWNER);
		const wanted = [...sandboxCredentials(sandboxUrl), ...headerCredentials()];
		const credentials = await Promise.all(wanted.map((one) => api.createCredential(one)));
		return new N8n(service, api, credentials, blocksFile);
	}

	/** Runs one node on these items, the way "Execute workflow" of the editor does. */
	async run(items: Items, node: MeasuredNode): Promise<MeasuredRun> {
		const { credential: name, ...rest } = node;
		const credential = this.credentials.find((one) => one.name === name);
		this.runs += 1;
		const workflowId = `bench${String(this.runs).padStart(11, '0')}`;
		const measured = {
			...rest,
			...(credential && { credentials: referenceTo(credential) }),
		};
		await this.wake();
		await this.api.createWorkflow(workflowId, workflowOf(items, measured));
		forgetPeak(this.pid);
		writeFileSync(this.blocksFile, '');
		const { executionId } = await this.api.runWorkflow(workflowId, START);
		const deadline = Date.now() + RUN_WITHIN_MS;
		for (;;) {
			await sleep(LOOK_EVERY_MS);
			if (await this.hasEnded(workflowId)) break;
			if (Date.now() > deadline) throw new Error(`Execution ${executionId} did not end in time`);
		}
		const peakMb = peakMemory(this.pid);
		await this.wake();
		const { data } = await this.api.getExecution(executionId);
		const run = readNodeRun(data, MEASURED);
		const to = run.startedAt + run.seconds * 1000;
		return { ...run, peakMb, blockedMs: longestBlock(this.blocks(), { from: run.startedAt, to }) };
	}

	/** What `loop-watch.ts` has noted since the workflow was started. */
	private blocks(): Block[] {
		const lines = readFileSync(this.blocksFile, 'utf8').split('\n').filter(Boolean);
		return lines.map((line) => JSON.parse(line) as Block);
	}

	/** An n8n that is busy with thousands of calls may not answer, or say that its database is away. */
	private async hasEnded(workflowId: string): Promise<boolean> {
		// The list is short; the execution itself comes with all its data.
		const listed = await this.api.listExecutions(workflowId).catch(() => []);
		return listed.some(({ stoppedAt, status }) => stoppedAt && status !== 'running');
	}

	/** n8n closes connections that were idle for long; whoever comes next finds that out. */
	private async wake(): Promise<void> {
		for (let attempt = 0; attempt < CONNECTIONS; attempt += 1) {
			const isOpen = await this.api.get('/settings').then(
				() => true,
				() => false,
			);
			if (isOpen) return;
			await sleep(LOOK_EVERY_MS);
		}
	}

	async stop(): Promise<void> {
		await this.service.stop();
	}
}

/** Where the data of one n8n of the bench is kept. */
export const n8nDataDir = (dataDir: string, name: string) => join(dataDir, `n8n-${name}`);
