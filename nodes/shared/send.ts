import { failureOfNoReply, failureOfPart, failureOfReply, finalFailure } from './failures';
import type { Pacer } from './pacer';
import { failed, success, type Failure, type Result } from './result';
import type { Exchange, Reply, Transport, Vendor, VendorRequest } from './vendor';
import { backoffMs } from './waits';

/** Waits are cut into slices, so that a cancelled execution ends soon. */
const SLICE_MS = 1000;

/** The bounds of one call. */
export interface SendLimits {
	/** Times the call may be sent, at least 1. */
	maxAttempts: number;
	/** Milliseconds that all its waits together may take. */
	maxWaitMs: number;
	/** Milliseconds that one attempt may take, from renewing the token to the last byte of its answer. */
	timeoutMs: number;
	/** Epoch milliseconds after which the call may not be waiting or running any more. */
	deadline?: number;
}

/** What sending needs from around it; tests bring their own. */
export interface SendTools {
	vendor: Vendor;
	transport: Transport;
	pacer: Pacer;
	now(): number;
	random(): number;
	sleep(ms: number): Promise<void>;
	isCancelled(): boolean;
}

const isJson = (reply: Reply) => typeof reply.body !== 'string' || reply.body === '';

const isTransient = ({ kind }: Failure) =>
	kind === 'rateLimited' ||
	kind === 'unavailable' ||
	kind === 'unreachable' ||
	kind === 'timedOut' ||
	kind === 'unreadable';

/** Asking again would bring the same. */
const isFinal = (exchange: Exchange) =>
	'noReply' in exchange && exchange.noReply.reason === 'tooLarge';

/**
 * Sends one request, waiting for the rate limit first and trying again where that is harmless.
 *
 * A call is repeated when the vendor turned it away (429, 503 with a time) or was never reached; after
 * any other lost or unclear answer only if it is `repeatable`.
 *
 * @returns the parsed answer of a 2xx, or of what else the request takes for one; or why there is none
 */
export async function send(
	request: VendorRequest,
	limits: SendLimits,
	tools: SendTools,
): Promise<Result<Reply>> {
	const { vendor, pacer } = tools;
	const records = request.records ?? 1;
	const deadline = limits.deadline ?? Infinity;
	let waitLeft = limits.maxWaitMs;
	let sent = 0;
	let wasUnclear = false;

	const giveUp = (failure: Failure) =>
		failed(finalFailure(vendor, request, failure, sent, wasUnclear));
	const hasTimeFor = (ms: number) => ms <= waitLeft && tools.now() + ms < deadline;
	const waitSlice = async (ms: number) => {
		const slice = Math.min(ms, SLICE_MS);
		waitLeft -= slice;
		await tools.sleep(slice);
	};

	for (;;) {
		if (tools.isCancelled()) return giveUp(cancelled());
		if (deadline <= tools.now()) return giveUp(outOfTime(vendor, sent));
		// Asked again after each slice: another call may learn that the limit has been reset.
		for (let pause = pacer.reserve(records, tools.now()); pause > 0;) {
			const left = Math.max(pause, pacer.untilReset(tools.now()));
			if (!hasTimeFor(pause)) return giveUp(outOfPatience(vendor, left));
			await waitSlice(pause);
			if (tools.isCancelled()) return giveUp(cancelled());
			pause = pacer.reserve(records, tools.now());
		}

		const before = pacer.settled;
		const timeLeft = Math.max(1, deadline - tools.now());
		sent += 1;
		const exchange = await tools.transport(request, Math.min(limits.timeoutMs, timeLeft));
		const now = tools.now();
		pacer.settle(records, 'reply' in exchange ? exchange.reply.headers : undefined, now, before);

		const result = judge(vendor, request, exchange, now);
		if (result.ok) {
			return wasUnclear ? success({ ...result.value, isAfterUnclear: true }) : result;
		}
		const { failure } = result;
		wasUnclear ||= failure.ambiguous === true;
		const isHarmless = request.repeatable || !failure.ambiguous;
		const isHandedBack = isFinal(exchange) || request.handsBack?.(failure);
		const mayRepeat = isTransient(failure) && isHarmless && !isHandedBack;
		if (!mayRepeat || tools.isCancelled()) return giveUp(failure);
		const wait = waitAfter(vendor, failure, sent, tools.random());
		if (sent >= limits.maxAttempts) return giveUp({ ...failure, retryAfterMs: wait.told });
		if (!hasTimeFor(wait.ms)) return giveUp(withWait(failure, wait));
		for (let left = wait.ms; left > 0; left -= SLICE_MS) {
			await waitSlice(left);
			if (tools.isCancelled()) return giveUp(cancelled());
		}
	}
}

/** Whether an exchange is a success. */
function judge(
	vendor: Vendor,
	request: VendorRequest,
	exchange: Exchange,
	now: number,
): Result<Reply> {
	if ('noReply' in exchange) return failed(failureOfNoReply(vendor, request, exchange.noReply));
	const { reply } = exchange;
	if (request.isAnswer?.(reply)) return success(reply);
	const status = vendor.meaningOf?.(reply.status, reply.body) ?? reply.status;
	const isSuccess = status >= 200 && status < 300 && isJson(reply);
	if (!isSuccess) return failed(failureOfReply(vendor, request, reply, now));
	const lacking = request.missing?.(reply.body);
	return lacking === undefined
		? success(reply)
		: failed(failureOfPart(vendor, request, reply, lacking));
}

interface Wait {
	ms: number;
	/** It is the vendor's, or its window's; otherwise ours. */
	told?: number;
	/** Where the vendor named no time. */
	isWindow?: boolean;
}

function waitAfter(vendor: Vendor, failure: Failure, attempt: number, random: number): Wait {
	const { kind, retryAfterMs } = failure;
	if (retryAfterMs) return { ms: retryAfterMs, told: retryAfterMs };
	if (kind === 'rateLimited' && retryAfterMs === undefined && vendor.windowMs) {
		return { ms: vendor.windowMs, told: vendor.windowMs, isWindow: true };
	}
	return { ms: backoffMs(attempt, random) };
}

function withWait(failure: Failure, { told, isWindow }: Wait): Failure {
	if (told === undefined) return failure;
	const asked = isWindow
		? `It does not say for how long; try again in ${seconds(told)}.`
		: `It asks to wait ${seconds(told)}.`;
	return { ...failure, retryAfterMs: told, hint: `${asked} ${failure.hint ?? ''}`.trim() };
}

function outOfPatience(vendor: Vendor, waitMs: number): Failure {
	return {
		kind: 'rateLimited',
		message: `The rate limit of ${vendor.name} is used up for another ${seconds(waitMs)}`,
		hint: 'Run it again later, or raise "Longest Wait" under Request Options so that the node can wait it out.',
		retryAfterMs: waitMs,
	};
}

function outOfTime(vendor: Vendor, sent: number): Failure {
	return {
		kind: 'timedOut',
		message: `There was no time left to call ${vendor.name}${sent === 0 ? '' : ' again'}`,
		hint: sent === 0 ? 'Nothing was sent. Run it again.' : 'Run it again.',
	};
}

function cancelled(): Failure {
	return { kind: 'cancelled', message: 'The execution was cancelled' };
}

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
