import type { INodeType, INodeTypes, NodeConnectionType } from 'n8n-workflow';
import { n8nWorkflow } from './n8n.ts';

function plainNode(name: string, displayName: string, inputs: NodeConnectionType[]): INodeType {
	return {
		description: {
			name,
			displayName,
			group: inputs.length > 0 ? ['transform'] : ['trigger'],
			version: 1,
			description: displayName,
			defaults: { name: displayName },
			inputs,
			outputs: ['main'],
			properties: [],
		},
	};
}

/** Stands before the node under test and holds its input items. */
export const INPUT_NODE_TYPE = 'n8n-nodes-base.manualTrigger';
/** The node n8n tests a credential with. */
export const NO_OP_NODE_TYPE = 'n8n-nodes-base.noOp';

/** Asks for the tools that are connected to it. */
export const AGENT_NODE_TYPE = '@n8n/n8n-nodes-langchain.agent';

/** Those of n8n's own node types that the host needs. */
export const builtinNodes: Record<string, INodeType> = {
	[INPUT_NODE_TYPE]: plainNode('manualTrigger', 'Manual Trigger', []),
	[NO_OP_NODE_TYPE]: plainNode('noOp', 'No Operation', ['main']),
	[AGENT_NODE_TYPE]: plainNode('agent', 'AI Agent', ['main', 'ai_tool']),
};

/** Node types from a plain table. */
export function nodeTypesOf(table: Record<string, INodeType>): INodeTypes {
	return {
		getByName: (type) => table[type],
		getByNameAndVersion: (type, version) =>
			n8nWorkflow.NodeHelpers.getVersionedNodeType(table[type], version),
		getKnownTypes: () => ({}),
	};
}
