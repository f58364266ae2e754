import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, type RunningDemo } from './running-demo';

const N8N = join(root, 'playground/node_modules/n8n/bin/n8n');

/** Runs one of n8n's commands beside an n8n that is at work. */
export async function n8nCommand({ dataDir }: RunningDemo, ...command: string[]): Promise<void> {
	const env = Object.entries(process.env).filter(([name]) => !/^(N8N|DB|JEST|NODE)_/.test(name));
	await promisify(execFile)(process.execPath, [N8N, ...command], {
		cwd: dataDir,
		env: {
			...Object.fromEntries(env),
			NODE_ENV: 'production',
			N8N_USER_FOLDER: dataDir,
			N8N_DIAGNOSTICS_ENABLED: 'false',
		},
	});
}
