import { toldMoment } from './rateHeaders';
import {
	CHECK_CREDENTIAL,
	MAY_HAVE_ACTED,
	PROXY_LOGIN,
	PROXY_REFUSED,
	proxyAsks,
	whenTooOften,
} from './failureWords';
import type { Failure, FailureKind } from './result';
import type { Reply, Vendor, VendorRequest } from './vendor';
import { readVendorText, type VendorText } from './vendorText';

const LONGEST_LOCATION = 200;
const CREDITS_USED_UP = 402;

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
	notFound: (vendor) => `${vendor} did not find what the node asked for`,
	rejected: (vendor) => `${vendor} refused the request`,
	rateLimited: (vendor) => `${vendor} is being called more often than it allows`,
	unavailable: (vendor) => `${vendor} could not handle the request`,
};

const NEXT_STEP: Partial<Record<FailureKind, string>> = {
	unauthorized: CHECK_CREDENTIAL,
	forbidden: 'Check what the account and the credential are allowed to do.',
	notFound: 'Check the IDs: the record may have been deleted, or belong to another account.',
	rejected: 'Check the values named above.',
	rateLimited: whenTooOften('Wait for Rate Limit at Most'),
	unavailable: 'Try again later.',
};

/** What a vendor says where a limit on calls is reached, whatever its status. */
const LIMIT =
	/rate[ -]?limit|too many (requests|calls)|exceed\w*[\w ]{0,30} (limit|quota)\b|(limit|quota)[\w ]{0,20} (exceeded|reached|used up)/i;

/** The status an answer really means: a limit may come as 403, a refused key as 400, and some vendors differ more. */
function statusOf(vendor: Vendor, reply: Reply, { text = '' }: VendorText): number {
	const status = vendor.meaningOf?.(reply.status, reply.body) ?? reply.status;
	if (status === 400 && REFUSED_KEY.test(text)) return 401;
	return status === 403 && LIMIT.test(text) ? 429 : status;
}

/** What to say where the status means something of its own. */
function openingOf(vendor: Vendor, status: number, kind: FailureKind): string {
	if (status === CREDITS_USED_UP) return `${vendor.name} has no credits left for this call`;
	if (status === PROXY_REFUSED) return proxyAsks(vendor);
	return OPENING[kind]?.(vendor.name) ?? `${vendor.name} refused the request`;
}

/** How servers say that they know no such address: Fastify, Express, Rails, Kong and others. */
const NO_ROUTE =
	/^(Route \w+:\S* not found|Cannot [A-Z]+ \/|No (such )?(route|endpoint|path|URL)\b|(Route|Endpoint|Path|URL) (was )?not found)/i;

/** What stands for a refused key or token, where it comes as 400: the words are about nothing else. */
const REFUSED_KEY =
	/^\W*((invalid|wrong|bad|unknown|expired|missing)( or (invalid|missing))?|no) ((access|auth\w*|bearer|api)[ _-]?)*(token|key|credentials?)( provided| given)?\W*$/i;

/** Whether the words of a 404 are about the address, and not about a record. */
export const saysNoRoute = (text: string): boolean => NO_ROUTE.test(text);

/** What servers say of an unknown address where they say no more than the status does. */
const saysNothing = (text = '') => /^(?:not found\.?)?$/i.test(text);

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
	const isUnsaid = request.namesNoRecord === 'unlessSaid' && saysNothing(text);
	const isNoRoute = isPage || isUnsaid || saysNoRoute(text ?? '');
	const isAboutPart = faults.some(({ path }) => path.length > 0);
	const isOfList = request.namesNoRecord === true && !isAboutPart;
	if (!isNoRoute && !isOfList) return undefined;
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
		return `This is a web page, so it may come from a proxy or a firewall on the way. Ask the person who runs it to let calls to ${vendor.name} through.`;
	}
	return vendor.hints[kind] ?? NEXT_STEP[kind];
}

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
			? 'Try again later. If this keeps happening, check the Base URL of the credential.'
			: MAY_HAVE_ACTED(vendor.name),
		status,
		correlationId: readVendorText(body).correlationId,
		ambiguous: true,
	};
}

/**
 * What a failure of an answer tells after its opening: the status and the vendor's words, to go on with in
 * another sentence.
 */
export function saidIn({ message }: Failure): string {
	return /\(\d+\): .*$/s.exec(message)?.[0] ?? `: ${message}`;
}
