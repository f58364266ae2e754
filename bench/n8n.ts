import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxCredentials } from '../playground/src/credentials.ts';
import {
	N8nApi,
	type CredentialDetails,
	type StoredCredential,
	type WorkflowNode,
} from '../playground/src/n8n-api.ts';
import { n8nFolder, startN8n } from '../playground/src/n8n.ts';
import { installPackage } from '../playground/src/package-install.ts';
import { freePort, HOST } from '../playground/src/ports.ts';
import type { Service } from '../playground/src/service.ts';
import { OWNER } from '../playground/src/start.ts';
import { forgetPeak, peakMemory } from './processes.ts';
import { readNodeRun, type NodeRun } from './run-data.ts';
import { MEASURED, START, workflowOf, type Items } from './workflow.ts';

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
}

const referenceTo = ({ id, name, type }: StoredCredential) => ({ [type]: { id, name } });

/** A real n8n with the package in it, and a way to run one node there. */
export class N8n {
	readonly pid: number;
	private readonly service: Service;
	private readonly api: N8nApi;
	private readonly credentials: StoredCredential[];
	private runs = 0;

	private constructor(service: Service, api: N8nApi, credentials: StoredCredential[]) {
		this.service = service;
		this.pid = service.pid!;
		this.api = api;
		this.credentials = credentials;
	}

	static async start(root: string, dataDir: string, sandboxUrl: string): Promise<N8n> {
		mkdirSync(dataDir, { recursive: true });
		await installPackage(root, n8nFolder(dataDir));
		const port = await freePort();
		const service = await startN8n(root, dataDir, port);
		const api = new N8nApi(`http://${HOST}:${port}`);
		await api.logIn(OWNER);
		const wanted = [...sandboxCredentials(sandboxUrl), ...headerCredentials()];
		const credentials = await Promise.all(wanted.map((one) => api.createCredential(one)));
		return new N8n(service, api, credentials);
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
		return { ...readNodeRun(data, MEASURED), peakMb };
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
