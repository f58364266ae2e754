// Error bodies in the form that each vendor documents.

const TEXTS = {
	400: 'Bad request',
	401: 'Invalid or missing credentials',
	403: 'Not permitted',
	404: 'Not found',
	409: 'Conflict',
	422: 'Cannot be processed',
	429: 'Too many requests',
	500: 'Internal server error',
	502: 'Bad gateway',
	503: 'Service unavailable',
	504: 'Gateway timeout',
};

/** The statuses that a fault can answer with. */
export const STATUSES = Object.keys(TEXTS).map(Number);

const RETRY_AFTER_SECONDS = '5';

/** What a vendor sends with an error status: body, and headers where the status calls for some. */
export function errorBody(vendor, status) {
	const text = `${TEXTS[status]} (a fault of the sandbox)`;
	const headers = status === 429 ? { headers: { 'retry-after': RETRY_AFTER_SECONDS } } : {};
	return { body: BODIES[vendor](status, text), ...headers };
}

const BODIES = {
	explorium: (status, text) =>
		status === 422
			? { detail: [{ loc: ['body'], msg: text, type: 'value_error' }] }
			: { details: text, correlation_id: '00000000-0000-4000-8000-000000000000' },
	saleshandy: (status, message) => ({ error: true, type: 'sandbox', code: status, message }),
	outreach: (status, detail) => ({
		errors: [{ id: `sandbox${status}`, title: TEXTS[status], detail }],
	}),
};
