import { join } from 'node:path';
import { launchN8n, n8nFolder, n8nReady } from '../n8n.ts';
import { installPackage } from '../package-install.ts';
import { freePort, HOST } from '../ports.ts';
import type { Service } from '../service.ts';

export interface WorkerOptions {
	/** The repository. */
	root: string;
	dataDir: string;
	/** Folder that an n8n is installed in; the playground's own by default. */
	install?: string;
	/** Counted from 1. */
	number: number;
	/** How many executions it runs at once. */
	concurrency: number;
	/** The settings that it shares with the main process. */
	env: Record<string, string>;
}

/** A process that runs executions. */
export interface Worker {
	name: string;
	healthUrl: string;
	service: Service;
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}

/** Starts one worker with the package in a folder of its own, without waiting for more. */
export async function launchWorker(options: WorkerOptions): Promise<Worker> {
	const { root, install, number, concurrency } = options;
	const name = `worker-${number}`;
	const dataDir = join(options.dataDir, name);
	await installPackage(root, n8nFolder(dataDir));
	const port = await freePort();
	const service = await launchN8n({
		root,
		dataDir,
		install,
		port,
		name: `n8n's ${name}`,
		command: ['worker', `--concurrency=${concurrency}`],
		env: {
			...options.env,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: HOST,
		},
	});
	return { name, healthUrl: `http://${HOST}:${port}/healthz/readiness`, service };
}

/** Waits until the worker has its database and its queue, and takes executions. */
export async function workerReady({ service, healthUrl }: Worker): Promise<void> {
	await n8nReady(service, () => answers(healthUrl));
}
