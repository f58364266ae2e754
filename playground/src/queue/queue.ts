import { join } from 'node:path';
import type { Service } from '../service.ts';
import { startStores, stopAll, type Stores } from './stores.ts';
import { launchWorker, workerReady, type Worker } from './worker.ts';

export interface QueueOptions {
	/** How many workers run executions. */
	workers: number;
	/** How many executions each of them runs at once. */
	concurrency?: number;
}

export interface QueueSetup extends QueueOptions {
	/** The repository. */
	root: string;
	/** What is kept between two starts. */
	dataDir: string;
	/** Folder that an n8n is installed in; the playground's own by default. */
	install?: string;
	/** Further settings of each n8n. */
	n8nEnv?: Record<string, string>;
	/** Told of each process that runs. */
	watch: (service: Service) => void;
	/** Told what is being done. */
	say: (text: string) => void;
}

/** n8n advises against less than 5. */
const CONCURRENCY = 5;

const MODE = {
	EXECUTIONS_MODE: 'queue',
	// As newer versions of n8n do always: what the editor runs goes to the workers too.
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
};

/** What n8n needs for queue mode besides its main process: PostgreSQL, Redis and workers. */
export class Queue {
	/** Settings of every n8n process. */
	readonly env: Record<string, string>;
	/** Those that run now, and those that ended without being told to. */
	workers: Worker[] = [];
	private readonly setup: QueueSetup;
	private readonly stores: Stores;

	private constructor(setup: QueueSetup, stores: Stores) {
		this.setup = setup;
		this.stores = stores;
		this.env = { ...MODE, ...stores.env, ...setup.n8nEnv };
	}

	/** Starts PostgreSQL and Redis. Workers need a database that the main process has prepared. */
	static async start(setup: QueueSetup): Promise<Queue> {
		setup.say('Starting PostgreSQL and Redis');
		const stores = await startStores(setup.dataDir);
		stores.services.forEach(setup.watch);
		return new Queue(setup, stores);
	}

	/** Starts so many workers, and waits until all of them take executions. */
	async startWorkers(count = this.setup.workers): Promise<void> {
		if (count > 0) this.setup.say(`Starting ${count} ${count === 1 ? 'worker' : 'workers'}`);
		const launched: Worker[] = [];
		// One after the other: if one fails, there is none under way that nobody would end.
		for (let number = 1; number <= count; number++) launched.push(await this.launch(number));
		await Promise.all(launched.map((worker) => this.ready(worker)));
	}

	/** Starts one worker, counted from 1, in the place of one that has ended. */
	async startWorker(number: number): Promise<void> {
		await this.ready(await this.launch(number));
	}

	/** Ends the workers; each one finishes first what it has begun. */
	async stopWorkers(): Promise<void> {
		await stopAll(this.workers.map(({ service }) => service));
		this.workers = [];
	}

	/** Ends all of it: first those who need the others. */
	async stop(): Promise<void> {
		await this.stopWorkers();
		await stopAll(this.stores.services);
	}

	/** Name, address and data of what runs, for people. */
	get places(): string[][] {
		return [
			...this.stores.places,
			...this.workers.map(({ name, healthUrl }) => [
				name,
				healthUrl,
				join(this.setup.dataDir, name),
			]),
		];
	}

	private async launch(number: number): Promise<Worker> {
		const { root, dataDir, install, concurrency = CONCURRENCY } = this.setup;
		const { env } = this;
		const worker = await launchWorker({ root, dataDir, install, number, concurrency, env });
		this.workers[number - 1] = worker;
		return worker;
	}

	private async ready(worker: Worker): Promise<void> {
		await workerReady(worker);
		this.setup.watch(worker.service);
	}
}
