import { isObject } from '../shared/answers';
import type { Vendor } from '../shared/vendor';

/** Outreach's REST API, version 2: https://developers.outreach.io/api */
export const outreach: Vendor = {
	name: 'Outreach',
	credentialType: 'outreachOAuth2Api',
	versionPath: '/api/v2',
	usesOAuth2: true,
	contentType: 'application/vnd.api+json',
	// 10,000 calls in an hour, too long to wait for; in 15 s, some 40 of them are free again.
	windowMs: 15_000,
	callsAtOnce: 20,
	lookAt: 'at the newest batches (Get Many Batches)',
	hints: {
		unauthorized:
			'Reconnect the credential: open the Outreach OAuth2 API credential, click Connect or Switch account, and allow access. If that does not help, check its Base URL.',
		client:
			'Copy both again from the Outreach developer portal into the credential, then click Connect.',
		forbidden: 'Check what the profile of the connected Outreach user is allowed to do.',
	},
	meaningOf,
};

/**
 * A document of JSON:API has data or errors, never both: what its data says is then not the answer. It may
 * be a part of it, so the call may have been carried out, as with the status 500.
 */
function meaningOf(status: number, body: unknown): number {
	if (status >= 300 || !isObject(body)) return status;
	const { errors } = body;
	const isNone = Array.isArray(errors) ? errors.length === 0 : !errors;
	return isNone ? status : 500;
}

/** How many records one bulk action may work on: https://developers.outreach.io/api/bulk-api */
export const RECORDS_PER_BULK_ACTION = 100_000;

/**
 * The longest path and query to send. Outreach names no limit; servers commonly take 8 kB, and the
 * start of the address needs some of it.
 */
export const LONGEST_PATH = 7_800;

/** The most records one page of a list may hold. */
export const LARGEST_PAGE = 1_000;

/** By how much the clock of Outreach may be behind ours. */
export const CLOCK_TOLERANCE_MS = 120_000;
