import { closed } from '../core/json-schema.ts';
import { answer, enrollmentFields, errorAnswers, eventAnswerItem } from './schemas.ts';
import type { Version } from './version.ts';

// As in the vendor's OpenAPI; see developers.explorium.ai, v2.

const text = { type: 'string' };
const payloadFormat = { type: 'string', enum: ['json', 'stringified_json'] };
const webhookUrl = { type: 'string', minLength: 1, maxLength: 65_536, format: 'uri' };
const headers = { type: 'array', items: text };
const nothing = { type: 'null' };

const responseContext = closed(
	{
		correlation_id: text,
		request_status: { type: 'string', enum: ['success', 'miss', 'failure'] },
		time_taken_in_seconds: { type: 'number' },
	},
	['correlation_id', 'request_status', 'time_taken_in_seconds'],
);

type Schema = ReturnType<typeof answer>;

/** An answer of version 1 as the given version words it. */
export function inVersion(version: Version, schema: Schema): Schema {
	if (version === 'v1') return schema;
	const properties = schema.properties as Schema;
	return { ...schema, properties: { ...properties, response_context: responseContext } };
}

const answerV2 = (properties: Schema, required: string[] = []): Schema =>
	inVersion('v2', answer(properties, required));

export const errorAnswersV2 = { ...errorAnswers, 409: errorAnswers[404] };

export const fetchEventsAnswerV2 = answerV2(
	{
		output_events: {
			type: 'array',
			items: {
				...eventAnswerItem,
				required: ['event_name', 'event_time', 'event_id', 'prospect_id'],
			},
		},
	},
	['output_events'],
);

const enrollmentFieldsV2 = { ...enrollmentFields, webhook_id: text, request_context: nothing };

export const addEnrollmentBodyV2 = closed(enrollmentFieldsV2, [
	'enrollment_key',
	'webhook_id',
	'event_types',
	'prospect_ids',
]);

export const patchEnrollmentBodyV2 = closed(enrollmentFieldsV2);

const enrollmentHead = {
	enrollment_key: { type: 'string', minLength: 4 },
	enrollment_id: text,
	webhook_id: text,
	status: { type: 'string', enum: ['active', 'paused'] },
};

export const enrollmentAnswerV2 = answerV2(enrollmentHead, [
	'enrollment_key',
	'enrollment_id',
	'webhook_id',
	'status',
]);

export const enrollmentsAnswerV2 = answerV2(
	{
		enrollments: {
			type: 'array',
			items: closed(
				{
					...enrollmentHead,
					event_types: { type: 'array', items: text },
					prospect_ids: { type: 'array', items: text },
				},
				[...Object.keys(enrollmentHead), 'event_types', 'prospect_ids'],
			),
		},
	},
	['enrollments'],
);

export const createWebhookBody = closed(
	{
		name: text,
		description: text,
		webhook_url: webhookUrl,
		headers,
		payload_format: payloadFormat,
	},
	['name', 'webhook_url'],
);

export const patchWebhookBody = closed({
	name: text,
	description: text,
	webhook_url: webhookUrl,
	headers,
	payload_format: payloadFormat,
	status: { type: 'string', enum: ['active', 'disabled'] },
});

export const checkWebhookBody = closed({
	simulation: {
		type: 'object',
		properties: {
			event_name: text,
			number_of_events: { type: 'integer', minimum: 1, maximum: 10 },
			event_time: { type: 'string', format: 'date-time' },
		},
	},
});

const webhook = {
	webhook_id: text,
	scope: closed({ type: { enum: ['tenant', 'organization', 'partner'] }, id: text }, [
		'type',
		'id',
	]),
	name: text,
	description: text,
	webhook_url: text,
	headers,
	payload_format: payloadFormat,
	status: { type: 'string', enum: ['active', 'disabled'] },
	created_at: { type: 'string', format: 'date-time' },
	last_modified_time: { type: 'string', format: 'date-time' },
	legacy: { type: 'boolean' },
};
const webhookRequired = [
	'webhook_id',
	'scope',
	'name',
	'webhook_url',
	'status',
	'created_at',
	'last_modified_time',
];

export const webhookAnswer = answerV2(webhook, webhookRequired);
export const newWebhookAnswer = answerV2({ ...webhook, webhook_secret: text }, [
	...webhookRequired,
	'webhook_secret',
]);
export const webhooksAnswer = answerV2(
	{ webhooks: { type: 'array', items: closed(webhook, webhookRequired) } },
	['webhooks'],
);
export const rotatedAnswer = answerV2({ webhook_id: text, webhook_secret: text }, [
	'webhook_id',
	'webhook_secret',
]);
export const deletedWebhookAnswer = answerV2({
	affected_enrollment_ids: { type: 'array', items: text },
});
export const contextOnlyAnswerV2 = answerV2({});

export const contactsBodyV2 = (bulkContactsBody: Schema): Schema => {
	const { prospect_ids: many, ...others } = bulkContactsBody.properties as Record<string, Schema>;
	const oneOrMany = { anyOf: [many?.items, many] };
	return closed({ ...others, prospect_ids: oneOrMany }, ['prospect_ids']);
};

/** Data of a row, which may be written as a list. */
export const oneOrList = (schema: Schema): Schema => ({
	anyOf: [schema, { type: 'array', items: schema }],
});

export const contactsAnswerV2 = answerV2(
	{
		data: {
			type: 'array',
			items: closed(
				{
					prospect_id: text,
					data: oneOrList(
						closed({
							professional_email: { type: 'string', format: 'email' },
							professional_email_status: { enum: ['valid', 'invalid', 'catch-all', 'catch_all'] },
							phone_numbers: { type: 'array', items: closed({ phone_number: text }) },
							mobile_phone: text,
						}),
					),
				},
				['prospect_id'],
			),
		},
		total_results: { type: 'integer' },
	},
	['total_results'],
);
