import type { INodeProperties } from 'n8n-workflow';

/** The options of Modify besides those of every bulk action. */
export const modifyOptions: INodeProperties[] = [
	{
		displayName: 'Clear Fields With Empty Values',
		name: 'clearEmpty',
		type: 'boolean',
		default: false,
		description:
			'Whether to empty the fields whose value is empty, instead of leaving them as they are',
	},
	{
		displayName: 'Single-Field Request',
		name: 'singleFieldForm',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the older form of the API, fieldName and fieldValue, which takes one field only',
	},
];
