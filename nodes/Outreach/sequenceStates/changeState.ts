import type { IDataObject } from 'n8n-workflow';
import { textIn } from '../../shared/answers';
import type { Client } from '../../shared/client';
import { rest, type Clock } from '../../shared/clock';
import { badInput, failed, success, type Failure, type Result } from '../../shared/result';
import type { SendLimits } from '../../shared/send';
import { backoffMs } from '../../shared/waits';
import { askForOne, relatedId, type Resource } from '../jsonApi';
import { optOutsIn } from '../modify/optOut';
import { prospects } from '../recordTypes';
import { readRecord } from '../records/readRecord';
import { SEQUENCE_STATE, SEQUENCE_STATES, stateOf } from './sequenceState';
import type { StateAction } from './stateActions';

/** What a change needs from around it. */
export interface ChangeTools {
	client: Client;
	clock: Clock;
	limits: Pick<SendLimits, 'maxAttempts' | 'maxWaitMs'>;
}

/** The sequence state to change. */
export interface StateTarget {
	id: number;
	/** The label of the form's field that names it, if one does. */
	field?: string;
}

/** A sequence state as it is then, and what it was before. */
interface Change {
	record: Resource;
	before: string;
	/** Whether this call changed it; not if it was so already. */
	changed: boolean;
}

const TYPE = 'sequencestate';
/** Whom a sequence state is about, and in what. */
const LINKS = ['prospect', 'sequence'];

/**
 * Finishes, pauses or resumes one sequence state: https://developers.outreach.io/api/reference
 *
 * It is read first. Nothing is sent where it is as wanted already, or in a state that does not allow it.
 * After an unclear answer it is read again; the call is repeated only if that shows that nothing came of
 * it. A node that n8n tries again gets the result of its first try.
 *
 * @returns one item; a failure that names the state where the action is not possible
 */
export async function changeState(
	tools: ChangeTools,
	action: StateAction,
	target: StateTarget,
): Promise<Result<IDataObject>> {
	const change = await tools.client.writes.once<Change>({
		name: `sequenceStates/${action.name}`,
		ids: [target.id],
		content: action.name,
		label: String(target.id),
		send: async () => await makeChange(tools, action, target),
		find: async () => {
			const now = await read(tools.client, target);
			if (!now.ok) return now;
			if (!isAsWanted(action, now.value)) return success(undefined);
			return success({ record: now.value, before: action.from, changed: true });
		},
	});
	return change.ok ? success(showChange(change.value)) : change;
}

async function makeChange(
	tools: ChangeTools,
	action: StateAction,
	target: StateTarget,
): Promise<Result<Change>> {
	const { client, clock, limits } = tools;
	const first = await read(client, target);
	if (!first.ok) return first;
	const before = stateOf(first.value);
	if (isAsWanted(action, first.value)) {
		return success({ record: first.value, before, changed: false });
	}
	if (before !== action.from) return failed(notAllowed(action, target.id, before));
	if (action.name === 'resume') {
		const wanted = await refuseOptedOut(client, first.value);
		if (!wanted.ok) return wanted;
	}
	let waitLeft = limits.maxWaitMs;
	let wasUnclear = false;
	for (let attempt = 1; ; attempt += 1) {
		const answer = await act(client, action, first.value);
		if (answer.ok) return success({ record: answer.value, before, changed: true });
		const { failure } = answer;
		const isUnclear = failure.ambiguous === true;
		if (!isUnclear && failure.kind !== 'rejected') return failed(about(failure, target.id));
		wasUnclear ||= isUnclear;
		const pause = Math.min(waitLeft, backoffMs(attempt, Math.random()));
		waitLeft -= pause;
		const now = await look(tools, action, target, isUnclear ? pause : 0);
		if (!now.ok)
			return failed(isUnclear ? notKnown(failure, target.id) : about(failure, target.id));
		const state = stateOf(now.value);
		if (isAsWanted(action, now.value)) {
			return success({ record: now.value, before, changed: wasUnclear });
		}
		if (state !== action.from) return failed(otherState(failure, action, target.id, state));
		const isLast = attempt >= limits.maxAttempts || waitLeft <= 0 || clock.isCancelled();
		if (!isUnclear || isLast) return failed(nothingCame(failure, target.id, state, attempt));
	}
}

/** Refuses to send messages again to a prospect who has opted out, or of whom that is not known. */
async function refuseOptedOut(client: Client, record: Resource): Promise<Result<void>> {
	const id = relatedId(record, 'prospect');
	if (id === null) {
		return badInput(
			`The sequence state ${record.id} does not say which prospect it is about, so it is not known whether the person has opted out. It was not resumed`,
			LOOK,
		);
	}
	const prospect = await readRecord(client, prospects, { id }, ({ attributes }) =>
		typeof attributes.optedOut === 'boolean' ? undefined : 'whether the prospect has opted out',
	);
	if (!prospect.ok) return prospect;
	const optOuts = optOutsIn(prospect.value.attributes);
	if (optOuts.length === 0) return success(undefined);
	return badInput(
		`The prospect ${id} has opted out (${optOuts.join(', ')}), so the sequence state ${record.id} was not resumed`,
		'A person who has opted out must not be written to again. If it was a mistake, correct it in Outreach itself.',
	);
}

/** Reads the state, and once more a little later where it is still the old one. */
async function look(
	{ client, clock }: ChangeTools,
	action: StateAction,
	target: StateTarget,
	pauseMs: number,
): Promise<Result<Resource>> {
	const now = await read(client, target);
	const isOld = now.ok && stateOf(now.value) === action.from;
	if (!isOld || pauseMs === 0) return now;
	await rest(pauseMs, clock);
	return clock.isCancelled() ? now : await read(client, target);
}

const isAsWanted = ({ wanted }: StateAction, record: Resource) => wanted.includes(stateOf(record));

const read = async (client: Client, { id, field }: StateTarget): Promise<Result<Resource>> =>
	await askForOne(
		client,
		{ method: 'GET', path: `${SEQUENCE_STATES}/${id}`, repeatable: true },
		TYPE,
		{ field, id, name: SEQUENCE_STATE },
		(record) => (stateOf(record) === '' ? 'its state' : undefined),
	);

/** The answer counts only if it shows the wanted state, and the prospect and sequence that were read. */
async function act(
	client: Client,
	action: StateAction,
	first: Resource,
): Promise<Result<Resource>> {
	const id = Number(first.id);
	const lacks = (record: Resource) => {
		if (!isAsWanted(action, record)) return `the state "${action.wanted[0]}"`;
		const link = LINKS.find((name) => {
			const shown = relatedId(record, name);
			return shown === null || shown !== relatedId(first, name);
		});
		return link && `the ${link} of the ${SEQUENCE_STATE}`;
	};
	return await askForOne(
		client,
		{
			method: 'POST',
			path: `${SEQUENCE_STATES}/${id}/actions/${action.name}`,
			body: {},
			repeatable: false,
			// What became of it is looked up here.
			lookAt: '',
		},
		TYPE,
		{ id, name: SEQUENCE_STATE },
		lacks,
	);
}

/** A sequence state on one level, with what was done to it. */
function showChange({ record, before, changed }: Change): IDataObject {
	return {
		id: Number(record.id),
		state: stateOf(record),
		previousState: before,
		changed,
		prospectId: relatedId(record, 'prospect'),
		sequenceId: relatedId(record, 'sequence'),
		mailboxId: relatedId(record, 'mailbox'),
		stateChangedAt: textIn(record.attributes.stateChangedAt) ?? null,
	};
}

const LOOK = 'Get Many Sequence States shows where the prospect stands.';

function notAllowed({ done, from, instead }: StateAction, id: number, state: string): Failure {
	return {
		kind: 'rejected',
		message: `The sequence state ${id} cannot be ${done}: it is "${state}", and Outreach allows this only while it is "${from}"`,
		hint: instead[state] ?? LOOK,
	};
}

const about = (failure: Failure, id: number): Failure => ({
	...failure,
	message: `${failure.message} (${SEQUENCE_STATE} ${id})`,
});

function notKnown(failure: Failure, id: number): Failure {
	return {
		...about(failure, id),
		message: `${failure.message}. Whether Outreach carried the call out is not known: look at the sequence state ${id} (Get Many Sequence States) before running it again`,
		hint: LOOK,
		ambiguous: true,
	};
}

function otherState(failure: Failure, { done }: StateAction, id: number, state: string): Failure {
	return {
		...failure,
		kind: 'rejected',
		message: `The sequence state ${id} was not ${done}: it is "${state}" by now (${failure.message})`,
		hint: `Somebody else, or the sequence itself, may have changed it. ${LOOK}`,
		ambiguous: false,
	};
}

function nothingCame(failure: Failure, id: number, state: string, attempts: number): Failure {
	const tried = attempts > 1 ? ` (tried ${attempts} times)` : '';
	return {
		...failure,
		message: `${failure.message}${tried}. The sequence state ${id} is still "${state}"`,
		hint: `Nothing was changed so far. Try again later. ${LOOK}`,
		ambiguous: false,
	};
}
