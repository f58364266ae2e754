import { closed } from '../core/json-schema.ts';
import { answer } from './schemas.ts';

// Version 1, with the fields of 0.3.19; see developers.explorium.ai, reference/webhooks.

const text = { type: 'string' };
const requestContext = { type: 'object', nullable: true };
const headers = { type: 'array', items: text };
const payloadFormat = { type: 'string', enum: ['json', 'stringified_json'] };

export const registerWebhookBody = closed(
	{
		partner_id: text,
		webhook_url: text,
		headers,
		payload_format: payloadFormat,
		request_context: requestContext,
	},
	['partner_id', 'webhook_url'],
);

export const checkConnectivityBody = closed(
	{
		partner_id: text,
		simulation: {
			type: 'object',
			properties: {
				event_name: text,
				number_of_events: { type: 'integer', minimum: 1, maximum: 10 },
				event_time: { type: 'string', format: 'date-time' },
			},
		},
		request_context: requestContext,
	},
	['partner_id'],
);

export const partnerWebhookAnswer = answer(
	{
		created_at: { type: 'string', format: 'date-time' },
		last_modified_time: { type: 'string', format: 'date-time' },
		webhook_url: text,
		webhook_secret: text,
		headers,
		payload_format: payloadFormat,
	},
	['created_at', 'last_modified_time', 'webhook_url', 'webhook_secret'],
);

export const contextOnlyAnswer = answer({});
