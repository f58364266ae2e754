import { toldMoment } from './rateHeaders';
import type { Failure, FailureKind } from './result';
import {
	changesSomething,
	type NoReply,
	type Reply,
	type Vendor,
	type VendorRequest,
} from './vendor';
import { readVendorText, type VendorText } from './vendorText';

const MAY_HAVE_ACTED = (vendor: string) =>
	`Whether ${vendor} carried the call out is not known. Look there before running it again.`;

const LONGEST_LOCATION = 200;
const CREDITS_USED_UP = 402;
const PROXY_REFUSED = 407;

function kindOf(status: number): FailureKind {
	if (status === 401) return 'unauthorized';
	if (status === 403 || status === CREDITS_USED_UP || status === PROXY_REFUSED) return 'forbidden';
	if (status === 404 || status === 410) return 'notFound';
	if (status === 429) return 'rateLimited';
	if (status === 408 || status >= 500) return 'unavailable';
	return 'rejected';
}

const OPENING: Partial<Record<FailureKind, (vendor: string) => string>> = {
	unauthorized: (vendor) => `${vendor} did not accept the credential`,
	forbidden: (vendor) => `${vendor} does not permit this call`,
	notFound: (vendor) => `${vendor} did not find what was asked for`,
	rejected: (vendor) => `${vendor} refused the request`,
	rateLimited: (vendor) => `${vendor} is being called more often than it allows`,
	unavailable: (vendor) => `${vendor} could not handle the request`,
};

const NEXT_STEP: Partial<Record<FailureKind, string>> = {
	unauthorized: 'Open the credential, check it and save it again.',
	forbidden: 'Check what the account and the credential are allowed to do.',
	notFound: 'Check the IDs: the record may have been deleted, or belong to another account.',
	rejected: 'Check the values named above.',
	rateLimited:
		'Run it again later, or raise "Longest Wait" under Request Options so that the node can wait it out.',
	unavailable: 'Try again later.',
};

/** What a vendor says where a limit on calls is reached, whatever its status. */
const LIMIT =
	/rate[ -]?limit|too many (requests|calls)|exceed\w*[\w ]{0,30} (limit|quota)\b|(limit|quota)[\w ]{0,20} (exceeded|reached|used up)/i;

/** The status an answer really means: a limit may come as 403, and some vendors have ways of their own. */
function statusOf(vendor: Vendor, reply: Reply, { text = '' }: VendorText): number {
	const status = vendor.meaningOf?.(reply.status, reply.body) ?? reply.status;
	return status === 403 && LIMIT.test(text) ? 429 : status;
}

/** What to say where the status means something of its own. */
function openingOf(vendor: Vendor, status: number, kind: FailureKind): string {
	if (status === CREDITS_USED_UP) return `${vendor.name} has no credits left for this call`;
	if (status === PROXY_REFUSED) return proxyAsks(vendor);
	return OPENING[kind]?.(vendor.name) ?? `${vendor.name} refused the request`;
}

/** How servers say that they know no such address: Fastify, Express, Rails and Kong. */
const NO_ROUTE = /^(Route \w+:\S* not found|Cannot [A-Z]+ \/|No route matches|no Route matched)/i;

/** Whether the words of a 404 are about the address, and not about a record. */
export const saysNoRoute = (text: string): boolean => NO_ROUTE.test(text);

/**
 * A 404 that is about the address itself: the Base URL of the credential has a wrong path. No record can be
 * missing at the address of a list or a search.
 */
function failureOfAddress(
	vendor: Vendor,
	request: VendorRequest,
	{ status }: Reply,
	{ text, correlationId, faults, isPage }: VendorText,
): Failure | undefined {
	const isNoRoute = isPage || saysNoRoute(text ?? '');
	const isAboutPart = faults.some(({ path }) => path.length > 0);
	if (!isNoRoute && (!request.namesNoRecord || isAboutPart)) return undefined;
	const said = isNoRoute || text === undefined ? '' : `: ${text}`;
	return {
		kind: 'notFound',
		message: `${vendor.name} has no such address (${status})${said}`,
		hint: 'Check the Base URL of the credential.',
		status,
		correlationId,
		ambiguous: false,
		cause: 'configuration-invalid',
	};
}

function nextStepOf(vendor: Vendor, status: number, kind: FailureKind, isPage?: boolean) {
	if (status === CREDITS_USED_UP) return vendor.hints.credits ?? MORE_CREDITS;
	if (status === PROXY_REFUSED) return PROXY_LOGIN;
	if (kind === 'forbidden' && isPage) {
		return `This is a web page, so it may come from a proxy or a firewall on the way. Ask whoever runs it to let calls to ${vendor.name} through.`;
	}
	return vendor.hints[kind] ?? NEXT_STEP[kind];
}

const proxyAsks = (vendor: Vendor) =>
	`The proxy on the way to ${vendor.name} asks for a user name and password`;
const PROXY_LOGIN =
	'Put them into the address of the proxy in the settings of n8n (HTTPS_PROXY), as http://user:password@host:port.';
const MORE_CREDITS = 'Get more credits for the account, then run it again.';

/**
 * Turns an answer that is not a success into a failure a user can act on.
 *
 * @param now epoch milliseconds, to read how long the vendor asks to wait
 */
export function failureOfReply(
	vendor: Vendor,
	request: VendorRequest,
	reply: Reply,
	now: number,
): Failure {
	const read = readVendorText(reply.body);
	const { text, correlationId, faults, isPage } = read;
	const status = statusOf(vendor, reply, read);
	if (status < 300) {
		return {
			kind: 'unreadable',
			message: `${vendor.name} answered with something that is not JSON (${status}): ${text ?? 'nothing'}`,
			hint: request.repeatable
				? 'Check the Base URL of the credential, then try again.'
				: MAY_HAVE_ACTED(vendor.name),
			status,
			ambiguous: true,
		};
	}
	const kind = kindOf(status);
	if (status === 404) {
		const noAddress = failureOfAddress(vendor, request, reply, read);
		if (noAddress) return noAddress;
	}
	const location = status < 400 && reply.headers.location;
	const redirect = location && `a redirect to ${String(location).slice(0, LONGEST_LOCATION)}`;
	const isWaitTold = kind === 'rateLimited' || kind === 'unavailable';
	const moment = isWaitTold
		? toldMoment(reply.headers, reply.body, text, kind === 'rateLimited', now)
		: undefined;
	// A 503 that names when to come back says that nothing was done.
	const isTurnedAway = status === 503 && moment !== undefined;
	const ambiguous = kind === 'unavailable' && !isTurnedAway;
	return {
		kind,
		message: `${openingOf(vendor, status, kind)} (${reply.status}): ${redirect || text || 'it gave no reason'}`,
		hint:
			ambiguous && !request.repeatable
				? MAY_HAVE_ACTED(vendor.name)
				: status < 400
					? 'Check the Base URL of the credential.'
					: nextStepOf(vendor, status, kind, isPage),
		status: reply.status,
		correlationId,
		ambiguous,
		retryAfterMs: moment === undefined ? undefined : Math.max(0, moment - now),
		faults,
		...causeOf(status),
	};
}

function causeOf(status: number): Pick<Failure, 'cause'> {
	if (status === CREDITS_USED_UP) return { cause: 'quota-exhausted' };
	return status === PROXY_REFUSED ? { cause: 'configuration-invalid' } : {};
}

/**
 * Turns a 2xx that does not hold what the call is about into a failure: nothing may be made of it.
 *
 * @param lacking what it does not hold, such as "the list of events"
 */
export function failureOfPart(
	vendor: Vendor,
	request: VendorRequest,
	{ status, body }: Reply,
	lacking: string,
): Failure {
	return {
		kind: 'unreadable',
		message: `${vendor.name} answered without ${lacking} (${status})`,
		hint: request.repeatable
			? 'Try again later. If it stays like this, check the Base URL of the credential.'
			: MAY_HAVE_ACTED(vendor.name),
		status,
		correlationId: readVendorText(body).correlationId,
		ambiguous: true,
	};
}

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
				hint: 'Check the Base URL of the credential. If it is right, ask whoever runs n8n to allow its host (N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES).',
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
				kind: 'cancelled',
				message: 'The execution was cancelled',
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

/** What to say of a credential that cannot be used; n8n calls one that was not named by its type. */
function credentialProblem(
	{ name, credentialType, hints }: Vendor,
	detail: string,
): Pick<Failure, 'message' | 'hint'> {
	const hint = hints.unauthorized ?? NEXT_STEP.unauthorized;
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
			hint: 'Try again later. If it stays like this, ask whoever runs the proxy.',
		};
	}
	return {
		kind: 'forbidden',
		message: `The proxy on the way to ${vendor.name} refused the connection (${status})`,
		hint: `The credential is not the cause. Ask whoever runs the proxy to let calls to ${vendor.name} through.`,
		cause: 'configuration-invalid',
	};
}

/**
 * The failure that a node shows. Where nobody knows whether the call was carried out, its message says so
 * and what to look at: an AI agent sees nothing but the message.
 *
 * @param attempts how often the call was sent
 * @param wasUnclear whether an earlier attempt may have been carried out
 */
export function finalFailure(
	vendor: Vendor,
	request: VendorRequest,
	failure: Failure,
	attempts: number,
	wasUnclear = false,
): Failure {
	const tried = attempts > 1 ? ` (tried ${attempts} times)` : '';
	const mayHaveActed =
		changesSomething(request) && (failure.ambiguous || (wasUnclear && !isVerdict(failure)));
	const isUnclear = mayHaveActed && request.lookAt !== '';
	const place = request.lookAt ?? vendor.lookAt ?? `in ${vendor.name}`;
	const unclear = isUnclear
		? `. Whether ${vendor.name} carried the call out is not known: look ${place} before running it again`
		: '';
	return {
		...failure,
		message: `${failure.message}${tried}${unclear}`,
		...(mayHaveActed && { ambiguous: true }),
	};
}

/** What the vendor says of the call itself holds for the same call before too. */
const isVerdict = ({ kind }: Failure) => kind === 'rejected' || kind === 'notFound';
