import type { Failure, FailureKind } from './result';
import type { NoReply, Reply, Vendor, VendorRequest } from './vendor';
import { readVendorText } from './vendorText';
import { momentOf } from './waits';

const MAY_HAVE_ACTED = (vendor: string) =>
	`Whether ${vendor} carried the call out is not known. Look there before running it again.`;

function kindOf(status: number): FailureKind {
	if (status === 401) return 'unauthorized';
	if (status === 403) return 'forbidden';
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

/** How long the vendor asks to wait: header, then body, then the end of the rate-limit window. */
function retryAfterMs(kind: FailureKind, reply: Reply, now: number): number | undefined {
	if (kind !== 'rateLimited' && kind !== 'unavailable') return undefined;
	const inBody = (reply.body as { retry_after?: unknown } | null)?.retry_after;
	const windowEnd = kind === 'rateLimited' ? reply.headers['x-ratelimit-reset'] : undefined;
	const moment =
		momentOf(reply.headers['retry-after'], now) ??
		momentOf(inBody, now) ??
		momentOf(windowEnd, now);
	return moment === undefined || moment <= now ? undefined : moment - now;
}

/** Whether a 503 says itself that nothing was done: it names when to come back. */
function isTurnedAway(reply: Reply, now: number): boolean {
	return reply.status === 503 && momentOf(reply.headers['retry-after'], now) !== undefined;
}

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
	const status = vendor.meaningOf?.(reply.status, reply.body) ?? reply.status;
	const { text, correlationId, faults } = readVendorText(reply.body);
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
	const redirect = status < 400 ? `a redirect to ${String(reply.headers.location)}` : undefined;
	const ambiguous = kind === 'unavailable' && !isTurnedAway(reply, now);
	return {
		kind,
		message: `${OPENING[kind]?.(vendor.name)} (${reply.status}): ${redirect ?? text ?? 'it gave no reason'}`,
		hint:
			ambiguous && !request.repeatable
				? MAY_HAVE_ACTED(vendor.name)
				: redirect
					? 'Check the Base URL of the credential.'
					: (vendor.hints[kind] ?? NEXT_STEP[kind]),
		status: reply.status,
		correlationId,
		ambiguous,
		retryAfterMs: retryAfterMs(kind, reply, now),
		faults,
	};
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
	const outcome = request.repeatable ? 'Try again later.' : MAY_HAVE_ACTED(vendor.name);
	switch (reason) {
		case 'credential':
			return {
				kind: 'unauthorized',
				message: `The ${vendor.name} credential cannot be used: ${detail}`,
				hint: vendor.hints.unauthorized ?? NEXT_STEP.unauthorized,
			};
		case 'notReached':
			return {
				kind: 'unreachable',
				message: `${vendor.name} could not be reached: ${detail}`,
				hint: 'Check the network, the proxy and the Base URL of the credential.',
			};
		case 'broken':
			return {
				kind: 'unreachable',
				message: `The connection to ${vendor.name} broke before its answer arrived`,
				hint: outcome,
				ambiguous: true,
			};
		case 'timedOut':
			return {
				kind: 'timedOut',
				message: `${vendor.name} did not answer in time (${detail})`,
				hint: outcome,
				ambiguous: true,
			};
		case 'cancelled':
			return {
				kind: 'cancelled',
				message: 'The execution was cancelled',
				hint: request.repeatable ? undefined : MAY_HAVE_ACTED(vendor.name),
				ambiguous: true,
			};
	}
}
