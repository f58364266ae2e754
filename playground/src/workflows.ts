import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nApi, StoredCredential, Workflow, WorkflowFile, WorkflowNode } from './n8n-api.ts';

/** As long as the ids that n8n makes itself. */
const ID_LENGTH = 16;
const CREDENTIAL_OF: Record<string, string> = {
	explorium: 'exploriumApi',
	saleshandy: 'saleshandyApi',
	outreach: 'outreachOAuth2Api',
};

/** Workflows to import. */
export interface WorkflowFolder {
	/** The folder of their files. */
	path: string;
	/** The files of those to publish: the one with the trigger first, then those that it runs. */
	published: string[];
}

/**
 * The example workflows of the repository. The demo shows one at work, which runs another one. The others
 * change records too, or need an account of yours.
 */
const examplesIn = (root: string): WorkflowFolder => ({
	path: join(root, 'workflows'),
	published: ['job-change-to-saleshandy-and-outreach.json', 'job-change-one-person.json'],
});

/** The same examples, with those at work that lose nothing if a worker of queue mode dies. */
export const examplesForQueueMode = (root: string): WorkflowFolder => ({
	path: join(root, 'workflows'),
	published: [
		'job-change-queue-mode.json',
		'job-change-queue-mode-people.json',
		'job-change-one-person.json',
	],
});

/** Always the same id for the same file, so that a second start finds what the first one imported. */
function idOf(file: string): string {
	return createHash('sha256').update(file).digest('hex').slice(0, ID_LENGTH);
}

export interface Example {
	/** Its name in the folder. */
	file: string;
	/** What it gets in the demo's n8n. */
	id: string;
	workflow: WorkflowFile;
}

/** The workflows of the folder, by default the examples; those that the demo publishes come first. */
export function exampleWorkflows(root: string, from = examplesIn(root)): Example[] {
	const others = readdirSync(from.path)
		.filter((file) => file.endsWith('.json') && !from.published.includes(file))
		.sort();
	return [...from.published, ...others].map((file) => ({
		file,
		id: idOf(file),
		workflow: JSON.parse(readFileSync(join(from.path, file), 'utf8')) as WorkflowFile,
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
	return { ...node, parameters: { ...node.parameters, checkEveryHours: 0 } };
}

interface ChosenWorkflow {
	mode: string;
	cachedResultName: string;
}

/** The workflow that a node runs, if its file names one. */
function chosenBy({ type, parameters }: WorkflowNode): ChosenWorkflow | undefined {
	if (type !== 'n8n-nodes-base.executeWorkflow') return undefined;
	const chosen = parameters.workflowId as ChosenWorkflow;
	// One that runs itself says so by an expression.
	return chosen.mode === 'list' ? chosen : undefined;
}

/** The names of the workflows that a workflow runs. */
function namesOfRun({ nodes }: WorkflowFile): string[] {
	return nodes.flatMap((node) => chosenBy(node)?.cachedResultName ?? []);
}

/** A file names the workflow that a node runs; here it gets the id of that workflow. */
function withWorkflow(node: WorkflowNode, idByName: Map<string, string>): WorkflowNode {
	const chosen = chosenBy(node);
	if (!chosen) return node;
	const value = idByName.get(chosen.cachedResultName);
	if (!value) throw new Error(`There is no workflow "${chosen.cachedResultName}".`);
	return { ...node, parameters: { ...node.parameters, workflowId: { ...chosen, value } } };
}

/** The files change nothing until somebody says so; the sandbox is there to be changed. */
function withoutDryRun(node: WorkflowNode): WorkflowNode {
	const fields = (node.parameters.assignments as { assignments?: Assignment[] } | undefined)
		?.assignments;
	if (!fields?.some(({ name }) => name === 'dry_run')) return node;
	const assignments = fields.map((field) =>
		field.name === 'dry_run' ? { ...field, value: '={{ false }}' } : field,
	);
	return { ...node, parameters: { ...node.parameters, assignments: { assignments } } };
}

interface Assignment {
	name: string;
	value: unknown;
}

/** Imports the workflows of the folder that n8n does not have yet, and publishes some of them. */
export async function ensureWorkflows(
	root: string,
	api: N8nApi,
	credentials: StoredCredential[],
	from = examplesIn(root),
): Promise<Workflow[]> {
	const examples = exampleWorkflows(root, from);
	const byName = new Map(examples.map((example) => [example.workflow.name, example]));
	const done = new Map<string, Workflow>();

	// A workflow can only be published after those that it runs.
	async function ensure({ file, id, workflow }: Example): Promise<Workflow> {
		const before = done.get(workflow.name);
		if (before) return before;
		const idByName = new Map<string, string>();
		for (const name of namesOfRun(workflow)) {
			const example = byName.get(name);
			if (example) idByName.set(name, (await ensure(example)).id);
		}
		const adapt = (node: WorkflowNode): WorkflowNode =>
			withWorkflow(withoutDryRun(withoutPause(withCredential(node, credentials))), idByName);
		const imported = async (): Promise<Workflow> => {
			const nodes = workflow.nodes.map(adapt);
			const created = await api.createWorkflow(id, { ...workflow, nodes });
			return from.published.includes(file) ? await api.publishWorkflow(created) : created;
		};
		const ensured = (await api.findWorkflow(id)) ?? (await imported());
		done.set(workflow.name, ensured);
		return ensured;
	}

	const workflows: Workflow[] = [];
	for (const example of examples) workflows.push(await ensure(example));
	return workflows;
}

/** Publishes the active workflows again, so that their triggers take up changed credentials. */
export async function republish(api: N8nApi, workflows: Workflow[]): Promise<void> {
	for (const workflow of workflows.filter(({ active }) => active)) {
		await api.unpublishWorkflow(workflow.id);
		await api.publishWorkflow(workflow);
	}
}
