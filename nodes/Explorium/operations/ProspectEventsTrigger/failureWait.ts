import type { Failure } from '../../../shared/result';

/** The first wait after a failure; each further one is twice as long. */
const FIRST_WAIT_MS = 300_000;
/** What somebody has to mend (a key, credits, an address, a list) is looked at again this often. */
const LOOK_AGAIN_MS = 300_000;

/** n8n tries again after a moment when publishing fails; a user who publishes again takes longer. */
const PUBLISHED_AGAIN_MS = 60_000;

/** Whose polls these are. */
export interface Poller {
	/** A text that no other node shares. */
	node: string;
	/** Another text once credential or parameters have changed, in which case nothing is waited for. */
	setup: string;
	/** Another object each time the workflow is published. */
	published: object;
}

/** What has failed, for what follows from it. */
export interface PollFailure {
	failure: Failure;
	/** Of these one is told only once, however long they last. */
	isToldOnce: boolean;
	/** The sweep was due, not only what had failed before. */
	wasSweepDue: boolean;
}

interface Wait {
	setup: string;
	published: WeakRef<object>;
	/** How often the user has been told. */
	told: number;
	/** When the user is told again, by kind of failure. */
	tellAt: Map<string, number>;
	since: number;
	/** No poll before this. */
	tryAt: number;
	wasSweepDue: boolean;
}

/**
 * What a failing trigger waits for, by node. It lives as long as the process: n8n saves nothing of a poll
 * that fails.
 */
const waits = new Map<string, Wait>();

const TOLD_ONCE = 'told once';
const LASTING = 'lasting';

/** `lasting` is what somebody has to mend; to look whether it is mended costs nothing. */
function kindOf({ kind }: Failure): string {
	if (kind === 'unauthorized' || kind === 'forbidden' || kind === 'notFound') return LASTING;
	return kind === 'input' || kind === 'rejected' ? kind : 'passing';
}

/**
 * Whether a poll has to wait, because one failed a short while ago.
 *
 * @param isSweepDue a sweep that has become due since does not wait for what failed beside it
 */
export function isWaiting(poller: Poller, now: number, isSweepDue: boolean): boolean {
	const wait = waits.get(poller.node);
	if (wait === undefined || wait.setup !== poller.setup) return false;
	const isSame = wait.published.deref() === poller.published;
	if (!isSame && now - wait.since > PUBLISHED_AGAIN_MS) return false;
	if (isSweepDue && !wait.wasSweepDue) return false;
	// A clock that was set back must not make it wait for longer.
	return now >= wait.since && now < wait.tryAt;
}

/**
 * Notes that a poll failed.
 *
 * @param longestMs no wait is longer
 * @returns whether the user is to be told
 */
export function noteFailure(
	{ node, setup, published }: Poller,
	{ failure, isToldOnce, wasSweepDue }: PollFailure,
	now: number,
	longestMs: number,
): boolean {
	const last = waits.get(node);
	const isSame = last?.setup === setup && last.published.deref() === published;
	const before = isSame ? last : undefined;
	const tellAt = new Map(before?.tellAt);
	if (!isToldOnce) tellAt.delete(TOLD_ONCE);
	const kind = isToldOnce ? TOLD_ONCE : kindOf(failure);
	// A clock that was set back must not keep anything from the user.
	const isTold = now < (before?.since ?? now) || now >= (tellAt.get(kind) ?? now);
	const told = (before?.told ?? 0) + (isTold ? 1 : 0);
	const waitMs = Math.min(longestMs, FIRST_WAIT_MS * 2 ** Math.min(told - 1, 20));
	if (isTold) tellAt.set(kind, isToldOnce ? Infinity : now + waitMs);
	const isLookedAt = isToldOnce || kind === LASTING || kind === 'input';
	const tryAt = now + (isLookedAt ? Math.min(longestMs, LOOK_AGAIN_MS) : waitMs);
	waits.set(node, {
		...{ setup, published: new WeakRef(published) },
		...{ told, tellAt, since: now, tryAt, wasSweepDue },
	});
	return isTold;
}

/**
 * Notes that a poll got through.
 *
 * @param isWhole nothing failed in it; otherwise what failed goes on being counted
 */
export function noteSuccess(node: string, isWhole: boolean): void {
	if (isWhole) waits.delete(node);
	else waits.get(node)?.tellAt.delete(TOLD_ONCE);
}
