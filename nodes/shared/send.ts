import { failureOfNoReply, failureOfPart, failureOfReply } from './failures';
import type { Pacer } from './pacer';
import { failed, success, type Failure, type Result } from './result';
import type { Reply, Transport, Vendor, VendorRequest } from './vendor';
import { backoffMs } from './waits';

/** Waits are cut into slices, so that a cancelled execution ends soon. */
const SLICE_MS = 1000;

/** The bounds of one call. */
export interface SendLimits {
	/** Times the call may be sent, at least 1. */
	maxAttempts: number;
	/** Milliseconds that all its waits together may take. */
	maxWaitMs: number;
	/** Milliseconds to wait for one answer. */
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

/**
 * Sends one request, waiting for the rate limit first and trying again where that is harmless.
 *
 * A call is repeated when the vendor turned it away (429, 503 with a time) or was never reached; after
 * any other lost or unclear answer only if it is `repeatable`.
 *
 * @returns the parsed answer of a 2xx, or why there is none
 */
export async function send(
	request: VendorRequest,
	limits: SendLimits,
	tools: SendTools,
): Promise<Result<Reply>> {
	const { vendor, pacer } = tools;
	const records = request.records ?? 1;
	let waitLeft = limits.maxWaitMs;

	/** Waits, or says that there is no time for it. */
	const wait = async (ms: number): Promise<boolean> => {
		if (ms > waitLeft || tools.now() + ms >= (limits.deadline ?? Infinity)) return false;
		waitLeft -= ms;
		for (let left = ms; left > 0 && !tools.isCancelled(); left -= SLICE_MS) {
			await tools.sleep(Math.min(left, SLICE_MS));
		}
		return true;
	};

	for (let attempt = 1; ; attempt += 1) {
		let pause = pacer.reserve(records, tools.now());
		while (pause > 0) {
			if (!(await wait(pause))) return failed(outOfPatience(vendor, pause));
			if (tools.isCancelled()) return failed(cancelled());
			pause = pacer.reserve(records, tools.now());
		}

		const before = pacer.settled;
		const timeLeft = (limits.deadline ?? Infinity) - tools.now();
		const exchange = await tools.transport(
			request,
			Math.max(1, Math.min(limits.timeoutMs, timeLeft)),
		);
		const now = tools.now();
		pacer.settle(records, 'reply' in exchange ? exchange.reply.headers : undefined, now, before);

		let failure: Failure;
		if ('reply' in exchange) {
			const { reply } = exchange;
			const status = vendor.meaningOf?.(reply.status, reply.body) ?? reply.status;
			const isSuccess = status >= 200 && status < 300 && isJson(reply);
			const lacking = isSuccess ? request.missing?.(reply.body) : undefined;
			if (isSuccess && lacking === undefined) return success(reply);
			failure = lacking
				? failureOfPart(vendor, request, reply, lacking)
				: failureOfReply(vendor, request, reply, now);
		} else {
			failure = failureOfNoReply(vendor, request, exchange.noReply);
		}

		const mayRepeat = isTransient(failure) && (request.repeatable || !failure.ambiguous);
		if (!mayRepeat || tools.isCancelled()) return failed(failure);
		if (attempt >= limits.maxAttempts) return failed(withAttempts(failure, attempt));
		const told = failure.retryAfterMs;
		if (!(await wait(told ?? backoffMs(attempt, tools.random())))) {
			return failed(withWait(withAttempts(failure, attempt), told));
		}
		if (tools.isCancelled()) return failed(cancelled());
	}
}

function withAttempts(failure: Failure, attempts: number): Failure {
	return attempts > 1
		? { ...failure, message: `${failure.message} (tried ${attempts} times)` }
		: failure;
}

function withWait(failure: Failure, toldMs: number | undefined): Failure {
	if (toldMs === undefined) return failure;
	return { ...failure, hint: `It asks to wait ${seconds(toldMs)}. ${failure.hint ?? ''}`.trim() };
}

function outOfPatience(vendor: Vendor, waitMs: number): Failure {
	return {
		kind: 'rateLimited',
		message: `The rate limit of ${vendor.name} is used up for another ${seconds(waitMs)}`,
		hint: 'Run it again later, or raise "Longest Wait" under Request Options so that the node can wait it out.',
		retryAfterMs: waitMs,
	};
}

function cancelled(): Failure {
	return { kind: 'cancelled', message: 'The execution was cancelled' };
}

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
