import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { Vendor } from '../../sandbox/vendors.ts';

/** Which calls of a run a fault hits. */
export type Position = 'all' | 'first' | 'write' | 'last';

/** What a vendor does wrong. */
export interface FaultKind {
	name: string;
	/** What a node does about it, for the page of the documentation. */
	does: string;
	/** The vendors that can do it; all of them if absent. */
	vendors?: Vendor[];
	/** The order to the sandbox, without the calls it hits. */
	order?: Partial<FaultOrder> | ((vendor: Vendor) => Partial<FaultOrder>);
	/** Switches of the vendor. */
	switches?: Record<string, unknown>;
	/** The access token has expired, and the order is about its renewal. */
	atRenewal?: boolean;
	/** It is no reason to fail: what was asked is served. */
	harmless?: boolean;
	/** Asking again helps, so that one such answer to a call that only reads is no reason to fail. */
	passes?: boolean;
	/** It is about one person, and all others are served at once. */
	spares?: boolean;
	/** The trigger leaves out some people without failing. */
	setsAside?: boolean;
	/** What a registration left behind is taken back. */
	takenBack?: boolean;
	/** A refusal of all because of some, as far as a node can know: it goes on with parts of the list. */
	halves?: boolean;
	/** About how a batch goes on, which a node does not see that does not wait for it. */
	ofBatches?: boolean;
	/** No end of the answer comes from the vendor. */
	endless?: boolean;
	/** So much memory that only one at a time may happen. */
	heavy?: boolean;
}

const RATE_HEADERS = [
	'retry-after',
	'x-ratelimit-limit',
	'x-ratelimit-remaining',
	'x-ratelimit-reset',
];

const AGAIN =
	'Asks again if that is harmless; otherwise says that the call may have been carried out.';
const REFUSED = 'Says what the vendor refused, and what to do.';

/** A refusal in the form of each vendor. */
function refusal(status: number, text: string): (vendor: Vendor) => Partial<FaultOrder> {
	return (vendor) => ({
		status,
		body: {
			explorium: { details: text, correlation_id: '00000000-0000-4000-8000-000000000000' },
			saleshandy: { error: true, type: 'sandbox', code: status, message: text },
			outreach: { errors: [{ id: `fault${status}`, title: text, detail: text }] },
		}[vendor],
	});
}

/** An answer to a call that has been carried out. */
const lost = (order: Partial<FaultOrder>): Partial<FaultOrder> => ({ applyFirst: true, ...order });

/** The secrets of the demo, which a vendor may repeat in what it says. */
export const SECRETS: Record<Vendor, string> = {
	explorium: 'demo-explorium-key',
	saleshandy: 'demo-saleshandy-key',
	outreach: 'demo-access-token',
};

/** All that is tried on every node. */
export const FAULTS: FaultKind[] = [
	{
		name: '500 after the call was carried out',
		does: AGAIN,
		order: lost({ status: 500 }),
		passes: true,
	},
	{
		name: '502 with a web page',
		does: AGAIN,
		order: { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
		passes: true,
	},
	{ name: '503', does: AGAIN, order: { status: 503 }, passes: true },
	{
		name: '504 after the call was carried out',
		does: AGAIN,
		order: lost({ status: 504 }),
		passes: true,
	},
	{
		name: '429 with a time',
		does: 'Waits as long as the vendor asks, within the longest wait.',
		order: (vendor) => ({
			...refusal(429, 'Too many requests')(vendor),
			headers: { 'retry-after': '1' },
		}),
		passes: true,
	},
	{
		name: '429 without a time',
		does: "Waits for the vendor's own window if the longest wait allows it.",
		order: (vendor) => ({
			...refusal(429, 'Too many requests')(vendor),
			omitHeaders: RATE_HEADERS,
		}),
	},
	{ name: '400', does: REFUSED, order: refusal(400, 'Bad request'), halves: true },
	{
		name: '401',
		does: 'Renews an OAuth2 token once; otherwise says that the key is not accepted.',
		order: refusal(401, 'Invalid or missing credentials'),
	},
	{
		name: '402',
		does: 'Says that the credits are used up.',
		order: refusal(402, 'Payment required'),
	},
	{ name: '403', does: REFUSED, order: refusal(403, 'Not permitted') },
	{
		name: '403 of a rate limit',
		does: 'Takes it for a rate limit.',
		order: refusal(403, 'Rate limit exceeded'),
	},
	{ name: '404', does: REFUSED, order: refusal(404, 'Not found'), halves: true },
	{
		name: '407 of a proxy',
		does: 'Says that the proxy refused it.',
		order: refusal(407, 'Proxy authentication required'),
	},
	{ name: '409', does: REFUSED, order: refusal(409, 'Conflict'), halves: true },
	{ name: '422', does: REFUSED, order: refusal(422, 'Cannot be processed'), halves: true },
	{
		name: '400 that repeats the secret',
		does: 'Says it with the secret masked.',
		order: (vendor) => refusal(400, `The credential ${SECRETS[vendor]} is not valid`)(vendor),
		halves: true,
	},
	{
		name: 'redirect to another address',
		does: 'Does not follow it: that would carry the key elsewhere.',
		order: { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: '' },
	},
	{ name: 'connection breaks before', does: AGAIN, order: { drop: 'before' }, passes: true },
	{ name: 'connection breaks after', does: AGAIN, order: { drop: 'after' }, passes: true },
	{
		name: 'never answers',
		does: 'Gives the call up at its timeout.',
		order: { hang: true },
		endless: true,
	},
	{
		name: 'carries it out, never answers',
		does: 'Gives the call up at its timeout.',
		order: lost({ hang: true }),
		endless: true,
	},
	{
		name: 'drips without an end',
		does: 'Gives the call up at its timeout, and closes the connection.',
		order: lost({ dripMs: 250 }),
		endless: true,
	},
	{
		name: 'breaks in the middle of the body',
		does: AGAIN,
		order: lost({ breakBody: 'length' }),
		passes: true,
	},
	{
		name: 'breaks in the middle of a chunked body',
		does: AGAIN,
		order: lost({ breakBody: 'chunked' }),
		passes: true,
	},
	{ name: 'half a body', does: AGAIN, order: lost({ truncate: true }), passes: true },
	{ name: 'empty 200', does: AGAIN, order: lost({ status: 200 }), passes: true },
	{ name: 'empty 204', does: AGAIN, order: lost({ status: 204 }), passes: true },
	{ name: 'null', does: AGAIN, order: lost({ status: 200, body: null }), passes: true },
	{ name: '{}', does: AGAIN, order: lost({ status: 200, body: {} }), passes: true },
	{
		name: '{"detail": …}',
		does: AGAIN,
		order: lost({ status: 200, body: { detail: 'Please try again later.' } }),
		passes: true,
	},
	{
		name: 'web page with 200',
		does: AGAIN,
		order: lost({ status: 200, body: '<!doctype html><title>Maintenance</title>' }),
		passes: true,
	},
	{ name: 'list around the answer', does: AGAIN, order: lost({ alter: 'in-list' }), passes: true },
	{
		name: 'null where the list is due',
		does: AGAIN,
		vendors: ['saleshandy', 'outreach'],
		order: lost({ alter: 'list-null' }),
	},
	{
		name: 'no list',
		does: AGAIN,
		// Explorium may leave its list out if there is nobody.
		vendors: ['saleshandy', 'outreach'],
		order: lost({ alter: 'list-missing' }),
	},
	{
		name: 'null in the list',
		does: 'Leaves that entry out, and says so. Match gives up, as rows are told apart by their place.',
		order: { alter: 'entry-null' },
	},
	{ name: 'damaged gzip', does: AGAIN, order: lost({ gzip: 'damaged' }), passes: true },
	{
		name: '60 MB from a small body',
		does: 'Gives up an answer that unpacks to more than 50 MB.',
		order: lost({ gzip: 'bomb' }),
		heavy: true,
	},
	{
		name: 'late, but in time',
		does: 'Waits for it.',
		order: { latencyMs: 200 },
		harmless: true,
	},
	{
		name: 'two numbers in the rate headers',
		does: 'Reads the first number.',
		order: {
			headers: { 'x-ratelimit-limit': '10000, 20000', 'x-ratelimit-remaining': '9999, 19988' },
		},
		harmless: true,
	},
	{
		name: 'Retry-After: 1s',
		does: 'Waits a second.',
		order: (vendor) => ({
			...refusal(429, 'Too many requests')(vendor),
			headers: { 'retry-after': '1s' },
			omitHeaders: RATE_HEADERS.slice(1),
		}),
		passes: true,
	},
	{
		name: 'retry-after-ms',
		does: 'Waits as long as it says.',
		order: (vendor) => ({
			...refusal(429, 'Too many requests')(vendor),
			headers: { 'retry-after-ms': '800' },
			omitHeaders: RATE_HEADERS,
		}),
		passes: true,
	},
	{
		name: 'ratelimit-reset',
		does: 'Waits as long as it says.',
		order: (vendor) => ({
			...refusal(429, 'Too many requests')(vendor),
			headers: { 'ratelimit-reset': '1', 'ratelimit-remaining': '0' },
			omitHeaders: RATE_HEADERS,
		}),
		passes: true,
	},

	{
		name: 'request_status "failure"',
		does: 'Says that Explorium could not do it.',
		vendors: ['explorium'],
		switches: { softFailure: true },
	},
	{
		name: '422 that names all IDs',
		does: 'Asks about each on its own; the trigger asks again later.',
		vendors: ['explorium'],
		order: { refuseIds: true },
		setsAside: true,
	},
	{
		name: '400 that names no ID, for one person',
		does: 'Halves the list until the person stands alone.',
		vendors: ['explorium'],
		switches: { poisonPerson: 2 },
		spares: true,
		setsAside: true,
	},
	{
		name: 'registration without a secret',
		does: 'Fails, and takes the registration back.',
		vendors: ['explorium'],
		switches: { webhookSecret: 'absent' },
		takenBack: true,
	},
	{
		name: 'registration with an empty secret',
		does: 'Fails, and takes the registration back.',
		vendors: ['explorium'],
		switches: { webhookSecret: 'empty' },
		takenBack: true,
	},
	{
		name: 'registration with a secret that decodes to nothing',
		does: 'Fails, and takes the registration back.',
		vendors: ['explorium'],
		switches: { webhookSecret: 'unreadable' },
		takenBack: true,
	},

	{
		name: 'full pages without an end',
		does: 'Stops at a page it has seen, or after many pages, and says so.',
		vendors: ['saleshandy'],
		switches: { pastLastPage: 'wraps' },
	},
	{
		name: '400 of a rate limit',
		does: 'Takes it for a rate limit.',
		vendors: ['saleshandy'],
		order: {
			status: 400,
			body: { error: true, type: 'rate-limit', code: 4290, message: 'Rate Limit exceeded' },
			omitHeaders: RATE_HEADERS,
		},
	},

	...(['endless', 'endless-empty', 'same-cursor'] as const).map((pages) => ({
		name: `pages: ${pages}`,
		does: 'Stops at a page it has seen, or after many pages, and says so.',
		vendors: ['outreach' as const],
		switches: { pages },
	})),
	{
		name: 'count and list disagree',
		does: 'Changes nothing, and says both numbers.',
		vendors: ['outreach'],
		switches: { count: 'always', countOffBy: 2 },
	},
	{
		name: 'records outside the filter',
		does: 'Checks every record against the conditions, and leaves such out or stops.',
		vendors: ['outreach'],
		switches: { filterUpperBound: 'ignored' },
	},
	{
		name: '502 for pages above 100',
		does: 'Halves the page.',
		vendors: ['outreach'],
		switches: { largestPage: 100 },
		harmless: true,
	},
	{
		name: 'no list of emails in a filter',
		does: 'Takes the older form of the filter.',
		vendors: ['outreach'],
		switches: { emailListFilter: '400' },
		harmless: true,
	},
	{
		name: 'batch starts without numbers',
		does: 'Follows the batch until its number is known.',
		vendors: ['outreach'],
		switches: { firstBatchAnswer: 'no-numbers' },
	},
	{
		name: 'batch ends in an unknown state',
		does: 'Takes it for ended when nothing is pending and it was seen twice.',
		vendors: ['outreach'],
		switches: { batchEnd: 'unknown' },
		ofBatches: true,
	},
	{
		name: 'batch never starts',
		does: 'Gives up after the longest wait, and names the batch.',
		vendors: ['outreach'],
		switches: { batchEnd: 'hangs' },
		ofBatches: true,
	},
	{
		name: 'batch vanishes',
		does: 'Says that the batch is gone.',
		vendors: ['outreach'],
		switches: { batchEnd: 'vanishes' },
		ofBatches: true,
	},
	{
		name: 'batch stops half-way',
		does: 'Says what was done and what was not.',
		vendors: ['outreach'],
		switches: { batchEnd: 'failed' },
		ofBatches: true,
	},
	...(['record-id', 'number', 'prospect-id', 'nested', 'opaque', 'null'] as const).map(
		(itemData) => ({
			name: `every second record fails, told as ${itemData}`,
			does: 'Says which records failed; all are unknown only where the vendor does not tell.',
			vendors: ['outreach' as const],
			switches: { failEveryNthItem: 2, itemData },
			ofBatches: true,
		}),
	),
	{
		name: 'renewal of the token hangs',
		does: 'Gives the call up at its timeout.',
		vendors: ['outreach'],
		atRenewal: true,
		order: { hang: true },
	},
	{
		name: 'renewal of the token drips',
		does: 'Gives the call up at its timeout.',
		vendors: ['outreach'],
		atRenewal: true,
		order: { dripMs: 250 },
	},
	{
		name: 'renewal of the token: 502 with a web page',
		does: 'Says that the token could not be renewed.',
		vendors: ['outreach'],
		atRenewal: true,
		order: { status: 502, body: '<h1>502 Bad Gateway</h1>' },
	},
	{
		name: 'renewal of the token: refused',
		does: 'Says to connect the credential again.',
		vendors: ['outreach'],
		atRenewal: true,
		order: { status: 400, body: { error: 'invalid_grant', error_description: 'Revoked.' } },
	},
	{
		name: 'renewal of the token: empty 200',
		does: 'Says that the token could not be renewed.',
		vendors: ['outreach'],
		atRenewal: true,
		order: { status: 200, body: {} },
	},
];
