import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { HostRequestError } from './errors.ts';

const SUFFIX = 'Tool';

/** The node behind the name of a tool; nothing for a name that has not the form of one. */
export function nameBehindTool(name: string): string | undefined {
	return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : undefined;
}

/**
 * The second form that n8n's server gives to each node that may be used as a tool: no input, the
 * output for agents, and a field for what the model is told about it.
 *
 * Follows n8n 2.41 (packages/cli/src/tool-generation/ai-tools.ts).
 *
 * @throws {HostRequestError} for a node that may not
 */
export function toolVariant(type: INodeType): INodeType {
	const { description } = type;
	if (!description.usableAsTool) {
		throw new HostRequestError(`${description.name} cannot be used as a tool.`);
	}
	const variant: INodeTypeDescription = {
		...description,
		name: description.name + SUFFIX,
		displayName: `${description.displayName} ${SUFFIX}`,
		inputs: [],
		outputs: ['ai_tool'],
		usableAsTool: undefined,
		properties: [
			{
				displayName: 'Description',
				name: 'toolDescription',
				type: 'string',
				default: description.description,
				required: true,
			},
			...description.properties,
		],
	};
	return Object.create(type, { description: { value: variant } }) as INodeType;
}
