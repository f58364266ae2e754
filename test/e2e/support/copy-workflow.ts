import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Workflow } from '../../../playground/src/n8n-api.ts';
import { root, type RunningDemo } from './running-demo';

const N8N = join(root, 'playground/node_modules/n8n/bin/n8n');

/** Runs one of n8n's commands beside an n8n that is at work. */
async function n8nCommand({ dataDir }: RunningDemo, ...command: string[]): Promise<void> {
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

/**
 * Exports a workflow with n8n's own command, and imports it into another n8n in the same way, where it
 * is given a credential of that n8n. What n8n exports holds the static data.
 *
 * @returns the workflow as the other n8n has it, and the static data that came along
 */
export async function copyWorkflow(
	from: RunningDemo,
	to: RunningDemo,
	workflowId: string,
	credential: { id: string; name: string },
): Promise<{ copy: Workflow; staticData: object }> {
	const file = join(to.dataDir, `${workflowId}.json`);
	await n8nCommand(from, 'export:workflow', `--id=${workflowId}`, `--output=${file}`);
	const [workflow] = JSON.parse(readFileSync(file, 'utf8')) as Workflow[];
	for (const node of workflow.nodes) node.credentials = { exploriumApi: credential };
	writeFileSync(file, JSON.stringify([workflow]));
	await n8nCommand(to, 'import:workflow', `--input=${file}`);
	const copy = await to.api.findWorkflow(workflowId);
	if (copy === undefined) throw new Error(`The other n8n has no workflow ${workflowId}.`);
	return { copy, staticData: workflow.staticData ?? {} };
}
