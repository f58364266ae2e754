import type { INodeProperties } from 'n8n-workflow';

/** The form field that chooses between what is worth having and the answer as it came. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
