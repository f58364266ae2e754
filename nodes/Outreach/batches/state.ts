import { failed, type Failure } from '../../shared/result';
import { readVendorText } from '../../shared/vendorText';
import type { Batch } from './api';
import { isWaiting } from './stateNames';

const ENDED = /^(finished|failed|cancell?ed)$/i;
const ENDED_WITHOUT_SUCCESS = /^(failed|cancell?ed)$/i;
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

/** Whether somebody cancelled a batch. */
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

const PICK_UP = (id: number) => `Get Batch with the ID ${id} shows how the batch stands.`;

/** A failure that says which batch it is about, and where to look for it. */
export function aboutBatch(failure: Failure, id: number) {
	return failed({
		...failure,
		message: `${failure.message} (batch ${id})`,
		hint: `${failure.hint ?? ''} ${PICK_UP(id)}`.trim(),
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
		message: `The batch ${id} has not ended within ${waitedMs / 1000} s (state "${state}"${progress})`,
		hint: `It goes on in Outreach. ${PICK_UP(id)} To wait longer, raise "Maximum Wait" under Options.`,
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
		hint: 'Records that it had worked on by then stay changed. Look at the batch in Outreach, or with Get Batch.',
	});
}

function printSummary(summary: unknown): string | undefined {
	const text = summary === null || summary === undefined ? '' : JSON.stringify(summary);
	return text === '' || text === '{}' ? undefined : text.slice(0, 300);
}
