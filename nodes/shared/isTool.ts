import type { INode } from 'n8n-workflow';

/** Whether the node runs as the tool of an AI agent: n8n then gives its type this ending. */
export function isTool({ type }: Pick<INode, 'type'>): boolean {
	return String(type).endsWith('Tool');
}
