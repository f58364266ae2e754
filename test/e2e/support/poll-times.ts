const EVERY_SECONDS = 10;

/** n8n's form of them. One poll time is at most once a minute; several save a test from waiting. */
export const EVERY_TEN_SECONDS = Array.from({ length: 60 / EVERY_SECONDS }, (_, turn) => ({
	mode: 'custom',
	cronExpression: `${turn * EVERY_SECONDS} * * * * *`,
}));
