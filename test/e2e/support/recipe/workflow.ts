import type { Workflow, WorkflowNode } from '../../../../playground/src/n8n-api.ts';
import { EVERY_TEN_SECONDS } from '../poll-times';
import type { RunningDemo } from '../running-demo';

/** So short that a test can wait for it; n8n counts it in hours. */
export const RETRY_AFTER_SECONDS = 30;

interface Assignment {
	name: string;
	value: unknown;
}

function withShortWait(node: WorkflowNode): WorkflowNode {
	if (node.name !== 'Settings') return node;
	const { assignments } = node.parameters.assignments as { assignments: Assignment[] };
	const changed = assignments.map((one) =>
		one.name === 'retry_after_hours'
			? { ...one, value: `={{ ${RETRY_AFTER_SECONDS} / 3600 }}` }
			: one,
	);
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: changed } } };
}

function withFrequentPolls(node: WorkflowNode, enrollmentKeys: string[]): WorkflowNode {
	if (!node.type.endsWith('.exploriumProspectEventsTrigger')) return node;
	const parameters = { ...node.parameters, pollTimes: { item: EVERY_TEN_SECONDS }, enrollmentKeys };
	return { ...node, parameters };
}

/**
 * The flagship as the demo publishes it, but with polls and retries that a test can wait for.
 *
 * @param enrollmentKeys of the people to look after; none for all
 */
export async function speedUp(
	{ api, workflows }: RunningDemo,
	enrollmentKeys: string[] = [],
): Promise<Workflow[]> {
	const published = workflows.filter(({ active }) => active);
	const changed: Workflow[] = [];
	// What a workflow runs is published before it.
	for (const workflow of [...published].reverse()) {
		const nodes = workflow.nodes.map((node) =>
			withFrequentPolls(withShortWait(node), enrollmentKeys),
		);
		const saved = await api.updateWorkflow({ ...workflow, nodes });
		changed.unshift(await api.publishWorkflow(saved));
	}
	return changed;
}
