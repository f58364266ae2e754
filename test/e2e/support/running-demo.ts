import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../../playground/src/ports.ts';
import { type Demo, type DemoOptions, startDemo } from '../../../playground/src/start.ts';
import { SandboxControl } from '../../support/sandbox';
import { updatesBothRecords } from '../../support/workflowFolders';

export const root = resolve(__dirname, '../../..');

/** In place of the examples. */
export const UPDATES_BOTH_RECORDS = updatesBothRecords(root);

/** An older n8n to test with, of a version that `playground/n8n` has a folder for. */
const { OLDER_N8N } = process.env;

/** The demo switches off a module by a name that an old n8n does not know, and ends at. */
const OLDER: Partial<DemoOptions> = OLDER_N8N
	? {
			n8nInstall: join(root, 'playground/n8n', OLDER_N8N),
			n8nEnv: { N8N_DISABLED_MODULES: 'insights' },
		}
	: {};

/** Starting a new n8n on a slow machine. */
export const START_MS = 240_000;

/**
 * Most tests need less than all of n8n. It copies its editor at every start, which is a third of the work:
 * only where a browser opens it. The process for Code nodes, of which there are none, is said to be elsewhere.
 */
const LIGHT = {
	N8N_DISABLE_UI: 'true',
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'unused',
};

export interface RunningDemo extends Demo {
	dataDir: string;
	control: SandboxControl;
}

/**
 * Starts the demo on free ports with data of its own. The logs stay in `.results/<name>/`.
 *
 * @param n8nEnv further settings of n8n
 * @param more what else is not as usual: the workflows, queue mode, the scene, and that n8n has its editor
 */
export async function startTestDemo(
	name: string,
	n8nEnv: Record<string, string> = {},
	{ editor, ...more }: Pick<DemoOptions, 'workflows' | 'queue' | 'scene'> & { editor?: true } = {},
): Promise<RunningDemo> {
	const dataDir = mkdtempSync(join(tmpdir(), 'prospect-events-e2e-'));
	const [n8nPort, sandboxPort] = [await freePort(), await freePort()];
	const keepLogs = (): void => {
		const kept = join(root, '.results', name);
		mkdirSync(kept, { recursive: true });
		// A worker's log lies in a folder of the worker's name.
		for (const log of globSync('{.,worker-*}/*.log', { cwd: dataDir })) {
			cpSync(join(dataDir, log), join(kept, log), { force: true });
		}
		rmSync(dataDir, { recursive: true, force: true });
	};
	const demo = await startDemo({
		root,
		dataDir,
		n8nPort,
		sandboxPort,
		...OLDER,
		...more,
		n8nEnv: { ...OLDER.n8nEnv, ...(editor ? {} : LIGHT), ...n8nEnv },
	});
	return {
		...demo,
		dataDir,
		control: new SandboxControl(`${demo.sandboxUrl}/control`),
		stop: async () => {
			await demo.stop();
			keepLogs();
		},
	};
}
