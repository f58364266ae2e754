import {
	CHECK_CREDENTIAL,
	MAY_HAVE_ACTED,
	PROXY_LOGIN,
	PROXY_REFUSED,
	proxyAsks,
} from './failureWords';
import { executionCanceled } from './givenUp';
import type { Failure } from './result';
import type { NoReply, Vendor, VendorRequest } from './vendor';

/** Turns a call that got no answer into a failure a user can act on. */
export function failureOfNoReply(
	vendor: Vendor,
	request: VendorRequest,
	{ reason, detail }: NoReply,
): Failure {
	const { name } = vendor;
	const outcome = request.repeatable ? 'Try again later.' : MAY_HAVE_ACTED(name);
	switch (reason) {
		case 'credential':
			return {
				kind: 'unauthorized',
				...credentialProblem(vendor, detail),
			};
		case 'notReached':
			return {
				kind: 'unreachable',
				message: `${name} could not be reached: ${detail}`,
				hint: 'Check the network, the proxy and the Base URL of the credential.',
			};
		case 'untrusted':
			return {
				kind: 'unreachable',
				message: `${name} could not be reached: ${detail}`,
				hint: 'The credential is not the cause. If a firewall or a proxy inspects TLS, give n8n its root certificate (NODE_EXTRA_CA_CERTS). Otherwise check the Base URL of the credential.',
			};
		case 'blocked':
			return {
				kind: 'forbidden',
				message: `n8n's protection against internal addresses (SSRF) stopped the call to ${name}`,
				hint: 'Check the Base URL of the credential. If it is right, ask the person who runs n8n to allow its host (N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES).',
				cause: 'configuration-invalid',
			};
		case 'proxy':
			return failureOfProxy(vendor, detail);
		case 'broken':
			return {
				kind: 'unreachable',
				message: detail
					? `${name} ${detail}`
					: `The connection to ${name} broke before its answer arrived`,
				hint: outcome,
				ambiguous: true,
			};
		case 'tooLarge':
			return {
				kind: 'unreadable',
				message: `The answer of ${name} is larger than ${detail}, so it was not read`,
				hint: request.repeatable ? 'Ask for fewer records at once.' : outcome,
				ambiguous: true,
				tooLarge: true,
			};
		case 'timedOut':
			return {
				kind: 'timedOut',
				message: `${name} did not answer in time (${detail})`,
				hint: outcome,
				ambiguous: true,
			};
		case 'cancelled':
			return {
				...executionCanceled(),
				hint: request.repeatable ? undefined : MAY_HAVE_ACTED(name),
				ambiguous: true,
			};
		case 'failed':
			return {
				kind: 'unreachable',
				message: `The call to ${name} failed: ${detail}`,
				hint: outcome,
				ambiguous: true,
			};
	}
}

/** What a token address says of an app that it does not know: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const NOT_THE_APP = /invalid[_ ]client|client authentication|unknown client/i;

/** What to say of a credential that cannot be used; n8n calls one that was not named by its type. */
function credentialProblem(
	{ name, credentialType, hints }: Vendor,
	detail: string,
): Pick<Failure, 'message' | 'hint'> {
	if (NOT_THE_APP.test(detail)) {
		return {
			message: `${name} did not accept the Client ID or the Client Secret of the credential: ${detail}`,
			hint: hints.client ?? 'Copy both into the credential again, then click Connect.',
		};
	}
	const hint = hints.unauthorized ?? CHECK_CREDENTIAL;
	const label = /^The credential "(.*)" needs to be reconnected/.exec(detail)?.[1];
	if (label === undefined) {
		return { message: `The ${name} credential cannot be used: ${detail}`, hint };
	}
	const shown = label === credentialType ? '' : ` "${label}"`;
	return { message: `The ${name} credential${shown} needs to be reconnected`, hint };
}

/** @param status what the proxy answered in place of a connection */
function failureOfProxy(vendor: Vendor, status: string): Failure {
	if (status === String(PROXY_REFUSED)) {
		return {
			kind: 'forbidden',
			message: `${proxyAsks(vendor)} (407)`,
			hint: PROXY_LOGIN,
			cause: 'configuration-invalid',
		};
	}
	if (Number(status) >= 500 || status === '429') {
		return {
			kind: 'unreachable',
			message: `${vendor.name} could not be reached: the proxy on the way answered ${status}`,
			hint: 'Try again later. If this keeps happening, ask the person who runs the proxy.',
		};
	}
	return {
		kind: 'forbidden',
		message: `The proxy on the way to ${vendor.name} refused the connection (${status})`,
		hint: `The credential is not the cause. Ask the person who runs the proxy to let calls to ${vendor.name} through.`,
		cause: 'configuration-invalid',
	};
}
