import type { Vendor } from '../shared/vendor';
import { isObject, textIn, type Json } from '../shared/answers';
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
	const said = status < 300 ? errorStatusIn(body) : status;
	if (said !== 400) return said ?? status;
	const kind = isObject(body) ? body.type : undefined;
	const type = typeof kind === 'string' ? kind : '';
	const text = `${type} ${readVendorText(body).text ?? ''}`;
	if (type === 'auth' || /invalid token/i.test(text)) return 401;
	return /rate[ -]?limit|too many requests/i.test(text) ? 429 : 400;
}

/** The status that an answer gives itself; 400 if it only says that it failed. */
function errorStatusIn(body: unknown): number | undefined {
	if (!isObject(body)) return undefined;
	const { statusCode, status, success, error } = body;
	const told = [statusCode, status].map(Number).find((one) => one >= 400 && one < 600);
	if (told !== undefined) return told;
	const isError =
		(isNo(success) && !hasVerdicts(body)) ||
		status === 'error' ||
		isYes(error) ||
		isObject(error) ||
		(typeof error === 'string' && error.trim() !== '' && !isNo(error)) ||
		(textIn(body.error_message) !== undefined && !('payload' in body)) ||
		(Array.isArray(error) && error.length > 0);
	return isError ? 400 : undefined;
}

/** Where each field has a verdict of its own, those count. */
const hasVerdicts = ({ payload }: Json) => isObject(payload) && Array.isArray(payload.results);

const isNo = (value: unknown) => value === false || value === 'false';
const isYes = (value: unknown) => value === true || value === 'true';
