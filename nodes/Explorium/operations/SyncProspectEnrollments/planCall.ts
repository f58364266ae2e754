import { itemsBehind, mergeItems, type ItemRequest } from '../../../shared/merge';
import type { Failure } from '../../../shared/result';
import type { PlannedCalls } from '../../../shared/runCalls';
import type { ExploriumClient } from '../../client';
import { webhookToEnrollTo } from '../../webhookChoice';
import { onAction } from './carryOut';
import { currentEnrollments } from './currentEnrollments';
import { planSync, type SyncAction } from './plan';
import type { SyncSettings } from './readTask';

/** Everything one sync is about. */
export interface SyncTask {
	settings: SyncSettings;
	/** What has to be done, in the order of its phases. */
	actions: SyncAction[];
	webhookId: string | undefined;
	/** All input items, which make up the list together. */
	items: number[];
}

/**
 * Compares the list with what is enrolled. All input items together are one task, of which the calls
 * are worked out here.
 */
export async function planCall(
	client: ExploriumClient,
	requests: Array<ItemRequest<SyncSettings>>,
): Promise<PlannedCalls<SyncTask>> {
	const [{ settings }] = requests;
	const items = requests.map(({ itemIndex }) => itemIndex);
	const refuse = (failure: Failure) => {
		const isSaid = failure.hint?.includes('Nothing was changed') ?? false;
		const hint = [failure.hint, !isSaid && 'Nothing was changed.'].filter(Boolean).join(' ');
		return { calls: [], failures: [{ items, failure: { ...failure, hint } }] };
	};
	const merged = await mergeItems(requests, Infinity);
	const [list = { ids: [], itemsOf: new Map<string, number[]>() }] = merged;
	// An enrollment that may have been added, and is not listed yet, would be planned once more.
	const unclear = await client.writes.stillUnclear();
	if (unclear) {
		const { failure, label = '' } = unclear;
		const message = onAction(failure, { kind: 'add', enrollment_key: label });
		return { calls: [], failures: [{ items, failure: { ...failure, message } }] };
	}
	const enrollments = await currentEnrollments(client, settings.prefix);
	if (!enrollments.ok) return refuse(enrollments.failure);
	const actions = planSync({
		...settings,
		prospectIds: list.ids,
		enrollments: enrollments.value,
	});
	const enrolls = actions.some(({ kind, isPaused }) => kind === 'add' || isPaused);
	if (settings.dryRun || !enrolls) {
		return { calls: [{ ...list, settings: { settings, actions, items, webhookId: undefined } }] };
	}
	const webhook = await webhookToEnrollTo(client, settings.webhookId);
	if (!webhook.ok) return refuse(webhook.failure);
	return { calls: [{ ...list, settings: { settings, actions, items, webhookId: webhook.value } }] };
}

/** The items that named some prospects; all of them where nobody did, as that concerns the whole list. */
export function itemsNaming(
	ids: string[],
	itemsOf: Map<string, number[]>,
	{ items }: SyncTask,
): number[] {
	const naming = itemsBehind(itemsOf, ids);
	return naming.length > 0 ? naming : items;
}
