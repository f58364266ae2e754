import { readRateLimit, toldMoment } from '../../../nodes/shared/rateHeaders';

const NOW = Date.parse('2026-11-21T10:00:00Z');

it.each([
	[{ 'x-ratelimit-limit': '200', 'x-ratelimit-remaining': '7' }, 200, 7, undefined],
	[{ 'ratelimit-limit': '200', 'ratelimit-remaining': 7, 'ratelimit-reset': '30' }, 200, 7, 30],
	[
		{ 'x-ratelimit-remaining': '9999, 19988', 'x-ratelimit-limit': '10000, 20000' },
		10000,
		9999,
		undefined,
	],
	[{ 'x-ratelimit-remaining': '"9999, 19988"' }, undefined, 9999, undefined],
	[{ 'x-ratelimit-remaining': ['3', '5'], 'x-ratelimit-reset': ['60', '60'] }, undefined, 3, 60],
	[{ 'ratelimit-remaining': '5', 'x-ratelimit-remaining': '4' }, undefined, 4, undefined],
	[{ 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '' }, undefined, undefined, undefined],
	[{ 'x-ratelimit-remaining': 'many' }, undefined, undefined, undefined],
])('reads the limit out of %j', (headers, limit, remaining, seconds) => {
	const resetAt = seconds === undefined ? undefined : NOW + seconds * 1000;
	expect(readRateLimit(headers, NOW)).toEqual({ limit, remaining, resetAt });
});

it.each([
	[{ 'retry-after-ms': '1500', 'retry-after': '9' }, {}, '', 1500],
	[{ 'retry-after': '1s' }, {}, '', 1000],
	[{}, { retry_after: 7 }, '', 7000],
	[{ 'ratelimit-reset': '12' }, {}, '', 12_000],
	[{}, null, 'API rate limit exceeded. Please retry after 60 seconds.', 60_000],
	[{}, '', 'Please try again in 2 minutes', 120_000],
	[{}, '', 'please try again at 2026-11-21T10:00:30.', 30_000],
	[{}, '', 'Please retry after the specified time.', undefined],
	[{ 'retry-after': '98204315555' }, { retry_after: 7 }, '', 7000],
	[{ 'retry-after-ms': '98204315555555' }, {}, '', undefined],
	[{}, '', 'Please retry after 999999 hours', undefined],
])('finds when to come back in %j %j %j', (headers, body, text, ms) => {
	const moment = toldMoment(headers, body, text, true, NOW);
	expect(moment).toBe(ms === undefined ? undefined : NOW + ms);
});
