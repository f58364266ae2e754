import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../../playground/src/n8n-api.ts';
import { n8nCommand } from './n8n-command';
import type { RunningDemo } from './running-demo';

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
