// What can go wrong, in everyday words. Each kind is a fault, a rate limit or a switch of the
// control API; some hold for one vendor only.

import { errorBody, STATUSES } from './error-bodies.js';

const statusField = (statuses, initial) => ({ label: 'Status', choices: statuses, initial });
const numberField = (label, initial, min, max) => ({ label, initial, min, max });

const always = (order) => ({ fault: () => order });

const ANY_VENDOR = [
	{
		name: 'Answers with an error',
		field: statusField(STATUSES, 503),
		fault: (vendor, status) => ({ status, ...errorBody(vendor, status) }),
	},
	{
		name: 'Does it, then answers with an error',
		field: statusField([500, 502, 503, 504], 504),
		fault: (vendor, status) => ({ status, applyFirst: true, ...errorBody(vendor, status) }),
	},
	{
		name: 'Answers late',
		field: numberField('Seconds', 5, 1, 600),
		fault: (_vendor, seconds) => ({ latencyMs: seconds * 1000 }),
	},
	{
		name: 'Rate limit',
		field: numberField('Calls a minute', 2, 1, 100_000),
		limit: (calls) => ({ limit: calls, windowSeconds: 60, unit: 'requests' }),
	},
	{ name: 'Connection breaks before it is done', ...always({ drop: 'before' }) },
	{ name: 'Connection breaks after it is done', ...always({ drop: 'after' }) },
	{ name: 'Never answers', ...always({ hang: true }) },
	{ name: 'Does it, but never answers', ...always({ hang: true, applyFirst: true }) },
	{ name: 'Answer is cut in half', ...always({ truncate: true }) },
	{ name: 'Connection breaks in the middle of the answer', ...always({ breakBody: 'length' }) },
	{ name: 'Answers a byte a second, without an end', ...always({ dripMs: 1000 }) },
	{ name: 'Answer cannot be unpacked', ...always({ gzip: 'damaged' }) },
	{ name: 'Answer unpacks to 60 MB', ...always({ gzip: 'bomb' }) },
	{ name: 'List holds an empty entry', ...always({ alter: 'entry-null' }) },
	{ name: 'Answers with a list around it', ...always({ alter: 'in-list' }) },
	{
		name: 'Rate limit without a time',
		fault: (vendor) => ({
			status: 429,
			body: errorBody(vendor, 429).body,
			omitHeaders: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
		}),
	},
	{
		name: 'Answers with a web page',
		...always({ status: 200, body: '<!doctype html><title>Maintenance</title>' }),
	},
	{ name: 'Answers with nothing', ...always({ status: 200 }) },
];

const OF_VENDOR = {
	explorium: [
		{ name: 'Says "failure" with status 200', switches: () => ({ softFailure: true }) },
		{ name: 'Enriching leaves one out', switches: () => ({ contactRows: 'first-missing' }) },
		{ name: 'Refuses all prospect IDs', ...always({ refuseIds: true }) },
		{
			name: 'Refuses one person without saying whom',
			field: numberField('Number of the person', 1, 1, 20_000),
			switches: (number) => ({ poisonPerson: number }),
		},
		{ name: 'Registers webhooks without a secret', switches: () => ({ webhookSecret: 'absent' }) },
		{ name: 'Unknown prospect IDs fail a fetch', switches: () => ({ unknownIds: '422' }) },
	],
	saleshandy: [
		{ name: 'Leaves a field out of its results', switches: () => ({ results: 'one-missing' }) },
		{ name: 'Pages never end', switches: () => ({ pastLastPage: 'wraps' }) },
		{ name: 'The key may do nothing', switches: () => ({ noPermission: true }) },
	],
	outreach: [
		{
			name: 'Records of bulk actions fail',
			field: numberField('Every n-th record', 2, 1, 1000),
			switches: (nth) => ({ failEveryNthItem: nth }),
		},
		{ name: 'Bulk actions stop half-way', switches: () => ({ batchEnd: 'failed' }) },
		{ name: 'Bulk actions never end', switches: () => ({ batchEnd: 'hangs' }) },
		{ name: 'Bulk actions ask to confirm', switches: () => ({ confirmationThreshold: 0 }) },
		{ name: 'Bulk actions start uncounted', switches: () => ({ firstBatchAnswer: 'no-numbers' }) },
		{ name: 'Pages never end', switches: () => ({ pages: 'endless' }) },
		{
			name: 'Large pages are answered with 502',
			field: numberField('Records on a page, at most', 100, 1, 1000),
			switches: (size) => ({ largestPage: size }),
		},
		{
			name: 'Counts more than it lists',
			field: numberField('How many more', 1, 1, 1000),
			switches: (count) => ({ countOffBy: count }),
		},
		{ name: 'Upper bounds are ignored', switches: () => ({ filterUpperBound: 'ignored' }) },
		{ name: 'Daily bulk quota is used up', switches: () => ({ bulkQuota: '422' }) },
		{ name: 'The user may do nothing', switches: () => ({ profileDenied: true }) },
	],
};

/** The kinds of faults that a vendor can have. */
export const kindsOf = (vendor) => [...ANY_VENDOR, ...OF_VENDOR[vendor]];
