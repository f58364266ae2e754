import type { Host } from './host';

/**
 * n8n makes a second type of each node that an AI agent may use.
 *
 * Follows n8n 2.41 (packages/cli/src/tool-generation/ai-tools.ts).
 */
export const isTool = (name: string): boolean => name.endsWith('Tool');

/** The descriptions of all nodes of the package, in its order. */
export async function describeNodes<T>(host: Host): Promise<T[]> {
	const { nodes } = await host.types();
	const names = nodes.filter((name) => !isTool(name));
	return await Promise.all(names.map(async (name) => await host.describe<T>(name)));
}
