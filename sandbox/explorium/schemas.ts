import { closed } from '../core/json-schema.ts';
import { EVENT_TYPES } from './state.ts';

// Limits as in the vendor's OpenAPI; see developers.explorium.ai, reference/prospects/events.
const FETCH_ID_LIMIT = 40;
const BULK_LIMIT = 50;

export const prospectIdSchema = { type: 'string', pattern: '^[a-f0-9]{40}$' };
const requestContext = { type: 'object', nullable: true };
const eventTypes = {
	type: 'array',
	minItems: 1,
	items: { type: 'string', enum: [...EVENT_TYPES] },
};
const timestamp = { type: 'string', format: 'explorium-timestamp', nullable: true };

export const fetchEventsBody = closed(
	{
		event_types: eventTypes,
		prospect_ids: {
			type: 'array',
			minItems: 1,
			maxItems: FETCH_ID_LIMIT,
			uniqueItems: true,
			items: prospectIdSchema,
		},
		timestamp_from: timestamp,
		timestamp_to: timestamp,
		entity_type: { type: 'string', enum: ['business', 'prospect'] },
		request_context: requestContext,
	},
	['event_types', 'prospect_ids'],
);

export const enrollmentFields = {
	enrollment_key: { type: 'string', minLength: 4 },
	event_types: eventTypes,
	// The largest number is checked by the handler, because a switch can raise it.
	prospect_ids: { type: 'array', minItems: 1, items: prospectIdSchema },
	request_context: requestContext,
};

export const addEnrollmentBody = closed(enrollmentFields, [
	'enrollment_key',
	'event_types',
	'prospect_ids',
]);

export const updateEnrollmentBody = closed(
	{ enrollment_id: { type: 'string' }, ...enrollmentFields },
	['enrollment_id', 'enrollment_key', 'event_types', 'prospect_ids'],
);

export const deleteEnrollmentBody = closed(
	{ enrollment_id: { type: 'string' }, request_context: requestContext },
	['enrollment_id'],
);

const identifier = { type: 'string', nullable: true };
const matchInput = {
	type: 'object',
	properties: {
		email: identifier,
		phone_number: identifier,
		full_name: identifier,
		company_name: identifier,
		linkedin: identifier,
		business_id: identifier,
	},
};

export const matchBody = closed(
	{
		prospects_to_match: { type: 'array', minItems: 1, maxItems: BULK_LIMIT, items: matchInput },
		request_context: requestContext,
	},
	['prospects_to_match'],
);

const contactParameters = {
	type: 'object',
	nullable: true,
	properties: {
		contact_types: { type: 'array', items: { type: 'string', enum: ['email', 'phone'] } },
	},
};

export const bulkContactsBody = closed(
	{
		prospect_ids: { type: 'array', minItems: 1, maxItems: BULK_LIMIT, items: prospectIdSchema },
		parameters: contactParameters,
		request_context: requestContext,
	},
	['prospect_ids'],
);

export const oneContactBody = closed(
	{
		prospect_id: prospectIdSchema,
		parameters: contactParameters,
		request_context: requestContext,
	},
	['prospect_id'],
);

const responseContext = closed(
	{
		correlation_id: { type: 'string' },
		request_status: { type: 'string', enum: ['success', 'miss', 'failure'] },
		time_took_in_seconds: { type: 'number' },
	},
	['correlation_id', 'request_status', 'time_took_in_seconds'],
);

const creditUsage = closed(
	{ total_results: { type: 'integer' }, total_credits: { type: 'number' } },
	['total_results', 'total_credits'],
);

export const hex32 = { type: 'string', pattern: '^[a-f0-9]{32}$' };

export const eventAnswerItem = closed(
	{
		event_name: { type: 'string', enum: [...EVENT_TYPES] },
		event_time: { type: 'string', format: 'date-time' },
		event_id: hex32,
		prospect_id: prospectIdSchema,
		data: {
			type: 'object',
			required: ['event_name'],
			properties: {
				event_name: { type: 'string' },
				current_company_name: { type: 'string' },
				current_company_id: hex32,
				current_job_title: { type: 'string' },
				previous_company_name: { type: 'string' },
				previous_company_id: hex32,
				previous_job_title: { type: 'string' },
				full_name: { type: 'string' },
				company_name: { type: 'string' },
				job_title: { type: 'string' },
				linkedin_url: { type: 'string' },
				years_at_company: { type: 'integer' },
				job_anniversary_date: { type: 'string', format: 'date-time' },
			},
		},
	},
	['event_name', 'event_time', 'event_id', 'prospect_id', 'data'],
);

/** What every answer of version 1 carries, and more. */
export function answer(
	properties: Record<string, unknown>,
	required: string[] = [],
): Record<string, unknown> {
	return closed({ response_context: responseContext, credit_usage: creditUsage, ...properties }, [
		'response_context',
		...required,
	]);
}

const enrollment = closed(
	{
		enrollment_id: { type: 'string' },
		enrollment_key: { type: 'string' },
		event_types: { type: 'array', items: { type: 'string' } },
		prospect_ids: { type: 'array', items: prospectIdSchema },
	},
	['enrollment_id', 'enrollment_key', 'event_types', 'prospect_ids'],
);

// E.164, as the vendor's OpenAPI demands (its pattern also lists the country codes).
const phone = { type: 'string', pattern: '^\\+[1-9]\\d{6,14}$' };

const contacts = closed({
	emails: {
		type: 'array',
		items: closed({ address: { type: 'string' }, type: { type: 'string' } }, ['address']),
	},
	professions_email: { type: 'string', format: 'email' },
	professional_email_status: { enum: ['valid', 'invalid', 'catch-all', 'catch_all'] },
	phone_numbers: { type: 'array', items: closed({ phone_number: phone }, ['phone_number']) },
	mobile_phone: phone,
});

export const fetchEventsAnswer = answer(
	{ output_events: { type: 'array', items: eventAnswerItem } },
	['output_events'],
);
export const enrollmentAnswer = answer(
	{ enrollment_key: { type: 'string' }, enrollment_id: { type: 'string' } },
	['enrollment_key', 'enrollment_id'],
);
export const enrollmentsAnswer = answer({ enrollments: { type: 'array', items: enrollment } }, [
	'enrollments',
]);
export const deleteAnswer = answer({ status: { enum: ['success', 'miss', 'failure'] } });
export const matchAnswer = answer(
	{
		total_results: { type: 'integer' },
		total_matches: { type: 'integer' },
		matched_prospects: {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					input: matchInput,
					prospect_id: prospectIdSchema,
					error: { type: 'string' },
					error_type: { type: 'string' },
				},
				required: ['input'],
				additionalProperties: false,
			},
		},
	},
	['total_results', 'total_matches', 'matched_prospects'],
);
export const bulkContactsAnswer = answer(
	{
		data: {
			type: 'array',
			items: closed({ prospect_id: prospectIdSchema, data: contacts }, ['prospect_id']),
		},
		total_results: { type: 'integer' },
	},
	['total_results'],
);
export const oneContactAnswer = answer({ data: contacts, entity_id: prospectIdSchema });
export const creditsAnswer = answer(
	{ allocated_credits: { type: 'integer' }, remaining_credits: { type: 'integer' } },
	['allocated_credits', 'remaining_credits'],
);

const text = { type: 'string' };
const details = closed({ details: text, correlation_id: text }, ['details', 'correlation_id']);

/** The error bodies every Explorium route can answer. */
export const errorAnswers = {
	400: details,
	401: details,
	403: { anyOf: [details, closed({ error: text }, ['error'])] },
	404: details,
	422: closed(
		{
			detail: {
				type: 'array',
				items: closed(
					{
						loc: { type: 'array', items: { type: ['string', 'integer'] } },
						msg: text,
						type: text,
						ctx: { type: 'object' },
					},
					['loc', 'msg', 'type'],
				),
			},
		},
		['detail'],
	),
	429: {
		type: 'object',
		properties: { message: text, retry_after: { type: 'integer' } },
		required: ['message', 'retry_after'],
	},
	500: details,
};
