import type { INodeProperties } from 'n8n-workflow';

/** The field that names the records of a bulk action on prospects. */
export const prospectIdsField: INodeProperties = {
	displayName: 'Prospect IDs',
	name: 'ids',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1001',
	description:
		'One or more Outreach prospect IDs (whole numbers), separated by commas, or a list from an expression. Items with the same settings share one batch.',
};

/** The field that names the records of a bulk action on accounts. */
export const accountIdsField: INodeProperties = {
	displayName: 'Account IDs',
	name: 'ids',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 101',
	description:
		'One or more Outreach account IDs (whole numbers), separated by commas, or a list from an expression. Items with the same settings share one batch.',
};
