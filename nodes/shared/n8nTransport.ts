import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';
import type { NoReply, Reply, Transport, Vendor, VendorRequest } from './vendor';

/** n8n's code for an answer of the token address that is no success. */
const TOKEN_REFUSED = 'ESTATUS';

/** The n8n contexts that can send requests. */
export type RequestContext =
	IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions | IHookFunctions;

/** The request certainly did not leave. */
const NOT_REACHED: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up',
	EHOSTUNREACH: 'there is no way to its host',
	ENETUNREACH: 'there is no way to its network',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate could not be verified',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};
const TIMED_OUT = ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT'];
const CANCELLED = ['ERR_CANCELED', 'ABORT_ERR'];

/** The parts of an error, and of what caused it, that tell what happened to a request. */
interface RequestError {
	message?: string;
	code?: string;
	/** Of the answer of the token address, where that is what n8n threw. */
	status?: number;
	cause?: RequestError;
	config?: { url?: string };
	response?: { status: number; headers: Record<string, unknown>; data: unknown };
}

function* causes(error: unknown): Generator<RequestError> {
	let current = error as RequestError | undefined;
	for (let depth = 0; current && depth < 5; depth += 1) {
		yield current;
		current = current.cause;
	}
}

const isSameAddress = (one: string, other: string) => one.split('?')[0] === other.split('?')[0];

/** n8n throws where it renews tokens, and for all that is not an answer. */
function readThrown(
	error: unknown,
	url: string,
	timeoutMs: number,
): { reply: Reply } | { noReply: NoReply } {
	for (const { response, config } of causes(error)) {
		// The answer of the token address is not an answer to this call.
		if (response && isSameAddress(config?.url ?? '', url)) {
			const { status, headers, data: body } = response;
			return { reply: { status, headers: { ...headers }, body } };
		}
	}
	for (const { config, code, response, status } of causes(error)) {
		const isElsewhere = config?.url !== undefined && !isSameAddress(config.url, url);
		const tokenStatus = code === TOKEN_REFUSED ? status : response?.status;
		if (code === TOKEN_REFUSED || isElsewhere) {
			// Renewing the token went wrong; the call itself has only been answered 401.
			if ((tokenStatus ?? 500) < 429) break;
			const detail = `its access token could not be renewed (${tokenStatus ?? 'no answer'})`;
			return { noReply: { reason: 'notReached', detail } };
		}
		if (code === undefined) continue;
		if (NOT_REACHED[code]) return { noReply: { reason: 'notReached', detail: NOT_REACHED[code] } };
		if (CANCELLED.includes(code)) return { noReply: { reason: 'cancelled', detail: '' } };
		if (TIMED_OUT.includes(code)) {
			const detail = `${Math.round(timeoutMs / 100) / 10} s`;
			return { noReply: { reason: 'timedOut', detail } };
		}
		if (/^(E[A-Z]+|ERR_(NETWORK|BAD_RESPONSE|STREAM\w*)|UND_\w+)$/.test(code)) {
			return { noReply: { reason: 'broken', detail: '' } };
		}
	}
	const message = (error as Error).message;
	if (/socket hang up|aborted|stream/i.test(message)) {
		return { noReply: { reason: 'broken', detail: '' } };
	}
	const isUnconnected = /sign without access token/i.test(message);
	return {
		noReply: { reason: 'credential', detail: isUnconnected ? 'it is not connected yet' : message },
	};
}

/**
 * Sends requests through n8n, so that its credentials, proxies and certificates hold.
 *
 * Every status is an answer here. Only a 401 of an OAuth2 vendor goes to n8n first, which renews the
 * access token and sends the call once more. Redirects are not followed: they would carry the
 * credential to an address nobody entered.
 */
export function n8nTransport(context: RequestContext, vendor: Vendor, baseUrl: string): Transport {
	return async (request: VendorRequest, timeoutMs: number) => {
		const query = request.query ? `?${request.query}` : '';
		const url = `${baseUrl}${vendor.versionPath}${request.path}${query}`;
		const contentType =
			request.body && vendor.contentType ? { 'Content-Type': vendor.contentType } : undefined;
		const options = (ignoreHttpStatusErrors: IHttpRequestOptions['ignoreHttpStatusErrors']) => ({
			method: request.method,
			url,
			headers: { ...contentType, ...request.headers },
			// n8n would leave an empty object out, and with it the type of the body.
			body: request.body && Object.keys(request.body).length === 0 ? '{}' : request.body,
			json: true,
			timeout: timeoutMs,
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors,
		});
		const call = async (ignored: IHttpRequestOptions['ignoreHttpStatusErrors']) =>
			(await context.helpers.httpRequestWithAuthentication.call(
				context,
				vendor.credentialType,
				options(ignored),
			)) as IN8nHttpFullResponse;
		try {
			let response = await call(vendor.usesOAuth2 ? { ignore: true, except: [401] } : true);
			// Older n8n does not know the exception and renews a token only where it sees an error.
			if (vendor.usesOAuth2 && response.statusCode === 401) response = await call(false);
			return {
				reply: {
					status: response.statusCode,
					headers: { ...response.headers },
					body: response.body,
				},
			};
		} catch (error) {
			return readThrown(error, url, timeoutMs);
		}
	};
}
