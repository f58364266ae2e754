import type { INodeProperties } from 'n8n-workflow';

/** The defaults of a collection of options: n8n leaves out what the user has not added. */
export function optionDefaults({ options }: INodeProperties): Record<string, unknown> {
	return Object.fromEntries(
		((options ?? []) as INodeProperties[]).map(({ name, default: value }) => [name, value]),
	);
}
