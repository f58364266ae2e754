import type { BulkAction } from './bulk-action.ts';
import { API_USER_ID } from './initial.ts';
import { addRecord, getRecord, statesOf } from './state.ts';

type Apply = BulkAction['apply'];

/** Adds a prospect to a sequence; the sender is the user of the mailbox. */
export const addToSequence: Apply = (state, prospect, attributes, item) => {
	const { sequenceId, mailboxId } = attributes as { sequenceId: number; mailboxId: number };
	if (prospect.attributes.optedOut === true) return 'Prospect has opted out.';
	if (((prospect.attributes.emails as string[] | null) ?? []).length === 0) {
		return 'Validation failed: Prospect has no email address.';
	}
	const running = statesOf(state, prospect).some(
		(one) => one.one.sequence === sequenceId && one.attributes.state !== 'finished',
	);
	if (running) return 'Prospect is already active in this sequence.';
	const enabled = getRecord(state, 'sequence', sequenceId)?.attributes.enabled === true;
	const at = new Date(item.now).toISOString();
	const stateName = enabled ? item.newSequenceState : 'disabled';
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
			batchItemCreator: item.itemId,
		},
	);
	prospect.many.sequenceStates = [...(prospect.many.sequenceStates ?? []), added.id];
	return undefined;
};

/** Finishes or pauses all sequences of a prospect. */
export function setSequenceStates(to: 'finished' | 'paused'): Apply {
	return (state, prospect, _attributes, { now }) => {
		for (const one of statesOf(state, prospect)) {
			if (one.attributes.state === 'finished') continue;
			const at = new Date(now).toISOString();
			one.attributes.state = to;
			one.attributes.pauseReason = to === 'paused' ? 'manual' : null;
			one.attributes.stateChangedAt = at;
			one.attributes.updatedAt = at;
		}
		return undefined;
	};
}
