import { fork, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type {
	CredentialTestRequest,
	CredentialTestResult,
	Json,
	ListSearchRequest,
	MethodRequest,
	PackageTypes,
	PollerChanges,
	PollerRequest,
	PollOptions,
	PollResult,
	RunRequest,
	RunResult,
	SerializedError,
	ToolCallRequest,
	ToolDescription,
	ToolRequest,
	ToolResult,
	WebhookCall,
	WebhookChange,
	WebhookMode,
	WebhookRequest,
	WebhookResult,
	WorkerReply,
} from '../../tools/core-host/protocol';

const root = resolve(import.meta.dirname, '../..');

/** The host could not do it, or (for editor methods) the node's method threw. */
export class HostError extends Error {
	readonly details: SerializedError;

	constructor(details: SerializedError) {
		super(details.message);
		this.name = details.name;
		this.details = details;
	}
}

interface Pending {
	resolve: (result: unknown) => void;
	reject: (error: Error) => void;
}

/** An active polling trigger in the host; `tools/core-host/poller.ts` says what the engines do. */
export interface PollerHandle {
	poll(options?: PollOptions): Promise<PollResult>;
	/** What is in the database. */
	saved<T extends object = Json>(): Promise<T>;
	/** A new start of n8n, or an edit of the workflow. */
	restart(changes?: PollerChanges): Promise<void>;
	close(): Promise<void>;
}

/** A webhook trigger in the host; see `tools/core-host/webhook-node.ts`. */
export interface WebhookHandle {
	/** Publishes the workflow, or listens for a test event. */
	register(mode?: WebhookMode): Promise<WebhookChange>;
	/** Unpublishes it, or stops listening. */
	remove(mode?: WebhookMode): Promise<WebhookChange>;
	call(call: WebhookCall): Promise<WebhookResult>;
	close(): Promise<void>;
}

/** n8n's core in a process of its own, with one built package loaded. */
export class Host {
	private readonly pending = new Map<number, Pending>();
	private readonly exited: Promise<void>;
	private readonly worker: ChildProcess;
	private lastId = 0;

	constructor(worker: ChildProcess) {
		this.worker = worker;
		this.exited = new Promise((done) => worker.once('exit', () => done()));
		worker.on('message', (reply: WorkerReply) => this.settle(reply));
		worker.on('exit', (code, signal) => {
			const error = new Error(`The n8n host ended (${signal ?? code}).`);
			this.pending.forEach(({ reject }) => reject(error));
			this.pending.clear();
		});
	}

	/** Same request, same result as `npm run run-node`; nothing is masked here. */
	async run(request: RunRequest): Promise<RunResult> {
		return await this.ask('run', request);
	}

	async describeTool(request: ToolRequest): Promise<ToolDescription> {
		return await this.ask('describeTool', request);
	}

	async callTool(request: ToolCallRequest): Promise<ToolResult> {
		return await this.ask('callTool', request);
	}

	async loadOptions(request: MethodRequest): Promise<Array<{ name: string; value: unknown }>> {
		return await this.ask('loadOptions', request);
	}

	async listSearch(request: ListSearchRequest): Promise<{
		results: Array<{ name: string; value: unknown; url?: string; description?: string }>;
		paginationToken?: string;
	}> {
		return await this.ask('listSearch', request);
	}

	async resourceMapping(
		request: MethodRequest,
	): Promise<{ fields: Array<Json & { id: string; displayName: string; type?: string }> }> {
		return await this.ask('resourceMapping', request);
	}

	async testCredential(request: CredentialTestRequest): Promise<CredentialTestResult> {
		return await this.ask('testCredential', request);
	}

	/** Keeps a credential between runs: `credentials: { [type]: await storeCredential(type, data) }` */
	async storeCredential(type: string, data: Json): Promise<{ $stored: string }> {
		return { $stored: await this.ask<string>('storeCredential', { type, data }) };
	}

	/** A stored credential as it is now, with the tokens of the last refresh. */
	async readCredential(type: string, { $stored: id }: { $stored: string }): Promise<Json> {
		return await this.ask('readCredential', { type, id });
	}

	async describe<T = Json>(node: string): Promise<T> {
		return await this.ask('describe', { node });
	}

	async types(): Promise<PackageTypes> {
		return await this.ask('types', {});
	}

	async openPoller(request: PollerRequest): Promise<PollerHandle> {
		const poller = await this.ask<number>('openPoller', request);
		return {
			poll: async (options) => await this.ask('poll', { poller, options }),
			saved: async () => await this.ask('saved', { poller }),
			restart: async (changes) => await this.ask('restart', { poller, changes }),
			close: async () => await this.ask('closePoller', { poller }),
		};
	}

	async openWebhook(request: WebhookRequest): Promise<WebhookHandle> {
		const webhook = await this.ask<number>('openWebhook', request);
		return {
			register: async (mode) => await this.ask('registerWebhook', { webhook, mode }),
			remove: async (mode) => await this.ask('removeWebhook', { webhook, mode }),
			call: async (call) => await this.ask('callWebhook', { webhook, call }),
			close: async () => await this.ask('closeWebhook', { webhook }),
		};
	}

	async stop(): Promise<void> {
		if (this.worker.connected) this.worker.disconnect();
		await this.exited;
	}

	private async ask<T>(action: string, payload: unknown): Promise<T> {
		const id = ++this.lastId;
		return await new Promise<T>((done, reject) => {
			this.pending.set(id, { resolve: done as Pending['resolve'], reject });
			this.worker.send({ id, action, payload }, (error) => {
				if (error && this.pending.delete(id)) reject(error);
			});
		});
	}

	private settle({ id, result, error }: WorkerReply): void {
		const pending = this.pending.get(id);
		this.pending.delete(id);
		if (error) pending?.reject(new HostError(error));
		else pending?.resolve(result);
	}
}

export interface HostOptions {
	/** Folder of the built package; this one by default. */
	packageFolder?: string;
	env?: Record<string, string>;
}

/** The worker needs Node 24 to read TypeScript; the tests may run on an older one. */
export const node24 =
	Number(process.versions.node.split('.')[0]) >= 24
		? process.execPath
		: join(root, 'node_modules/.bin/node');

/** Starts a host; call `stop` when done. */
export async function startHost({ packageFolder = root, env }: HostOptions = {}): Promise<Host> {
	const environment: NodeJS.ProcessEnv = { ...process.env, ...env };
	// Under NODE_ENV=test n8n loads nodes in another way than in production.
	delete environment.NODE_ENV;
	const worker = fork(join(root, 'tools/core-host/worker.ts'), [packageFolder], {
		execPath: node24,
		execArgv: [],
		env: environment,
	});
	const host = new Host(worker);
	try {
		await host.types();
	} catch (error) {
		await host.stop();
		throw error;
	}
	return host;
}
