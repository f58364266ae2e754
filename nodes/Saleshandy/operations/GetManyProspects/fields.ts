import type { INodeProperties } from 'n8n-workflow';

/** How prospects are searched for. */
export const searchByField: INodeProperties = {
	displayName: 'Search By',
	name: 'searchBy',
	type: 'options',
	noDataExpression: true,
	default: 'email',
	options: [
		{ name: 'Email', value: 'email', description: 'The prospect with exactly this email address' },
		{
			name: 'Text',
			value: 'text',
			description: 'Every prospect with this text in the name or email address',
		},
		{ name: 'All Prospects', value: 'all', description: 'List every prospect' },
	],
	description: 'How to find prospects',
};

/** Whether custom fields come too. */
export const includeCustomFieldsOption: INodeProperties = {
	displayName: 'Include Custom Fields',
	name: 'includeCustomFields',
	type: 'boolean',
	default: true,
	description: 'Whether Raw and Selected Fields have the values of custom fields too',
};

/** What the prospects are sorted by. */
export const sortByOption: INodeProperties = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'options',
	default: 'createdAt',
	options: [
		{ name: 'Created At', value: 'createdAt' },
		{ name: 'Owner', value: 'owner' },
	],
	description: 'What to sort the prospects by',
};

/** Which end of the order comes first. */
export const sortOption: INodeProperties = {
	displayName: 'Sort Order',
	name: 'sort',
	type: 'options',
	default: 'DESC',
	options: [
		{ name: 'Ascending', value: 'ASC' },
		{ name: 'Descending', value: 'DESC' },
	],
	description: 'Which end of the order comes first',
};
