import { failed, success, type Failure, type Result } from '../../../shared/result';
import { printText } from '../../../shared/valueText';
import {
	hasOptedOut,
	isDone,
	isFinished,
	mustNotResume,
	plainStatus,
	type NewStatus,
} from './statuses';

/** What input items ask for about one prospect. */
export interface StatusChange {
	items: number[];
	status: NewStatus;
	/** One sequence; absent for all that the prospect is in. */
	sequenceId?: string;
	/** After how many days a pause ends by itself. */
	pauseDelayInDays?: number;
}

/** A sequence that a prospect is or was in. */
export interface Membership {
	sequenceId: string;
	title?: string;
	/** In Saleshandy's spelling. */
	status?: string;
}

/** What is to be done in one sequence. */
export interface Step extends Membership {
	/** Whether Saleshandy has to be told. */
	isSent: boolean;
}

const SHOWN_SEQUENCES = 5;

/** A sequence as people know it. */
export const nameSequence = ({ sequenceId, title }: Membership): string =>
	title === undefined ? sequenceId : `"${printText(title)}" (${sequenceId})`;

/**
 * Works out what a change has to do.
 *
 * @param memberships the sequences that the prospect is or was in, as they are when the change begins
 * @param who the prospect, for messages
 * @returns a step for each sequence that is meant; a failure if the prospect is not in the one that is named,
 * must not be made active, or is in one with a status that is not told
 */
export function planChange(
	change: StatusChange,
	memberships: Membership[],
	who: string,
): Result<Step[]> {
	const { status, sequenceId, pauseDelayInDays } = change;
	const meant =
		sequenceId === undefined
			? memberships.filter((one) => !isFinished(one.status))
			: memberships.filter((one) => one.sequenceId === sequenceId);
	if (sequenceId !== undefined && meant.length === 0) {
		return failed(notIn(sequenceId, memberships, who));
	}
	if (status === 'active') {
		const refusal = whyNotResumed(meant, memberships, who);
		if (refusal !== undefined) return failed(refusal);
	}
	const unknown = meant.find((one) => plainStatus(one.status) === undefined);
	if (unknown !== undefined) return failed(notTold(status, unknown, who));
	const renews = pauseDelayInDays !== undefined;
	const steps = new Map<string, Step>();
	for (const one of meant) {
		const isSent = !isDone(one.status, status, renews);
		// Who was added twice is in it as long as one time has not ended.
		if (isSent || !steps.has(one.sequenceId)) steps.set(one.sequenceId, { ...one, isSent });
	}
	return success([...steps.values()]);
}

/** The memberships as they are once the steps of a change are done. */
export function afterwards(
	memberships: Membership[],
	steps: Step[],
	status: NewStatus,
): Membership[] {
	const sent = new Set(steps.filter(({ isSent }) => isSent).map(({ sequenceId }) => sequenceId));
	return memberships.map((one) => (sent.has(one.sequenceId) ? { ...one, status } : one));
}

/** The same where the history cannot be read. Somebody may be stopped unseen, but not be written to again. */
export function planUnseen({ status, sequenceId }: StatusChange, unread: Failure): Result<Step[]> {
	if (sequenceId === undefined || status === 'active') return failed(unread);
	return success([{ sequenceId, isSent: true }]);
}

function notIn(sequenceId: string, memberships: Membership[], who: string): Failure {
	const shown = memberships.slice(0, SHOWN_SEQUENCES).map(nameSequence);
	const more = memberships.length - shown.length;
	const others = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
	return {
		kind: 'rejected',
		message: `The prospect ${who} is not in the Saleshandy sequence ${printText(sequenceId)}`,
		hint:
			shown.length === 0
				? 'The prospect is in no sequence. Add Prospects to Sequence adds people to one.'
				: `The prospect is in ${others}. Choose one of these, or "All Sequences".`,
	};
}

/** An opt-out in any sequence counts in all of them. */
function whyNotResumed(
	meant: Membership[],
	memberships: Membership[],
	who: string,
): Failure | undefined {
	const stopped =
		memberships.find((one) => hasOptedOut(one.status)) ??
		meant.find((one) => mustNotResume(one.status));
	if (stopped === undefined) return undefined;
	return {
		kind: 'rejected',
		message: `The prospect ${who} is not made active: the status in the Saleshandy sequence ${nameSequence(stopped)} is "${printText(stopped.status ?? '')}"`,
		hint: 'Who has unsubscribed, replied or bounced is never made active by this node. Leave the prospect out.',
	};
}

const IN_SALESHANDY = {
	active: 'resume the sequence for it',
	paused: 'pause it',
	finished: 'mark it as finished',
};

/** What is not told may be an opt-out, which the new status would wipe out. */
function notTold(status: NewStatus, unknown: Membership, who: string): Failure {
	return {
		kind: 'unreadable',
		message: `The prospect ${who} is not made ${status}: Saleshandy does not tell the status in the sequence ${nameSequence(unknown)}`,
		hint: `It may be that the person has unsubscribed, which the new status would wipe out. Open the prospect in Saleshandy, and unless it has unsubscribed, ${IN_SALESHANDY[status]} there.`,
	};
}
