import { concurrently, type AtOnce } from '../../../shared/concurrently';
import { success, type Failure, type Result } from '../../../shared/result';
import { callWhole, type CallOutcome } from '../../../shared/splitCall';
import { deleteEnrollment, updateEnrollment } from '../../api';
import type { ExploriumClient } from '../../client';
import { enrollOnce } from '../../enrollOnce';
import { PROSPECT_IDS } from '../../explorium';
import type { SyncAction } from './plan';

/** How far the plan got. */
export interface SyncOutcome {
	/** What has been done, with the ids of new enrollments. */
	done: SyncAction[];
	/** Why it ends here, if it does not end with the plan, and the prospects of the call that failed. */
	failed?: { ids: string[]; failure: Failure };
}

type Refusal = CallOutcome<SyncAction>['refused'][number];

type NamedAction = Pick<SyncAction, 'kind' | 'enrollment_key' | 'enrollment_id'>;

const SHOWN = 20;

/**
 * Makes the calls, phase by phase, a few at a time within one. Starts no more once one has failed.
 *
 * @param actions in the order of their phases
 * @param webhookId where the events of new enrollments go, in versions of the API that ask for it
 */
export async function carryOut(
	client: ExploriumClient,
	actions: SyncAction[],
	concurrency: AtOnce,
	webhookId: string | undefined,
): Promise<SyncOutcome> {
	const done: SyncAction[] = [];
	for (const phase of new Set(actions.map((action) => action.phase))) {
		const outcomes = await concurrently(
			actions.filter((action) => action.phase === phase),
			concurrency,
			async (action) => ({
				action,
				...(await callWhole(
					action.prospect_ids,
					PROSPECT_IDS,
					async () => await perform(client, action, webhookId),
				)),
			}),
			({ refused }) => refused.length > 0,
		);
		const failures: Array<Refusal & { action: SyncAction }> = [];
		for (const { action, served, refused } of outcomes.filter((one) => one !== undefined)) {
			done.push(...served.map(({ value }) => value));
			failures.push(...refused.map((refusal) => ({ action, ...refusal })));
		}
		if (failures.length > 0) return { done, failed: explain(failures, done, actions.length) };
	}
	return { done };
}

async function perform(
	client: ExploriumClient,
	action: SyncAction,
	webhook_id: string | undefined,
): Promise<Result<SyncAction>> {
	const { kind, enrollment_key, enrollment_id = '', event_types, prospect_ids } = action;
	const content = { enrollment_key, event_types, prospect_ids };
	switch (kind) {
		case 'add': {
			const result = await enrollOnce(client, { ...content, webhook_id });
			return result.ok ? success({ ...action, enrollment_id: result.value.enrollment_id }) : result;
		}
		case 'update': {
			const changes = { ...content, ...(action.isPaused && { webhook_id }) };
			const result = await updateEnrollment(client, { enrollment_id, ...content }, changes);
			return result.ok ? success(action) : result;
		}
		case 'delete': {
			const result = await deleteEnrollment(client, enrollment_id);
			// What is not there any more need not be deleted.
			return result.ok ? success(action) : result;
		}
	}
}

/** The first failure, with the action it ended, what had been done and what to do next. */
function explain(
	failures: Array<Refusal & { action: SyncAction }>,
	done: SyncAction[],
	planned: number,
): Refusal {
	const [{ action, ids, failure }, ...others] = failures;
	const next = failure.ambiguous
		? 'Whether Explorium carried this call out is not known.'
		: failure.hint;
	const alsoFailed = others.length > 0 && `Also failed: ${names(others.map((one) => one.action))}.`;
	const isAnyUnclear = failures.some((one) => one.failure.ambiguous);
	const none = isAnyUnclear ? 'none is known to have been made' : 'none was made';
	const before =
		done.length > 0
			? `Of ${planned} changes, ${done.length} ${done.length === 1 ? 'was' : 'were'} made: ${names(done)}.`
			: `Of ${planned} changes, ${none}.`;
	const again = 'Run it again to do the rest: it starts from the enrollments that there are then.';
	return {
		ids,
		failure: {
			...failure,
			message: onAction(failure, action),
			hint: [next, alsoFailed, before, again].filter(Boolean).join(' '),
		},
	};
}

/** The message of a failure with the action that it ended. */
export function onAction({ message }: Failure, action: NamedAction): string {
	return `${message} (on ${nameOf(action)})`;
}

function names(actions: SyncAction[]): string {
	const shown = actions.slice(0, SHOWN).map(nameOf).join(', ');
	return actions.length > SHOWN ? `${shown} and ${actions.length - SHOWN} more` : shown;
}

function nameOf({ kind, enrollment_key, enrollment_id }: NamedAction): string {
	return enrollment_id
		? `${kind} ${enrollment_key} (${enrollment_id})`
		: `${kind} ${enrollment_key}`;
}
