import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nApi, StoredCredential, Workflow, WorkflowFile, WorkflowNode } from './n8n-api.ts';

/** As long as the ids that n8n makes itself. */
const ID_LENGTH = 16;
/** The one that the demo shows at work. The others change records too, or need an account of yours. */
const PUBLISHED = 'job-change-to-saleshandy-and-outreach.json';
const CREDENTIAL_OF: Record<string, string> = {
	explorium: 'exploriumApi',
	saleshandy: 'saleshandyApi',
	outreach: 'outreachOAuth2Api',
};

/** Always the same id for the same file, so that a second start finds what the first one imported. */
function idOf(file: string): string {
	return createHash('sha256').update(file).digest('hex').slice(0, ID_LENGTH);
}

export interface Example {
	/** Its name in the folder `workflows`. */
	file: string;
	/** What it gets in the demo's n8n. */
	id: string;
	workflow: WorkflowFile;
}

/** The example workflows of the repository; the one that the demo publishes comes first. */
export function exampleWorkflows(root: string): Example[] {
	const folder = join(root, 'workflows');
	const others = readdirSync(folder)
		.filter((file) => file.endsWith('.json') && file !== PUBLISHED)
		.sort();
	return [PUBLISHED, ...others].map((file) => ({
		file,
		id: idOf(file),
		workflow: JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile,
	}));
}

/** The example files name no credentials, since everybody's are others: here they get the demo's. */
function withCredential(node: WorkflowNode, credentials: StoredCredential[]): WorkflowNode {
	const vendor = /\.(explorium|saleshandy|outreach)/.exec(node.type)?.[1];
	const credential = credentials.find(({ type }) => vendor && type === CREDENTIAL_OF[vendor]);
	if (!credential) return node;
	const { id, name, type } = credential;
	return { ...node, credentials: { [type]: { id, name } } };
}

/** The sandbox costs no credits, so the trigger may ask it at each of n8n's polls. */
function withoutPause(node: WorkflowNode): WorkflowNode {
	if (!node.type.endsWith('.exploriumProspectEventsTrigger')) return node;
	const options = node.parameters.options as Record<string, unknown> | undefined;
	const parameters = { ...node.parameters, options: { ...options, minutesBetweenSweeps: 0 } };
	return { ...node, parameters };
}

/** Imports the example workflows that n8n does not have yet, and publishes the first. */
export async function ensureWorkflows(
	root: string,
	api: N8nApi,
	credentials: StoredCredential[],
): Promise<Workflow[]> {
	const workflows: Workflow[] = [];
	for (const { file, id, workflow } of exampleWorkflows(root)) {
		const known = await api.findWorkflow(id);
		if (known) {
			workflows.push(known);
			continue;
		}
		const nodes = workflow.nodes.map((node) => withoutPause(withCredential(node, credentials)));
		const imported = await api.createWorkflow(id, { ...workflow, nodes });
		workflows.push(file === PUBLISHED ? await api.publishWorkflow(imported) : imported);
	}
	return workflows;
}

/** Publishes the active workflows again, so that their triggers take up changed credentials. */
export async function republish(api: N8nApi, workflows: Workflow[]): Promise<void> {
	for (const workflow of workflows.filter(({ active }) => active)) {
		await api.unpublishWorkflow(workflow.id);
		await api.publishWorkflow(workflow);
	}
}
