import type { Vendor } from '../shared/vendor';
import { isObject, textIn, type Json } from '../shared/answers';
import { readVendorText } from '../shared/vendorText';
import { verdictsIn } from './verdicts';

/** Saleshandy's Open API, version 1: https://developer.saleshandy.com/introduction */
export const saleshandy: Vendor = {
	name: 'Saleshandy',
	credentialType: 'saleshandyApi',
	versionPath: '/v1',
	// 20 calls were seen to be let through at a time. The window is not documented; a minute is usual.
	windowMs: 60_000,
	callsAtOnce: 20,
	hints: {
		unauthorized:
			'Open the credential, copy the API key again from Settings, API in Saleshandy and save. If the key is right, check the Base URL.',
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

/** Saleshandy's own codes: each stands for an error. A message may begin with one, as in "50001: Failed to …". */
const CODE = /^\s*(\d{4,5})\s*(?=:|$)/;
const SERVER_ERROR = '5001';
/** How its messages of errors begin, with their code or without. */
const FAILED = /^\s*(?:\d{4,5}\s*:\s*)?failed\b/i;

/** The code that an answer gives itself. */
function codeIn({ code, message }: Json): string | undefined {
	return [textIn(code), textIn(message)].map((text) => CODE.exec(text ?? '')?.[1]).find(Boolean);
}

/** The status that an answer gives itself; 400 if it only says that it failed. */
function errorStatusIn(body: unknown): number | undefined {
	if (!isObject(body)) return undefined;
	const { statusCode, status, success, error, payload } = body;
	const told = [statusCode, status, body.code].map(Number).find((one) => one >= 400 && one < 600);
	if (told !== undefined) return told;
	// Where each field has a verdict of its own, those count.
	const isJudged = verdictsIn(body) !== undefined;
	const code = isJudged ? undefined : codeIn(body);
	if (code === SERVER_ERROR) return 500;
	const says = isObject(payload) ? payload : {};
	const isError =
		code !== undefined ||
		(!isJudged &&
			(isNo(success) || isNo(says.success) || FAILED.test(textIn(body.message) ?? ''))) ||
		status === 'error' ||
		isYes(error) ||
		isObject(error) ||
		(typeof error === 'string' && error.trim() !== '' && !isNo(error)) ||
		(textIn(body.error_message) !== undefined && !('payload' in body)) ||
		(Array.isArray(error) && error.length > 0);
	return isError ? 400 : undefined;
}

const isNo = (value: unknown) => value === false || value === 'false';
const isYes = (value: unknown) => value === true || value === 'true';
