import type { DynamicStructuredTool } from '@langchain/core/tools';
import type { INode, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { AGENT_NODE_TYPE } from './builtin-nodes.ts';
import { serializeError, toJson } from './errors.ts';
import { core, n8nWorkflow, toOpenAiTool } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type { Json, ToolCallRequest, ToolDescription, ToolResult } from './protocol.ts';

const AGENT = 'AI Agent';

/** What a model is told about the tool. */
export async function describeTool(
	types: NodePackage,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<ToolDescription> {
	return await withTool(types, node, additionalData, async (tool) => {
		const { name, description, parameters } = toOpenAiTool(tool).function;
		return { name, description: description ?? '', parameters: toJson(parameters as Json) };
	});
}

/** What a model is given when it calls the tool, the last time if it calls it several times. */
export async function callTool(
	types: NodePackage,
	node: INode,
	{ args, calls = 1, retryOnFail, maxTries, waitBetweenTries }: ToolCallRequest,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<ToolResult> {
	Object.assign(node, { retryOnFail, maxTries, waitBetweenTries });
	return await withTool(types, node, additionalData, async (tool) => {
		let result: ToolResult = { output: null, error: null };
		for (let call = 0; call < calls; call += 1) {
			try {
				result = { output: (await tool.invoke(args)) as string, error: null };
			} catch (error) {
				result = { output: null, error: serializeError(error) };
			}
		}
		return result;
	});
}

/** n8n-core makes the tools of an agent when the agent asks for what is connected to it. */
async function withTool<T>(
	types: NodePackage,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
	use: (tool: DynamicStructuredTool) => Promise<T>,
): Promise<T> {
	const agent: INode = {
		id: 'agent',
		name: AGENT,
		type: AGENT_NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new n8nWorkflow.Workflow({
		id: 'run-tool',
		nodes: [agent, node],
		connections: { [node.name]: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] } },
		active: false,
		nodeTypes: types.nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const input = { main: [[{ json: {} }]] };
	const context = new core.ExecuteContext(
		workflow,
		agent,
		additionalData,
		'manual',
		n8nWorkflow.createRunExecutionData({}),
		0,
		input.main[0],
		input,
		{ node: agent, data: input, source: null },
		[],
	);
	return await workflow.expression.withIsolate(async () => {
		const tools = await context.getInputConnectionData('ai_tool', 0);
		return await use((tools as DynamicStructuredTool[])[0]);
	});
}
