import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { executionCanceled } from './givenUp';
import type { RequestContext } from './n8nTransport';
import { readBody } from './readBody';
import { failed, success, type Failure, type Result } from './result';
import { withinTime } from './withinTime';

/** Reads a text file at an address that stands in an answer. */
export type FetchFile = (url: string) => Promise<Result<string>>;

const WEB = /^https?:$/;

/**
 * A way to read files that a vendor keeps elsewhere than its API: a plain GET without the credential,
 * which must not leave the vendor. Redirects are not followed. Messages do not show the address, which
 * may hold a signature.
 *
 * @param timeoutMs what one file may take, to its last byte
 */
export function fileFetcher(context: RequestContext, timeoutMs: number): FetchFile {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return async (url) => {
		const address = URL.canParse(url) ? new URL(url) : undefined;
		if (address === undefined || !WEB.test(address.protocol)) {
			return unread('its address is not a web address');
		}
		const fetched = await withinTime(timeoutMs, cancelled, async (signal) => {
			return await fetchOnce(context, address.href, timeoutMs, signal);
		});
		if (typeof fetched === 'object') return fetched;
		return fetched === 'cancelled'
			? failed(executionCanceled())
			: unread('it did not come in time', 'timedOut');
	};
}

async function fetchOnce(
	context: RequestContext,
	url: string,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<Result<string>> {
	try {
		const response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			timeout: timeoutMs,
			abortSignal: signal,
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		})) as IN8nHttpFullResponse;
		const { statusCode, body } = response;
		const read = await readBody(body);
		if (statusCode < 200 || statusCode >= 300) return unread(`the answer was ${statusCode}`);
		if ('noReply' in read) return unread('it broke off, or is too large');
		return typeof read.body === 'string' ? success(read.body) : unread('it is not a text file');
	} catch {
		return unread('its server could not be reached');
	}
}

function unread(why: string, kind: Failure['kind'] = 'unreadable') {
	return failed({ kind, message: why });
}
