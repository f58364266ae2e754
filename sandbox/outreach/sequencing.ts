import type { BulkAction } from './bulk-action.ts';
import { API_USER_ID } from './initial.ts';
import type { SequenceRules } from './sequence-rules.ts';
import { addRecord, getRecord, statesOf } from './state.ts';
import type { OutreachRecord, OutreachState } from './state.ts';

type Apply = BulkAction['apply'];

/** Who is added to a sequence, and by whom. */
export interface Addition {
	prospect: OutreachRecord;
	sequenceId: number;
	mailboxId: number;
	/** The batch item that adds them, if one does. */
	batchItemId?: number;
	now: number;
}

/**
 * Adds a prospect to a sequence; the sender is the user of the mailbox. Single calls and bulk actions
 * share it.
 *
 * @returns the new sequence state, or why the ruleset refuses it
 */
export function enroll(
	state: OutreachState,
	addition: Addition,
	rules: SequenceRules,
): { added: OutreachRecord } | { problem: string } {
	const { prospect, sequenceId, mailboxId, batchItemId, now } = addition;
	const problem = problemWith(state, prospect, sequenceId, rules);
	if (problem !== undefined) return { problem };
	const at = new Date(now).toISOString();
	const stateName = goingState(state, sequenceId, rules);
	const added = addRecord(
		state,
		'sequenceState',
		{
			state: stateName,
			activeAt: stateName === 'active' ? at : null,
			stateChangedAt: at,
			createdAt: at,
			updatedAt: at,
		},
		{
			prospect: prospect.id,
			sequence: sequenceId,
			mailbox: mailboxId,
			user: getRecord(state, 'mailbox', mailboxId)?.one.user ?? null,
			account: prospect.one.account ?? null,
			creator: API_USER_ID,
			batchItemCreator: batchItemId ?? null,
		},
	);
	prospect.many.sequenceStates = [...(prospect.many.sequenceStates ?? []), added.id];
	return { added };
}

/** The bulk action that adds prospects to a sequence. */
export const addToSequence: Apply = (state, prospect, attributes, item) => {
	const { sequenceId, mailboxId } = attributes as { sequenceId: number; mailboxId: number };
	const { itemId: batchItemId, now } = item;
	const addition = { prospect, sequenceId, mailboxId, batchItemId, now };
	const outcome = enroll(state, addition, item.sequenceRules);
	return 'problem' in outcome ? outcome.problem : undefined;
};

/** Whether nobody may be added to a sequence. */
export function isLocked(state: OutreachState, sequenceId: number): boolean {
	return getRecord(state, 'sequence', sequenceId)?.attributes.locked === true;
}

/** The state of those who go on in a sequence: one that is turned off sends nothing. */
export function goingState(
	state: OutreachState,
	sequenceId: number | null | undefined,
	{ newState }: Pick<SequenceRules, 'newState'>,
): string {
	const sequence = getRecord(state, 'sequence', sequenceId ?? 0);
	return sequence?.attributes.enabled === true ? newState : 'disabled';
}

/** Puts a sequence state into another state. */
export function setSequenceState(one: OutreachRecord, to: string, now: number): void {
	const at = new Date(now).toISOString();
	one.attributes.state = to;
	one.attributes.pauseReason = to === 'paused' ? 'manual' : null;
	if (to === 'active') one.attributes.activeAt = at;
	one.attributes.stateChangedAt = at;
	one.attributes.updatedAt = at;
}

/** Finishes or pauses all sequences of a prospect. */
export function setSequenceStates(to: 'finished' | 'paused'): Apply {
	return (state, prospect, _attributes, { now }) => {
		for (const one of statesOf(state, prospect)) {
			if (isRunning(one)) setSequenceState(one, to, now);
		}
		return undefined;
	};
}

function problemWith(
	state: OutreachState,
	prospect: OutreachRecord,
	sequenceId: number,
	{ readdition, exclusive }: SequenceRules,
): string | undefined {
	const { optedOut, emailOptedOut, emailsOptStatus, emails } = prospect.attributes;
	if (optedOut === true || emailOptedOut === true || emailsOptStatus === 'opted_out') {
		return 'Prospect has opted out.';
	}
	if (((emails as string[] | null) ?? []).length === 0) {
		return 'Validation failed: Prospect has no email address.';
	}
	const states = statesOf(state, prospect);
	const here = states.filter(({ one }) => one.sequence === sequenceId);
	if (readdition !== 'anytime' && here.some(isRunning)) {
		return 'Prospect is already active in this sequence.';
	}
	if (readdition === 'once' && here.length > 0)
		return 'Prospect has already been in this sequence.';
	const isElsewhere = states.some((one) => one.one.sequence !== sequenceId && isRunning(one));
	return exclusive && isElsewhere ? 'Prospect is active in another sequence.' : undefined;
}

const isRunning = ({ attributes }: OutreachRecord): boolean => attributes.state !== 'finished';
