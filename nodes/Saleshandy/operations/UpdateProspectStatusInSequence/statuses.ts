import type { INodeProperties } from 'n8n-workflow';

/** The statuses that this node sets, in Saleshandy's words. */
export type NewStatus = 'active' | 'finished' | 'paused';

export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: 'paused',
	options: [
		{
			name: 'Active',
			value: 'active',
			description: 'Resume: the messages of the sequence are sent again',
		},
		{
			name: 'Finished',
			value: 'finished',
			description: 'Stop for good: no further message of the sequence is sent',
		},
		{
			name: 'Paused',
			value: 'paused',
			description: 'No message is sent until the prospect is active again',
		},
	],
	description: 'The status that the prospect is to have in the sequence',
};

/**
 * A status as it is compared. How the history of a prospect spells it is not documented, so case and marks
 * between letters do not count.
 */
export function plainStatus(status: string | undefined): string | undefined {
	const letters = status?.toLowerCase().replace(/[^a-z]/g, '');
	return letters === '' ? undefined : letters;
}

/** Words for an opt-out, and for all that nobody may be woken up from, in any form of them. */
const OPTED_OUT = /unsubscri|opt(?:ed)?out/;
const NEVER_RESUMED = /unsubscri|opt(?:ed)?out|repl(?:y|ied)|bounce|blocked|blacklist|donotcontact/;

/** Whether somebody in this status wants no more messages. */
export const hasOptedOut = (status: string | undefined): boolean =>
	OPTED_OUT.test(plainStatus(status) ?? '');

/** Whether somebody in this status may not be made active. */
export const mustNotResume = (status: string | undefined): boolean =>
	NEVER_RESUMED.test(plainStatus(status) ?? '');

/** Whether nothing is sent any more. Pausing would wipe that out, and end some day. */
const hasEnded = (status: string | undefined): boolean =>
	isFinished(status) || mustNotResume(status);

/** Whether this is the status of who has been finished. */
export const isFinished = (status: string | undefined): boolean =>
	plainStatus(status) === 'finished';

/**
 * Whether there is nothing to change: it is so already, or more than so. An opt-out, a bounce or a reply is never
 * written over: later on, it tells who must not be written to.
 *
 * @param renews whether a pause is to be set anew, with its delay
 */
export function isDone(status: string | undefined, wanted: NewStatus, renews: boolean): boolean {
	const now = plainStatus(status);
	if (now === wanted) return !(wanted === 'paused' && renews);
	return wanted !== 'active' && hasEnded(status);
}

/**
 * What a look at the history proves of a change. Who is made active may be shown in a status of which we know
 * nothing, such as one for the next step.
 *
 * @returns nothing where it proves nothing
 */
export function isProven(status: string | undefined, wanted: NewStatus): boolean | undefined {
	const now = plainStatus(status);
	if (now === undefined) return undefined;
	if (now === wanted) return true;
	// Somebody may have replied meanwhile.
	if (hasEnded(status)) return wanted !== 'active';
	return now === 'paused' || now === 'active' ? false : undefined;
}
