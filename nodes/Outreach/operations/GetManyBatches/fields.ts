import type { INodeProperties } from 'n8n-workflow';

/** What to find batches by. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Action',
			name: 'action',
			type: 'string',
			default: '',
			placeholder: 'e.g. prospectsAddTags',
			description: 'Only batches of the bulk action with this name in the API',
		},
		{
			displayName: 'Outreach Prospect ID',
			name: 'prospectId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1001',
			description: 'Only batches about the prospect with this Outreach ID, a whole number',
		},
		{
			displayName: 'State',
			name: 'state',
			type: 'string',
			default: '',
			placeholder: 'e.g. confirming',
			description:
				'The state as Outreach names it: confirming (waits to be confirmed), pending, finished, failed or canceled',
		},
	],
};

/** Which batches come first. */
export const sortField: INodeProperties = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'options',
	default: '-createdAt',
	options: [
		{ name: 'Created (Newest First)', value: '-createdAt' },
		{ name: 'Created (Oldest First)', value: 'createdAt' },
		{ name: 'Finished (Newest First)', value: '-finishedAt' },
		{ name: 'Finished (Oldest First)', value: 'finishedAt' },
		{ name: 'Records (Fewest First)', value: 'total' },
		{ name: 'Records (Most First)', value: '-total' },
		{ name: 'State', value: 'state' },
	],
	description: 'Which batches come first',
};
