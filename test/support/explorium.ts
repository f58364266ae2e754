import type { OutputItem, RunRequest, RunResult } from '../../tools/core-host/protocol';
import { startHost, type Host } from './host';
import { DEMO, startSandbox, type RecordedRequest, type Sandbox } from './sandbox';

/** The compiled nodes against a sandbox, set up for one test file. */
export interface Rig {
	host: Host;
	sandbox: Sandbox;
	/** Runs a node with a working Explorium credential. */
	run(request: RunRequest): Promise<RunResult>;
	/** What the vendor has been sent, oldest first. */
	requests(path?: string): Promise<RecordedRequest[]>;
	stop(): Promise<void>;
}

export async function startRig(): Promise<Rig> {
	const host = await startHost({ packageFolder: process.env.TEST_PACKAGE });
	const sandbox = await startSandbox();
	return {
		host,
		sandbox,
		run: async (request) =>
			await host.run({ credentials: exploriumCredential(sandbox), ...request }),
		requests: async (path) =>
			(await sandbox.control.requests('explorium')).filter(
				(request) => path === undefined || request.path === path,
			),
		stop: async () => {
			await Promise.all([host.stop(), sandbox.stop()]);
		},
	};
}

export function exploriumCredential(sandbox: Sandbox, apiKey = DEMO.exploriumKey) {
	return { exploriumApi: { apiKey, baseUrl: sandbox.explorium } };
}

/** The only output of a node. */
export function itemsOf({ output, error }: RunResult): OutputItem[] {
	if (error) throw new Error(`${error.message} | ${error.description}`);
	return output?.[0] ?? [];
}

/** The input items an output item is linked to. */
export function origins({ pairedItem }: OutputItem): number[] {
	const links = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
	return links.map((link) => (link as { item: number }).item);
}

/** A well-formed prospect id that no two numbers share. */
export const prospectId = (number: number) => number.toString(16).padStart(40, '0');
