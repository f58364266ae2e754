import { readBroken } from './readBody';
import type { NoReply } from './vendor';

/** n8n's codes for an answer of the token address that is no success. */
const TOKEN_REFUSED = ['ESTATUS', 'EAUTH'];

/** The request certainly did not leave. */
const NOT_REACHED: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up',
	EHOSTUNREACH: 'its host cannot be reached',
	ENETUNREACH: 'its network cannot be reached',
	ENETDOWN: 'the network is down',
	EPROTO: 'it does not use TLS at this address',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not use TLS at this address',
	ERR_SSL_UNSUPPORTED_PROTOCOL: 'n8n and the server have no version of TLS in common',
	ERR_INVALID_URL: 'its address is not valid',
	ERR_UNESCAPED_CHARACTERS: 'its address is not valid',
};
/** So is this, where the code comes from a connection that was being made. */
const NOT_CONNECTED: Record<string, string> = {
	ETIMEDOUT: 'it did not accept the connection in time',
	ECONNRESET: 'the connection broke while it was being made',
};
const UNTRUSTED: Record<string, string> = {
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet',
	CERT_REVOKED: 'its certificate was revoked',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate could not be verified',
	UNABLE_TO_GET_ISSUER_CERT: 'n8n does not know who issued its certificate',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'n8n does not know who issued its certificate',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
	HOSTNAME_MISMATCH: 'its certificate is for another host',
};
/** The other codes for a certificate: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED_TOO = /CERT|^CRL_|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/;
const TIMED_OUT = ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT'];
const CANCELLED = ['ERR_CANCELED', 'ABORT_ERR'];
const BROKEN = /^(E[A-Z]+|ERR_(NETWORK|BAD_RESPONSE|STREAM\w*|SSL\w*|TLS\w*|HTTP\w*)|UND_\w+)$/;
const NOT_HTTP =
	'answered with something that is not HTTP, so check the Base URL of the credential and any proxy on the way';
/** How n8n stumbles over a credential without a token, before it sends anything. */
const NO_TOKEN = /Cannot read prop\w+.*\b(access_?token|refresh_?token|oauthTokenData)\b/i;
const DEEPEST = 5;
const LONGEST_DETAIL = 400;

/** The parts of an error, and of what caused it, that tell what happened to a request. */
export interface RequestError {
	name?: string;
	message?: string;
	code?: string;
	/** What the operating system was asked for. */
	syscall?: string;
	/** Of the answer of the token address, where that is what n8n threw. */
	status?: number;
	cause?: RequestError;
	config?: { url?: string };
	response?: {
		status: number;
		headers: Record<string, unknown>;
		data: unknown;
		request?: { socket?: { encrypted?: boolean } };
	};
}

/** An error, what caused it, and so on. */
export function* causes(error: unknown): Generator<RequestError> {
	let current = error as RequestError | undefined;
	for (let depth = 0; typeof current === 'object' && current && depth < DEEPEST; depth += 1) {
		yield current;
		current = current.cause;
	}
}

/** Whether two addresses are the same but for the query. */
export const isSameAddress = (one: string, other: string) =>
	one.split('?')[0] === other.split('?')[0];

/**
 * Reads an error that n8n threw in place of an answer. What is not known to be the credential's fault is
 * not blamed on it.
 *
 * @param url what was called; n8n calls the token address on its own
 * @param timeoutMs what the call was given
 */
export function readThrown(error: unknown, url: string, timeoutMs: number): NoReply {
	for (const cause of causes(error)) {
		const found = readCause(cause, url, timeoutMs);
		if (found) return found;
	}
	return readMessage(String((error as RequestError | null)?.message ?? error));
}

function readCause(cause: RequestError, url: string, timeoutMs: number): NoReply | undefined {
	const { name = '', message = '', config, code, status, syscall, response } = cause;
	if (name.startsWith('SsrfBlocked')) return { reason: 'blocked', detail: '' };
	const isOfToken = code !== undefined && TOKEN_REFUSED.includes(code);
	const isElsewhere = config?.url !== undefined && !isSameAddress(config.url, url);
	if (isOfToken || (isElsewhere && response)) {
		return readToken(isOfToken ? status : response?.status, message);
	}
	if (code === undefined) return undefined;
	// Renewing the token went wrong; the call itself has only been answered 401.
	const isConnecting = isElsewhere || syscall === 'connect' || /before secure TLS/.test(message);
	const notReached = NOT_REACHED[code] ?? (isConnecting ? NOT_CONNECTED[code] : undefined);
	if (notReached) return { reason: 'notReached', detail: notReached };
	const isHostname = code === 'HOSTNAME_MISMATCH';
	if (isHostname || UNTRUSTED_TOO.test(code)) {
		return {
			reason: 'untrusted',
			detail: UNTRUSTED[code] ?? `its certificate is not valid (${code})`,
		};
	}
	if (CANCELLED.includes(code)) return { reason: 'cancelled', detail: '' };
	if (isElsewhere) {
		return { reason: 'notReached', detail: `its access token could not be renewed (${code})` };
	}
	if (TIMED_OUT.includes(code)) return { reason: 'timedOut', detail: printSeconds(timeoutMs) };
	if (code.startsWith('HPE_')) {
		return { reason: 'broken', detail: NOT_HTTP };
	}
	const isBroken = response !== undefined || BROKEN.test(code);
	return isBroken ? readBroken(code) : undefined;
}

/** What the token address answered: only a refusal of what the credential holds is the credential's fault. */
function readToken(status: number | undefined, message: string): NoReply {
	const isRefused = status === undefined ? !/JSON/.test(message) : status === 400 || status === 401;
	if (isRefused) return { reason: 'credential', detail: shorten(message) };
	if (status === 407) return { reason: 'proxy', detail: '407' };
	const detail = `its access token could not be renewed (${status ?? shorten(message)})`;
	return { reason: 'notReached', detail };
}

function readMessage(given: string): NoReply {
	const message = shorten(given);
	if (/restricted IP address|destination hostname is restricted/.test(message)) {
		return { reason: 'blocked', detail: '' };
	}
	if (/CONNECT response/.test(message)) {
		return { reason: 'notReached', detail: 'the proxy ended the connection' };
	}
	if (/socket hang up|aborted|stream/i.test(message)) return { reason: 'broken', detail: '' };
	if (/without access token|credentials? not connected/i.test(message) || NO_TOKEN.test(message)) {
		return { reason: 'credential', detail: 'it is not connected yet' };
	}
	const isCredential = /credential|access token|decrypt/i.test(message);
	return { reason: isCredential ? 'credential' : 'failed', detail: message };
}

const shorten = (text: string) => text.slice(0, LONGEST_DETAIL);

/** A time as messages say it: `2 s`, `0.5 s`. */
export function printSeconds(ms: number): string {
	return `${Math.round(ms / 100) / 10} s`;
}
