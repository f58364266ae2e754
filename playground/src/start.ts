import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCredentials } from './credentials.ts';
import type { DemoError } from './demo-error.ts';
import { N8nApi, type Owner, type Workflow } from './n8n-api.ts';
import { launchN8n, n8nFolder, n8nReady } from './n8n.ts';
import { installPackage } from './package-install.ts';
import { HOST } from './ports.ts';
import { Queue, type QueueOptions } from './queue/queue.ts';
import { startSandbox } from './sandbox.ts';
import type { Service } from './service.ts';
import { ensureWorkflows, republish, type WorkflowFolder } from './workflows.ts';

export interface DemoOptions {
	/** The repository. */
	root: string;
	/** What is kept between two starts. */
	dataDir: string;
	n8nPort: number;
	sandboxPort: number;
	/** What is going on in the sandbox at the first start. */
	scene?: string;
	/** What n8n gets to do; the repository's examples by default. */
	workflows?: WorkflowFolder;
	/** Folder that an n8n is installed in; the playground's own by default. */
	n8nInstall?: string;
	/** Further settings of n8n. */
	n8nEnv?: Record<string, string>;
	/** Queue mode: executions run on workers, on PostgreSQL and Redis. */
	queue?: QueueOptions;
	/** Told what is being done. */
	say?: (text: string) => void;
	/** Told if n8n, the sandbox or what n8n needs ends of itself. */
	onUnexpectedEnd?: (error: DemoError) => void;
}

export interface Demo {
	n8nUrl: string;
	sandboxUrl: string;
	owner: Owner;
	/** Logged in as the owner. */
	api: N8nApi;
	workflows: Workflow[];
	/** In queue mode only. */
	queue?: Queue;
	/** The process ids of what runs at the moment. */
	pids(): { n8n?: number; sandbox?: number };
	restartN8n(): Promise<void>;
	/** Ends n8n as a power cut would, also while it starts. `restartN8n` brings it back. */
	killN8n(): Promise<void>;
	stop(): Promise<void>;
}

/** The demo's n8n listens on this machine only, so its login is no secret. */
export const OWNER: Owner = {
	email: 'demo@example.com',
	password: 'Prospect-events-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** Whether the sandbox was somewhere else at the last start; the credentials still point there. */
function rememberAddress(dataDir: string, sandboxUrl: string): boolean {
	const file = join(dataDir, 'sandbox-address');
	const last = existsSync(file) ? readFileSync(file, 'utf8') : sandboxUrl;
	writeFileSync(file, sandboxUrl);
	return last !== sandboxUrl;
}

/**
 * Starts the sandbox and a real n8n with the built package in it, with an owner, credentials and
 * the example workflows. What the data folder holds from an earlier start is left as it is.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { root, dataDir, n8nPort, sandboxPort, say = () => {} } = options;
	const n8nUrl = `http://${HOST}:${n8nPort}`;
	const sandboxUrl = `http://${HOST}:${sandboxPort}`;
	let sandbox: Service | undefined;
	let n8n: Service | undefined;
	let queue: Queue | undefined;

	const watch = (service: Service): Service => {
		if (options.onUnexpectedEnd) service.onUnexpectedEnd(options.onUnexpectedEnd);
		return service;
	};

	const runN8n = async (): Promise<void> => {
		const { n8nEnv, n8nInstall: install } = options;
		const env = { ...queue?.env, ...n8nEnv };
		// Known before it is ready, so that it can be ended by then.
		n8n = await launchN8n({ root, dataDir, port: n8nPort, install, env });
		await n8nReady(n8n);
		watch(n8n);
	};

	// Whoever starts work goes first, whoever is asked for something goes last.
	const stop = async (): Promise<void> => {
		await n8n?.stop();
		await queue?.stop();
		await sandbox?.stop();
	};

	mkdirSync(dataDir, { recursive: true });
	try {
		say('Installing the package into n8n');
		await installPackage(root, n8nFolder(dataDir));
		say('Starting the sandbox');
		sandbox = watch(await startSandbox(root, dataDir, sandboxPort, n8nUrl, options.scene));
		if (options.queue) {
			const { n8nEnv, n8nInstall: install } = options;
			queue = await Queue.start({ ...options.queue, root, dataDir, install, n8nEnv, watch, say });
		}
		say('Starting n8n (the first time it creates its database: up to a minute)');
		await runN8n();
		await queue?.startWorkers();

		const api = new N8nApi(n8nUrl);
		await api.logIn(OWNER);
		const addressChanged = rememberAddress(dataDir, sandboxUrl);
		const credentials = await ensureCredentials(api, sandboxUrl, addressChanged);
		const workflows = await ensureWorkflows(root, api, credentials, options.workflows);
		if (addressChanged) await republish(api, workflows);

		return {
			n8nUrl,
			sandboxUrl,
			owner: OWNER,
			api,
			workflows,
			queue,
			pids: () => ({ n8n: n8n?.pid, sandbox: sandbox?.pid }),
			restartN8n: async () => {
				await n8n?.stop();
				await runN8n();
				await api.logIn(OWNER);
			},
			killN8n: async () => {
				await n8n?.kill();
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
