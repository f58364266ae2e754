import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { readBody } from './readBody';
import { causes, isSameAddress, printSeconds, readThrown } from './thrown';
import type { Exchange, Transport, Vendor, VendorRequest } from './vendor';
import { watch, type RequestContext } from './watchedContext';
import { withinTime } from './withinTime';

export type { RequestContext };

/**
 * Statuses that a proxy may answer with, too. n8n hands over a response that it was not asked to throw
 * without its connection, and only that tells the two apart.
 */
const ALSO_OF_PROXIES = [400, 403, 404, 405, 407, 429, 500, 502, 503, 504];

/** A response as its headers come in, with a body that is still to be read. */
interface Response {
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	/** It came over a connection without TLS. */
	isPlain?: boolean;
}

/**
 * Sends requests through n8n, so that its credentials, proxies and certificates hold.
 *
 * Every status is an answer here. Only a 401 of an OAuth2 vendor goes to n8n first, which renews the
 * access token and sends the call once more. Redirects are not followed: they would carry the
 * credential to an address nobody entered.
 *
 * The time of a call covers all of it, from renewing the token to the last byte; then the connection is
 * closed.
 *
 * @param noteCredential gets each credential that n8n used, also with the token it renewed
 */
export function n8nTransport(
	context: RequestContext,
	vendor: Vendor,
	baseUrl: string,
	noteCredential: (credential: object) => void = () => {},
): Transport {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return async (request, timeoutMs) => {
		const watched = watch(context, noteCredential);
		const outcome = await withinTime<Exchange>(timeoutMs, cancelled, async (signal) => {
			const own = watched.contextWith(signal);
			return await exchangeOnce(own, vendor, baseUrl, request, timeoutMs, signal);
		});
		watched.noteCredentials();
		if (typeof outcome === 'object') return outcome;
		const detail = printSeconds(timeoutMs);
		if (watched.isRenewing()) {
			// The call itself was answered 401, so nothing was carried out.
			const late = `its access token could not be renewed in time (${detail})`;
			if (outcome === 'timedOut') return { noReply: { reason: 'notReached', detail: late } };
		}
		return { noReply: { reason: outcome, detail: outcome === 'timedOut' ? detail : '' } };
	};
}

async function exchangeOnce(
	context: RequestContext,
	vendor: Vendor,
	baseUrl: string,
	request: VendorRequest,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<Exchange> {
	const query = request.query ? `?${request.query}` : '';
	const url = `${baseUrl}${vendor.versionPath}${request.path}${query}`;
	const contentType =
		request.body && vendor.contentType ? { 'Content-Type': vendor.contentType } : undefined;
	const call = async (ignored: IHttpRequestOptions['ignoreHttpStatusErrors']) => {
		const options: IHttpRequestOptions = {
			method: request.method,
			url,
			headers: { ...contentType, ...request.headers },
			// n8n would leave an empty object out, and with it the type of the body.
			body: request.body && Object.keys(request.body).length === 0 ? '{}' : request.body,
			json: true,
			// Read here, so that a body that breaks off or has no end is noticed.
			encoding: 'stream',
			timeout: timeoutMs,
			abortSignal: signal,
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: ignored,
		};
		return (await context.helpers.httpRequestWithAuthentication.call(
			context,
			vendor.credentialType,
			options,
		)) as IN8nHttpFullResponse;
	};
	try {
		const except = vendor.usesOAuth2 ? [401, ...ALSO_OF_PROXIES] : ALSO_OF_PROXIES;
		let response = await call({ ignore: true, except });
		// Older n8n does not know the exception and renews a token only where it sees an error.
		if (vendor.usesOAuth2 && response.statusCode === 401) response = await call(false);
		const { statusCode: status, headers, body } = response;
		return await readResponse({ status, headers, body }, url);
	} catch (error) {
		for (const { response, config } of causes(error)) {
			// The answer of the token address is not an answer to this call, and a success is not thrown:
			// its connection broke before the body was there.
			const isAnswer = response && isSameAddress(config?.url ?? '', url);
			if (!isAnswer || isSuccess(response.status)) continue;
			const { status, headers, data: body, request } = response;
			const isPlain = request?.socket ? !request.socket.encrypted : undefined;
			return await readResponse({ status, headers, body, isPlain }, url);
		}
		return { noReply: readThrown(error, url, timeoutMs) };
	}
}

const isSuccess = (status: number) => status >= 200 && status < 300;

async function readResponse(response: Response, url: string): Promise<Exchange> {
	const { status, headers, body, isPlain } = response;
	const read = await readBody(body);
	// Nothing but a proxy that does not pass a call on answers an https call without TLS.
	if (isPlain && /^https:/i.test(url)) {
		return { noReply: { reason: 'proxy', detail: String(status) } };
	}
	// A failure is one also without its text.
	if ('noReply' in read && isSuccess(status)) return read;
	return { reply: { status, headers: { ...headers }, body: 'body' in read ? read.body : '' } };
}
