import type { N8nApi, Workflow, WorkflowNode } from '../../../playground/src/n8n-api.ts';
import { exampleWorkflows } from '../../../playground/src/workflows.ts';
import { root, type RunningDemo } from './running-demo';

/** The example workflow of this file, as it is in the demo's n8n. */
export function exampleOf({ workflows }: RunningDemo, file: string): Workflow {
	const example = exampleWorkflows(root).find((one) => one.file === file);
	// Older n8n chooses the id itself.
	const found = workflows.find(({ name }) => name === example?.workflow.name);
	if (found === undefined) throw new Error(`There is no example workflow ${file}.`);
	return found;
}

/** What a user changes in an example: parts of a node, by the node's name. */
export type Changes = Record<string, Partial<WorkflowNode>>;

/** Imports the example once more with some nodes changed; parameters not named stay. */
export async function copyOfExample(
	demo: RunningDemo,
	file: string,
	changes: Changes,
): Promise<Workflow> {
	const { id, name, nodes, connections, settings } = exampleOf(demo, file);
	const unknown = Object.keys(changes).find((wanted) => !nodes.some((one) => one.name === wanted));
	if (unknown !== undefined) throw new Error(`${file} has no node "${unknown}".`);
	const changed = nodes.map((node) => {
		const { parameters, ...others } = changes[node.name] ?? {};
		return { ...node, ...others, parameters: { ...node.parameters, ...parameters } };
	});
	return await demo.api.createWorkflow(`copy${id.slice(4)}`, {
		name: `${name} (copy)`,
		nodes: changed,
		connections,
		settings,
	});
}

/** Has the demo do nothing of its own accord, so that a test sees its own doings only. */
export async function unpublishAll(api: N8nApi, workflows: Workflow[]): Promise<void> {
	for (const { id } of workflows.filter(({ active }) => active)) await api.unpublishWorkflow(id);
}
