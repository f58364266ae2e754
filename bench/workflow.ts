import type { WorkflowFile, WorkflowNode } from '../playground/src/n8n-api.ts';

/** JavaScript of a Code node that returns the input items of the node under test. */
export type Items = string;

export const START = 'Start';
export const MEASURED = 'Measured';
const ITEMS = 'Items';

/** A workflow that makes items and hands them to one node. Only that node's time is counted. */
export function workflowOf(items: Items, measured: Partial<WorkflowNode>): WorkflowFile {
	const nodes = [
		{ name: START, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: ITEMS,
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: { jsCode: items },
		},
		{ typeVersion: 1, ...measured, name: MEASURED },
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: 'Bench',
		nodes: nodes.map((node, index) => ({
			id: `node-${index}`,
			position: [index * 200, 0],
			...node,
		})) as unknown as WorkflowNode[],
		connections: { [START]: to(ITEMS), [ITEMS]: to(MEASURED) },
		settings: { executionOrder: 'v1' },
	};
}
