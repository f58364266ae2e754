import { randomUUID } from 'node:crypto';
import type { INode, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';
import { serializeError, toJson } from './errors.ts';
import { toOutput } from './items.ts';
import { core, n8nWorkflow, service } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type { Json, RunRequest, RunResult } from './protocol.ts';

/** Runs one poll of a polling trigger, by the clock ("trigger") or as a test event ("manual"). */
export async function runTrigger(
	types: NodePackage,
	node: INode,
	request: RunRequest,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<RunResult> {
	const { mode = 'trigger', budgetMs } = request;
	const workflow = createTriggerWorkflow(types, node, request.workflowId, {
		[`node:${node.name}`]: structuredClone(request.staticData ?? {}),
	});
	const staticData = () => workflow.getStaticData('node', node);
	const context = new core.PollContext(
		workflow,
		node,
		additionalData,
		mode,
		mode === 'manual' ? 'manual' : 'update',
		undefined,
		undefined,
		undefined,
		undefined,
		staticData,
		budgetMs === undefined ? undefined : () => budgetMs,
	);
	const result = { output: null, error: null };
	try {
		assertNoIssues(workflow, node);
		const output = await workflow.expression.withIsolate(
			async () => await service(core.TriggersAndPollers).runPollFunction(workflow, node, context),
		);
		return { ...result, output: toOutput(output), staticData: toJson(staticData()) as Json };
	} catch (error) {
		return {
			...result,
			error: serializeError(error),
			staticData: toJson(staticData()) as Json,
		};
	}
}

/**
 * An active workflow of just this trigger.
 *
 * @param id another one each time if absent, since nodes may keep something in their process by workflow
 */
export function createTriggerWorkflow(
	types: NodePackage,
	node: INode,
	id: string = randomUUID(),
	staticData: Json = {},
): Workflow {
	return new n8nWorkflow.Workflow({
		id,
		name: 'run-node',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: types.nodeTypes,
		staticData: staticData as Workflow['staticData'],
	});
}

/**
 * n8n publishes no workflow, and fetches no test event, while a parameter has an issue.
 *
 * Follows n8n 2.41 (packages/cli/src/workflows/workflow-validation.service.ts).
 */
export function assertNoIssues(workflow: Workflow, node: INode): void {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const issues = n8nWorkflow.NodeHelpers.getNodeParametersIssues(
		description.properties,
		node,
		description,
	);
	if (issues) throw new core.WorkflowHasIssuesError({ [node.name]: issues }, workflow.nodes);
}
