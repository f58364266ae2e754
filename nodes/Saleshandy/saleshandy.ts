import type { Vendor } from '../shared/vendor';
import { readVendorText } from '../shared/vendorText';

/** Saleshandy's Open API, version 1: https://developer.saleshandy.com/introduction */
export const saleshandy: Vendor = {
	name: 'Saleshandy',
	credentialType: 'saleshandyApi',
	versionPath: '/v1',
	// 20 calls were seen to be let through at a time. The window is not documented; a minute is usual.
	windowMs: 60_000,
	hints: {
		unauthorized:
			'API key not accepted: open the credential, copy the key again from Settings, API in Saleshandy and save.',
		forbidden:
			'Saleshandy knows the API key, but its user or plan may not do this. Some plans do not include the API.',
	},
	meaningOf,
};

/**
 * Saleshandy answers 400 to a wrong key, and may do so where others say 429. An answer that calls itself
 * an error is one, whatever its status.
 */
function meaningOf(status: number, body: unknown): number {
	const { error, type: kind } = (body ?? {}) as { error?: unknown; type?: unknown };
	if (status !== 400 && !(status < 300 && error === true)) return status;
	const type = String(kind ?? '');
	const text = `${type} ${readVendorText(body).text ?? ''}`;
	if (type === 'auth' || /invalid token/i.test(text)) return 401;
	return /rate[ -]?limit/i.test(text) ? 429 : 400;
}
