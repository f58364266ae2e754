import type { INode, INodeExecutionData, IRun, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { INPUT_NODE_TYPE } from './builtin-nodes.ts';
import { serializeError, toJson } from './errors.ts';
import { toItems, toOutput } from './items.ts';
import { core, n8nWorkflow } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type { Json, RunRequest, RunResult } from './protocol.ts';

const INPUT = 'Input';

/** Runs a node that takes items, as one step of a workflow whose step before gave those items. */
export async function runAction(
	types: NodePackage,
	node: INode,
	request: RunRequest,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<RunResult> {
	applySettings(node, request);
	const mode = request.mode ?? 'trigger';
	const workflow = createWorkflow(types, node, request);
	const stored = {
		...emptyWorkflow,
		id: workflow.id,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	additionalData.hooks = new core.ExecutionLifecycleHooks(
		mode,
		additionalData.executionId ?? '',
		stored,
	);
	additionalData.currentNodeExecutionIndex = 1;

	const items = toItems(request.items);
	const result = (error: unknown, run?: IRun): RunResult => {
		const task = run?.data.resultData.runData[node.name]?.at(-1);
		const failure = task?.error ?? run?.data.resultData.error ?? error;
		return {
			output: toOutput(task?.data?.main),
			error: failure ? serializeError(failure) : null,
			staticData: toJson(workflow.getStaticData('node', node)) as Json,
			...(task?.hints?.length && { hints: toJson(task.hints) as unknown as Json[] }),
		};
	};
	try {
		const data = executionData(node, items, request.rounds);
		const execution = new core.WorkflowExecute(additionalData, mode, data);
		return result(null, await execution.processRunExecutionData(workflow));
	} catch (error) {
		// n8n refuses before it starts, such as for a required parameter that is empty.
		return result(error);
	}
}

const emptyWorkflow = {
	name: 'run-node',
	nodes: [],
	connections: {},
	active: false,
	isArchived: false,
	activeVersionId: null,
};

function applySettings(node: INode, request: RunRequest): void {
	const { onError, continueOnFail, retryOnFail, maxTries, waitBetweenTries } = request;
	node.onError = onError ?? (continueOnFail ? 'continueRegularOutput' : undefined);
	Object.assign(node, { retryOnFail, maxTries, waitBetweenTries });
}

function createWorkflow(types: NodePackage, node: INode, request: RunRequest) {
	return new n8nWorkflow.Workflow({
		id: request.workflowId ?? 'run-node',
		name: emptyWorkflow.name,
		nodes: [
			{
				id: 'input',
				name: INPUT,
				type: INPUT_NODE_TYPE,
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node,
		],
		connections: { [INPUT]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: types.nodeTypes,
		settings: { executionOrder: 'v1' },
		staticData: request.staticData && {
			[`node:${node.name}`]: structuredClone(request.staticData),
		},
	});
}

/** An execution that has run the input node and has the node under test next, once or several times. */
function executionData(node: INode, items: INodeExecutionData[], rounds = 1) {
	const source = { previousNode: INPUT, previousNodeOutput: 0, previousNodeRun: 0 };
	return n8nWorkflow.createRunExecutionData({
		resultData: {
			runData: {
				[INPUT]: [
					{
						startTime: Date.now(),
						executionIndex: 0,
						executionTime: 0,
						executionStatus: 'success',
						source: [],
						data: { main: [structuredClone(items)] },
					},
				],
			},
		},
		executionData: {
			nodeExecutionStack: Array.from({ length: rounds }, () => ({
				node,
				data: { main: [items] },
				source: { main: [source] },
			})),
		},
	});
}
