import { closed } from '../core/json-schema.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const wholeNumber = { type: 'string', pattern: '^[1-9]\\d*$' };
const type = { enum: ['all', 'email', 'domain'] };
const paging = { pageSize: wholeNumber, page: wholeNumber };

export const dncListParams = closed({ dncListId: { type: 'string', minLength: 1 } }, ['dncListId']);

export const dncListsQuery = closed(
	{
		search: text,
		...paging,
		sort: { enum: ['ASC', 'DESC'] },
		sortBy: { enum: ['total', 'updatedAt'] },
	},
	['sort', 'sortBy'],
);

export const dncEntriesQuery = closed({ search: text, type, ...paging }, ['type']);

export const dncSearchQuery = closed(
	{ search: { type: 'string', minLength: 1 }, type, ...paging },
	['search', 'type'],
);

const list = closed(
	{
		id: text,
		name: text,
		numberOfItems: integer,
		createdAt: text,
		createdBy: text,
		clientId: { type: ['string', 'null'] },
		total: text,
		updatedAt: text,
	},
	['id', 'name', 'numberOfItems', 'total', 'updatedAt'],
);

const lists = closed({ message: text, payload: { type: 'array', items: list } }, [
	'message',
	'payload',
]);

/** A payload in a payload. */
export const dncListsAnswer = closed({ payload: lists }, ['payload']);

const meta = closed(
	{
		totalItems: integer,
		currentPage: integer,
		itemsPerPage: integer,
		totalPages: integer,
		itemCount: integer,
	},
	['totalItems', 'currentPage', 'itemsPerPage', 'totalPages', 'itemCount'],
);

const entryType = { enum: ['email', 'domain'] };

const detail = closed({ id: text, value: text, type: entryType, createdAt: text, addedBy: text }, [
	'id',
	'value',
	'type',
]);

export const dncEntriesAnswer = closed(
	{
		payload: closed({ message: text, dncDetails: { type: 'array', items: detail }, meta }, [
			'message',
			'dncDetails',
			'meta',
		]),
	},
	['payload'],
);

const hit = closed(
	{
		id: text,
		name: text,
		numberOfItems: integer,
		addedBy: text,
		ownerId: integer,
		dncItems: {
			type: 'array',
			items: closed({ id: text, value: text, type: entryType }, ['id', 'value', 'type']),
		},
	},
	['id', 'name', 'dncItems'],
);

export const dncSearchAnswer = closed(
	{
		message: text,
		payload: closed({ dncList: { type: 'array', items: hit }, meta }, ['dncList', 'meta']),
	},
	['message', 'payload'],
);

export const dncAddAnswer = closed({ message: text, payload: closed({}) }, ['message', 'payload']);
