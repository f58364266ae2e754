import type { Vendor } from '../shared/vendor';
import { readVendorText } from '../shared/vendorText';

/** Explorium's AgentSource API, but for its version: https://developers.explorium.ai/reference */
export const explorium: Omit<Vendor, 'versionPath'> = {
	name: 'Explorium',
	credentialType: 'exploriumApi',
	otherVersionPaths: ['/v1', '/v2'],
	// 200 queries in any minute: https://developers.explorium.ai/reference/rate-limit
	windowMs: 60_000,
	// Each of the 40 or 50 prospects of a call may count, and who exceeds the limit often may be suspended.
	callsAtOnce: 5,
	lookAt: 'at the enrollments (Get Prospect Enrollments)',
	hints: {
		unauthorized:
			'Open the credential, copy the API key from the Explorium admin portal again and save. If the key is right, check the Base URL.',
		forbidden:
			'Explorium answers like this when the credits are used up, or the plan does not include this data.',
		credits: 'Get more credits in the Explorium admin portal, then run it again.',
	},
	openFields: ['partnerId'],
	meaningOf,
};

/** Explorium answers 403 both where credits are used up and where something is not permitted. */
function meaningOf(status: number, body: unknown): number {
	const isOutOfCredits = status === 403 && /\bcredits?\b/i.test(readVendorText(body).text ?? '');
	return isOutOfCredits ? 402 : status;
}

/** How many prospects one call may carry. */
export const PROSPECTS_PER_FETCH = 40;
export const PROSPECTS_PER_ENROLLMENT = 20;
export const PROSPECTS_PER_ENRICHMENT = 50;
export const BUSINESSES_PER_ENRICHMENT = 50;
export const PROSPECTS_PER_MATCH = 50;

export const SHORTEST_ENROLLMENT_KEY = 4;
/** Explorium names no limit; a longer text is no label. */
export const LONGEST_ENROLLMENT_KEY = 255;

/** https://developers.explorium.ai/reference/prospects/events/types */
export const EVENT_TYPES = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Where the list of prospects stands in a request, and in what Explorium says about one. */
export const PROSPECT_IDS = 'prospect_ids';

/** Where the list of businesses stands in a request. */
export const BUSINESS_IDS = 'business_ids';

/** Where the list of people stands in a request for their prospect ids. */
export const PROSPECTS_TO_MATCH = 'prospects_to_match';
