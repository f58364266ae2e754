import { closed } from '../core/json-schema.ts';

const text = { type: 'string' };

// With `attributes` present the pair beside it is ignored even if invalid, so the pair is
// checked by the handler.
export const attributeBody = closed({
	fieldId: {},
	attributeValue: {},
	attributes: {
		type: 'array',
		items: closed({ fieldId: text, attributeValue: {} }, ['fieldId', 'attributeValue']),
	},
});

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

export const fieldsQuery = closed({ systemFields: trueOrFalse });

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

export const prospectsQuery = closed({
	search: text,
	pageSize: wholeNumber,
	page: wholeNumber,
	sort: { enum: ['ASC', 'DESC'] },
	sortBy: { enum: ['createdAt', 'owner'] },
	includeCustomFields: trueOrFalse,
});

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
		closed(
			{
				statusCode: { type: 'integer' },
				message: { type: 'array', items: text, minItems: 1 },
				error: text,
			},
			['statusCode', 'message', 'error'],
		),
		closed({ error: { const: true }, error_code: { type: 'integer' }, error_message: text }, [
			'error',
			'error_code',
			'error_message',
		]),
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

const payloadOf = (payload: unknown) => closed({ message: text, payload }, ['message', 'payload']);

export const sequencesQuery = closed({
	sequenceName: text,
	pageSize: wholeNumber,
	page: wholeNumber,
	sort: { enum: ['ASC', 'DESC'] },
	sortBy: { enum: ['sequence.createdAt', 'sequence.title'] },
	clientIds: text,
});

export const sequencesAnswer = payloadOf({
	type: 'array',
	items: closed(
		{
			id: text,
			title: text,
			active: { type: 'boolean' },
			steps: { type: 'array', items: closed({ id: text, name: text }, ['id', 'name']) },
			user: closed({ id: { type: 'integer' }, firstName: text, lastName: text, email: text }),
		},
		['id', 'title', 'active', 'steps', 'user'],
	),
});

const id = { type: 'string', minLength: 1 };

export const sequenceParams = closed({ sequenceId: id }, ['sequenceId']);
export const prospectParams = closed({ prospectId: id }, ['prospectId']);
export const importStatusParams = closed({ requestId: id }, ['requestId']);

export const stepsAnswer = payloadOf({
	type: 'array',
	items: closed(
		{
			id: text,
			number: { type: 'integer' },
			type: { type: 'integer' },
			status: { type: 'integer' },
		},
		['id', 'number', 'type', 'status'],
	),
});

export const contactsAnswer = payloadOf(closed({}));

export const historyAnswer = payloadOf({
	type: 'array',
	items: closed({ id: text, sequenceId: text, title: text, status: text }, ['id', 'title']),
});

const count = { type: 'integer', minimum: 0 };

export const statusAnswer = payloadOf(
	closed({ success: count, failed: count }, ['success', 'failed']),
);

export const importAnswer = payloadOf(closed({ requestId: text }, ['requestId']));

const importStatus = closed(
	{ isCompleted: { type: 'boolean' }, reportURL: text, failedProspectsURL: text },
	['isCompleted'],
);

/** One source has it at the top, others in the payload. */
export const importStatusAnswer = { anyOf: [importStatus, payloadOf(importStatus)] };

export const verificationAnswer = payloadOf({
	type: 'array',
	items: closed({ email: text, verificationStatus: text }, ['email', 'verificationStatus']),
});
