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
	lookAt: 'at the newest batches (Get Many Batches)',
	hints: {
		unauthorized:
			'Reconnect the credential: open the Outreach OAuth2 API credential, click Connect or Switch account, and allow access.',
		forbidden: 'Check what the profile of the connected Outreach user is allowed to do.',
	},
};

/** How many records one bulk action may work on: https://developers.outreach.io/api/bulk-api */
export const RECORDS_PER_BULK_ACTION = 100_000;

/**
 * The longest path and query to send. Outreach names no limit; servers commonly take 8 kB, and the
 * start of the address needs some of it.
 */
export const LONGEST_PATH = 7_800;

/** The most records one page of a list may hold. */
export const LARGEST_PAGE = 1_000;
