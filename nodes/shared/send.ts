import type { CallEnd, CallWindow } from './callWindow';
import { rest, SLICE_MS, type Clock } from './clock';
import { failureOfPart, failureOfReply } from './failures';
import { finalFailure } from './finalFailure';
import {
	executionCanceled,
	notSent,
	outOfAttempts,
	outOfPatience,
	outOfTime,
	type Patience,
	type Pause,
} from './givenUp';
import { failureOfNoReply } from './noReply';
import type { Pacer } from './pacer';
import { failed, success, type Failure, type Result } from './result';
import type { Exchange, Reply, Transport, Vendor, VendorRequest } from './vendor';
import type { WaitMeter, WaitReason } from './waitMeter';
import { backoffMs } from './waits';

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
export interface SendTools extends Clock {
	vendor: Vendor;
	transport: Transport;
	pacer: Pacer;
	/** Learns how many calls the vendor takes at once. */
	window: CallWindow;
	/** Measures the waits for the rate limit. */
	waits: WaitMeter;
	random(): number;
}

const isJson = (reply: Reply) => typeof reply.body !== 'string' || reply.body === '';

const isTransient = ({ kind }: Failure) =>
	kind === 'rateLimited' ||
	kind === 'unavailable' ||
	kind === 'unreachable' ||
	kind === 'timedOut' ||
	kind === 'unreadable';

/** Statuses of a vendor that has too much to do. Others, such as 500, may be due to what a call carries. */
const BUSY = [408, 503, 504];

/** What a failure says about how much the vendor can take. */
function endOf({ kind, status }: Failure, exchange: Exchange): CallEnd {
	const isLost = kind === 'unreachable' || kind === 'timedOut';
	if (isLost || kind === 'rateLimited' || BUSY.includes(status ?? 0)) return 'overloaded';
	return 'noReply' in exchange ? 'silent' : 'answered';
}

/** The same for calls to one endpoint, and few others: paths hold ids. */
const kindOf = ({ method, path }: VendorRequest) => `${method} ${path.split('/').length}`;

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
	const { vendor, pacer, window } = tools;
	const records = request.records ?? 1;
	const deadline = limits.deadline ?? Infinity;
	let waitLeft = limits.maxWaitMs;
	let sent = 0;
	let wasUnclear = false;

	const giveUp = (failure: Failure) =>
		failed(finalFailure(vendor, request, failure, sent, wasUnclear));
	const patience = (): Patience => ({
		maxWaitMs: limits.maxWaitMs,
		waitedMs: limits.maxWaitMs - waitLeft,
	});
	const hasTimeFor = (ms: number) => ms <= waitLeft && tools.now() + ms < deadline;
	const wait = async (ms: number) => {
		waitLeft -= ms;
		await rest(ms, tools);
	};
	const waitForVendor = async (ms: number, left: number, reason: WaitReason) => {
		tools.waits.begin(tools.now(), left, reason);
		await wait(ms);
		tools.waits.end(tools.now());
	};

	for (;;) {
		// Asked again after each slice: another call may learn that the limit has been reset.
		for (;;) {
			while (window.isFull) await window.nextEnd();
			if (tools.isCancelled()) return giveUp(executionCanceled());
			if (deadline <= tools.now()) return giveUp(outOfTime(vendor, sent));
			// A call like it was told to wait for longer than it may: this one would be turned away as well.
			const told = tools.waits.toldFor(kindOf(request), tools.now());
			if (!hasTimeFor(told.ms)) return giveUp(notSent(vendor, told.reason, told.ms, patience()));
			const pause = pacer.reserve(records, tools.now());
			if (pause === 0) break;
			window.hold();
			const left = Math.max(pause, pacer.untilReset(tools.now()));
			if (!hasTimeFor(pause)) return giveUp(notSent(vendor, 'rateLimited', left, patience()));
			await waitForVendor(Math.min(pause, SLICE_MS), left, 'rateLimited');
		}

		const before = pacer.settled;
		const timeLeft = Math.max(1, deadline - tools.now());
		sent += 1;
		const leaving = window.leave(kindOf(request));
		const leftAt = tools.now();
		const exchange = await tools.transport(request, Math.min(limits.timeoutMs, timeLeft));
		const now = tools.now();
		pacer.settle(records, 'reply' in exchange ? exchange.reply.headers : undefined, now, before);

		const result = judge(vendor, request, exchange, now);
		const end = result.ok ? 'answered' : endOf(result.failure, exchange);
		window.settle(leaving, end, now - leftAt, pacer.room(records));
		if (result.ok) {
			return wasUnclear ? success({ ...result.value, isAfterUnclear: true }) : result;
		}
		const { failure } = result;
		wasUnclear ||= failure.ambiguous === true;
		const isHarmless = request.repeatable || !failure.ambiguous;
		const isHandedBack = isFinal(exchange) || request.handsBack?.(failure);
		const mayRepeat = isTransient(failure) && isHarmless && !isHandedBack;
		if (!mayRepeat || tools.isCancelled()) return giveUp(failure);
		const pause = pauseAfter(vendor, failure, sent, tools.random());
		if (sent >= limits.maxAttempts) {
			return giveUp(outOfAttempts(failure, pause, limits.maxAttempts));
		}
		const { ms, told } = pause;
		const reason = failure.kind === 'rateLimited' ? 'rateLimited' : 'unavailable';
		if (!hasTimeFor(ms)) {
			if (told !== undefined) tools.waits.tell(kindOf(request), tools.now() + told, reason);
			return giveUp(outOfPatience(failure, pause, patience()));
		}
		window.beginWait();
		const isForVendor = told !== undefined || reason === 'rateLimited';
		await (isForVendor ? waitForVendor(ms, ms, reason) : wait(ms));
		window.endWait();
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
	const lacking = request.missing?.(reply.body, reply.status);
	return lacking === undefined
		? success(reply)
		: failed(failureOfPart(vendor, request, reply, lacking));
}

function pauseAfter(vendor: Vendor, failure: Failure, attempt: number, random: number): Pause {
	const { kind, retryAfterMs } = failure;
	if (retryAfterMs) return { ms: retryAfterMs, told: retryAfterMs };
	if (kind === 'rateLimited' && retryAfterMs === undefined && vendor.windowMs) {
		return { ms: vendor.windowMs, told: vendor.windowMs, isWindow: true };
	}
	return { ms: backoffMs(attempt, random) };
}
