import { closed } from '../core/json-schema.ts';
import { ATTRIBUTES } from './attributes.ts';
import type { AttributeInfo, RecordType } from './attributes.ts';

const text = { type: 'string' };
const id = { type: 'integer' };

function valueSchema({ type }: AttributeInfo): Record<string, unknown> {
	switch (type) {
		case 'text-list':
			return { type: ['array', 'null'], items: text };
		case 'list':
			return { type: ['array', 'null'] };
		case 'date':
		case 'date-time':
			return { anyOf: [{ type: 'null' }, { type: 'string', format: type }] };
		default:
			return { type: [type, 'null'] };
	}
}

const reference = closed({ type: text, id }, ['type', 'id']);

/** The attributes of a record type, and custom fields. */
function attributesSchema(type: RecordType): Record<string, unknown> {
	const attributes = Object.entries(ATTRIBUTES[type]).map(([name, info]) => [
		name,
		valueSchema(info),
	]);
	return {
		type: 'object',
		properties: Object.fromEntries(attributes),
		patternProperties: { '^custom\\d{1,3}$': { type: ['string', 'null'] } },
		additionalProperties: false,
	};
}

/** A record of one type, with the attributes of the vendor's OpenAPI. */
function resourceSchema(type: RecordType): Record<string, unknown> {
	return closed(
		{
			type: { const: type },
			id,
			attributes: attributesSchema(type),
			relationships: {
				type: 'object',
				additionalProperties: {
					type: 'object',
					properties: {
						data: { anyOf: [{ type: 'null' }, reference, { type: 'array', items: reference }] },
						links: closed({ related: text }, ['related']),
					},
					minProperties: 1,
					additionalProperties: false,
				},
			},
			links: closed({ self: text }, ['self']),
			meta: closed({ canWrite: { type: 'boolean' } }),
		},
		['type', 'id', 'attributes', 'relationships'],
	);
}

/** Answer with one record. */
export function oneAnswer(type: RecordType): Record<string, unknown> {
	return closed({ data: resourceSchema(type) }, ['data']);
}

/** Answer with a page of records. */
export function listAnswer(type: RecordType): Record<string, unknown> {
	return closed(
		{
			data: { type: 'array', items: resourceSchema(type) },
			included: { type: 'array', items: { type: 'object', required: ['type', 'id'] } },
			meta: closed({ count: { type: 'integer' }, count_truncated: { type: 'boolean' } }),
			links: closed({ first: text, next: text, prev: text }),
		},
		['data'],
	);
}

const queryValue = { anyOf: [text, { type: 'array', items: text }] };

/** Query of a collection; any other parameter is refused. */
export const listQuery = {
	type: 'object',
	properties: {
		'page[size]': { type: 'string', pattern: '^([1-9]\\d{0,2}|1000)$' },
		'page[after]': text,
		'page[limit]': { type: 'string', pattern: '^([1-9]\\d{0,2}|1000)$' },
		'page[offset]': { type: 'string', pattern: '^(\\d{1,4}|10000)$' },
		count: { enum: ['true', 'false'] },
		sort: text,
		include: text,
		newFilterSyntax: { enum: ['true', 'false'] },
		provideAuthorizationMeta: { enum: ['true', 'false'] },
	},
	patternProperties: {
		'^filter(\\[\\w+\\])+(\\[\\])?$': queryValue,
		'^fields\\[\\w+\\]$': text,
	},
	additionalProperties: false,
};

/** Query of a bulk action. */
export const actionQuery = {
	type: 'object',
	properties: { 'actionParams[skipConfirmation]': { enum: ['true', 'false'] } },
	patternProperties: { '^actionParams\\[filter\\](\\[\\w+\\])+(\\[\\])?$': queryValue },
	additionalProperties: false,
};

export const confirmQuery = closed({
	'actionParams[confirmedCount]': { type: 'string', pattern: '^\\d+$' },
});

export const idParams = closed({ id: { type: 'string', pattern: '^\\d+$' } }, ['id']);

/** Body of a bulk action; `type` may stand beside `data` or inside, or be absent. */
export function actionBody(
	attributes: Record<string, unknown>,
	open: boolean,
): Record<string, unknown> {
	// Ids are integers by the OpenAPI; digits as text are taken too.
	const recordId = { anyOf: [id, { type: 'string', pattern: '^\\d+$' }] };
	return closed({
		type: text,
		data: closed({
			type: text,
			attributes: {
				type: 'object',
				properties: {
					ids: { type: 'array', items: recordId, maxItems: 100_000 },
					...attributes,
				},
				additionalProperties: open
					? { type: ['string', 'boolean', 'number', 'array', 'null'] }
					: false,
			},
		}),
	});
}

/**
 * Body of a write of one record. Ids of relationships as text pass here: a switch decides on them. So do
 * read-only attributes.
 */
export function writeBody(type: RecordType): Record<string, unknown> {
	const target = closed({ type: text, id: { type: ['integer', 'string'] } }, ['type', 'id']);
	return closed(
		{
			data: closed(
				{
					type: { const: type },
					id: { type: 'integer' },
					attributes: attributesSchema(type),
					relationships: {
						type: 'object',
						additionalProperties: closed({ data: { anyOf: [{ type: 'null' }, target] } }, ['data']),
					},
				},
				['type'],
			),
		},
		['data'],
	);
}

export const createBatchBody = closed(
	{
		type: text,
		data: closed(
			{
				type: text,
				attributes: closed(
					{ action: text, payload: { type: 'object' }, externalStartPayload: text },
					['action'],
				),
				relationships: { type: 'object' },
			},
			['attributes'],
		),
	},
	['data'],
);

/** A relationship to one record, by its number; text is refused. */
const related = (type: RecordType): Record<string, unknown> =>
	closed({ data: closed({ type: { const: type }, id }, ['type', 'id']) }, ['data']);

/** Body of `POST /sequenceStates`: relationships only. */
export const createSequenceStateBody = closed(
	{
		data: closed(
			{
				type: { const: 'sequenceState' },
				attributes: closed({}),
				relationships: closed(
					{
						prospect: related('prospect'),
						sequence: related('sequence'),
						mailbox: related('mailbox'),
					},
					['prospect', 'sequence'],
				),
			},
			['type', 'relationships'],
		),
	},
	['data'],
);

/** No body, or one that says nothing. */
export const emptyBody = { anyOf: [{ type: 'null' }, closed({})] };

export const typesAnswer = closed(
	{
		data: {
			type: 'array',
			items: closed(
				{
					type: text,
					meta: closed(
						{
							validations: {
								type: 'object',
								additionalProperties: closed(
									{
										type: text,
										required: { type: 'boolean' },
										label: text,
										definition: { anyOf: [{ type: 'null' }, text, { type: 'array', items: text }] },
									},
									['type', 'required', 'label', 'definition'],
								),
							},
						},
						['validations'],
					),
				},
				['type', 'meta'],
			),
		},
	},
	['data'],
);

const errorBody = closed(
	{
		errors: {
			type: 'array',
			minItems: 1,
			items: closed(
				{
					id: text,
					title: text,
					detail: text,
					details: text,
					source: closed({ pointer: text }),
				},
				['id', 'title'],
			),
		},
	},
	['errors'],
);

/** The error bodies every Outreach route can answer. */
export const errorAnswers = Object.fromEntries(
	[400, 401, 403, 404, 414, 415, 422, 429, 500, 503].map((status) => [status, errorBody]),
);
