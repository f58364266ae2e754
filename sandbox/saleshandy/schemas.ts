const text = { type: 'string' };

function closed(properties: Record<string, unknown>, required: string[]): Record<string, unknown> {
	return { type: 'object', properties, required, additionalProperties: false };
}

// With `attributes` present the pair beside it is ignored even if invalid, so the pair is
// checked by the handler.
export const attributeBody = closed(
	{
		fieldId: {},
		attributeValue: {},
		attributes: {
			type: 'array',
			items: closed({ fieldId: text, attributeValue: {} }, ['fieldId', 'attributeValue']),
		},
	},
	[],
);

export const attributeParams = closed({ prospectId: { type: 'string', minLength: 1 } }, [
	'prospectId',
]);

const results = {
	type: 'array',
	items: closed({ fieldId: text, success: { type: 'boolean' } }, ['fieldId', 'success']),
};

export const attributeAnswer = closed(
	{ message: text, payload: closed({ results }, ['results']) },
	['message', 'payload'],
);

const trueOrFalse = { enum: ['true', 'false'] };
const wholeNumber = { type: 'string', pattern: '^[1-9]\\d*$' };

export const fieldsQuery = closed({ systemFields: trueOrFalse }, []);

export const fieldsAnswer = closed(
	{
		message: text,
		payload: {
			type: 'array',
			items: closed(
				{
					id: text,
					label: text,
					fieldType: { enum: ['text', 'number', 'date', 'long-text', 'dropdown', 'currency'] },
				},
				['id', 'label', 'fieldType'],
			),
		},
	},
	['message', 'payload'],
);

export const prospectsQuery = closed(
	{
		search: text,
		pageSize: wholeNumber,
		page: wholeNumber,
		sort: { enum: ['ASC', 'DESC'] },
		sortBy: { enum: ['createdAt', 'owner'] },
		includeCustomFields: trueOrFalse,
	},
	[],
);

export const prospectsAnswer = closed(
	{
		message: text,
		payload: {
			type: 'array',
			items: closed(
				{
					id: text,
					createdAt: { type: 'string', format: 'date-time' },
					email: text,
					verificationStatus: text,
					attributes: {
						type: 'array',
						items: closed({ id: text, key: text, value: text }, ['id', 'key', 'value']),
					},
					tags: { type: 'array', items: text },
				},
				['id', 'createdAt', 'email', 'attributes'],
			),
		},
	},
	['payload'],
);

const errorBody = {
	anyOf: [
		closed({ error: { const: true }, type: text, code: { type: 'integer' }, message: text }, [
			'error',
			'type',
			'code',
			'message',
		]),
		closed({ message: { anyOf: [text, { type: 'array', items: text }] } }, ['message']),
		closed({ statusCode: { type: 'integer' }, message: text }, ['statusCode', 'message']),
	],
};

/** The error bodies every Saleshandy route can answer. */
export const errorAnswers = {
	400: errorBody,
	401: errorBody,
	403: errorBody,
	404: errorBody,
	406: errorBody,
	429: errorBody,
	500: errorBody,
};
