import type { FunctionsBase } from 'n8n-workflow';

/** Tells a node from all others of this n8n, for what is kept in the process. */
export function nodeKey(context: FunctionsBase): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}
