import { failed, type Failure } from '../../shared/result';
import { readVendorText } from '../../shared/vendorText';
import type { Batch } from './batch';
import { isWaiting } from './stateNames';

const ENDED = /^(finished|failed|cancell?ed)$/i;
/** How servers call an end that is no success; `failed` and `canceled` are Outreach's own words. */
const ENDED_WITHOUT_SUCCESS =
	/^(fail|error|cancel|abort|reject|expire|interrupt|terminat|timed?[ _-]?out)/i;
/** The same for a success: `finished` is Outreach's own. */
const ENDED_WITH_SUCCESS = /^(finished|completed?|done|succeeded|success(ful)?|processed)$/i;
const CANCELLED = /^cancell?ed$/i;
const CONFIRMING = /^confirming$/i;

const WORKING = /^(processing|running|executing|started|in[ _-]?progress|working|active)$/i;

/**
 * Whether a batch has come to its end. Outreach publishes no list of states, so one that is not known
 * means that it still runs, unless `isAtRest`.
 */
export function hasEnded({ state, attributes }: Batch): boolean {
	return ENDED.test(state) || Boolean(attributes.finishedAt ?? attributes.canceledAt);
}

/** Whether an ended batch was given up: what it had done by then stays done. */
export function wasGivenUp({ state, attributes }: Batch): boolean {
	return ENDED_WITHOUT_SUCCESS.test(state) || Boolean(attributes.canceledAt);
}

/**
 * Whether the state of an ended batch says that it went through. One without a state says nothing else
 * either: then its numbers count.
 */
export function endedWell(batch: Batch): boolean {
	return !wasGivenUp(batch) && (batch.state === '' || ENDED_WITH_SUCCESS.test(batch.state));
}

/** Whether somebody canceled a batch. */
export function wasCancelled({ state, attributes }: Batch): boolean {
	return CANCELLED.test(state) || Boolean(attributes.canceledAt);
}

/** Whether a batch waits for the number of its records to be confirmed. */
export const isConfirming = ({ state }: Batch): boolean => CONFIRMING.test(state);

/**
 * Whether a batch can be taken for ended though its state is not known: it has worked on all of its
 * records, and between two looks nothing has changed.
 */
export function isAtRest(before: Batch, now: Batch): boolean {
	const { state, total, pending, failures } = now;
	if (isWaiting(state) || isConfirming(now) || !total || pending !== 0) return false;
	return (
		before.state === state &&
		before.pending === 0 &&
		before.total === total &&
		before.failures === failures
	);
}

/**
 * Whether a batch has told how many records it is about, and has left the state it began in: what waits
 * to be confirmed does so by then.
 */
export function isUnderWay(first: Batch, now: Batch): boolean {
	if (!now.total || isConfirming(now) || isWaiting(now.state)) return false;
	return WORKING.test(now.state) || now.state !== first.state;
}

/** How many records a waiting batch would work on, where Outreach says so. */
export function countToConfirm({ confirmCount, total }: Batch): number | undefined {
	return confirmCount || (total ?? confirmCount);
}

/** A number of records in words, to be put after "work on". */
export function printRecords(count: number | undefined): string {
	if (count === undefined) return 'an unknown number of records';
	return count === 1 ? '1 record' : `${count} records`;
}

const PICK_UP = (id: number) => `Get Batch with the ID ${id} shows how the batch stands.`;

/** A failure that says which batch it is about, and where to look for it. */
export function aboutBatch(failure: Failure, id: number) {
	return failed({
		...failure,
		message: `${failure.message} (batch ${id})`,
		hint: `${failure.hint ?? ''} ${PICK_UP(id)}`.trim(),
	});
}

/** The batch is there, and nobody knows how it stands: a vendor's "run it again" would be about the look. */
export function notSeen({ message, ...failure }: Failure, id: number) {
	return failed({
		...failure,
		hasActed: true,
		message: `The batch ${id} was started, but how it stands could not be read: ${message}`,
		hint: `It may be under way, or wait to be confirmed. Look at it before you run this again. ${PICK_UP(id)}`,
	});
}

/** The batch waits, as Outreach did not take the confirmation: nothing has been changed. */
export function notConfirmed(failure: Failure, id: number) {
	if (failure.ambiguous) return aboutBatch(failure, id);
	return failed({
		...failure,
		message: `The batch ${id} was started and waits, because it could not be confirmed: ${failure.message}`,
		hint: `${failure.hint ?? ''} Nothing is changed until it is confirmed: use Confirm Batch, or Cancel Batch before you run this again.`.trim(),
	});
}

/** The batch did not end in time. */
export function notEndedInTime({ id, state, total, pending }: Batch, waitedMs: number) {
	const progress =
		total === undefined || pending === undefined
			? ''
			: `, ${total - pending} of ${total} records done`;
	return failed({
		kind: 'timedOut',
		message: `The batch ${id} did not end within ${waitedMs / 1000} s (state "${state}"${progress})`,
		hint: `It continues in Outreach. ${PICK_UP(id)} To wait longer, raise "Wait for Batch at Most" under Options.`,
	});
}

/** The batch was confirmed, and does not show it. */
export function stillConfirming({ id, state }: Batch) {
	return failed({
		kind: 'unreadable',
		message: `Outreach took the confirmation of the batch ${id}, but still shows it as "${state}"`,
		hint: `It may begin a little later. ${PICK_UP(id)}`,
	});
}

/** The batch ended, but not by finishing. */
export function endedBadly(batch: Batch) {
	const { id, state, total, pending, attributes } = batch;
	const summary = readVendorText(attributes.summary).text ?? printSummary(attributes.summary);
	const left = pending ? ` with ${pending} of ${total ?? '?'} records pending` : '';
	return failed({
		kind: 'rejected',
		message: `The batch ${id} ended as "${state}"${left}${summary ? `: ${summary}` : ''}`,
		hint: 'Records that it had worked on by then stay changed. Look at the batch in Outreach, or use Get Batch.',
	});
}

function printSummary(summary: unknown): string | undefined {
	const text = summary === null || summary === undefined ? '' : JSON.stringify(summary);
	return text === '' || text === '{}' ? undefined : text.slice(0, 300);
}
