import type { INode } from 'n8n-workflow';
import { addTo } from '../../../shared/addTo';
import { isObject } from '../../../shared/answers';
import type { ItemFailure } from '../../../shared/nodeRun';
import { isExpression } from '../../../shared/read/settings';
import type { Failure } from '../../../shared/result';
import type { Change } from './changes';

const LIST_INCOMPLETE =
	'Nothing was changed: items that name the same enrollment are its new list together, and a list with something missing would end the monitoring of those left out.';

/** Whether the form gives prospects. It does for all items, or for none. */
export function givesProspects(node: INode): boolean {
	const { updateFields } = (node.parameters ?? {}) as { updateFields?: unknown };
	return (
		isExpression(node, 'updateFields') || (isObject(updateFields) && 'prospectIds' in updateFields)
	);
}

/**
 * Holds back what must not be sent without the items that were refused. The prospects of an enrollment's items
 * replace those it has, so that the prospects of an item left out would no longer be monitored.
 *
 * @param unread the items that were refused, and why
 * @param refusedFor the enrollment of each; absent where it cannot be read, so that the item may be about any
 * @returns the changes that can be made, and the failures of the others
 */
export function holdBack(
	changes: Change[],
	unread: ItemFailure[],
	refusedFor: ReadonlyMap<number, string>,
): { going: Change[]; failures: ItemFailure[] } {
	const reasons = new Map<string | undefined, Failure>();
	for (const { items, failure } of unread) {
		const enrollmentId = refusedFor.get(items[0]);
		if (reasons.has(enrollmentId)) continue;
		const message = `Not updated because of item ${items[0]}: ${failure.message}`;
		const hint = [failure.hint, LIST_INCOMPLETE].filter(Boolean).join(' ');
		reasons.set(enrollmentId, { ...failure, message, hint });
	}
	const going: Change[] = [];
	const heldBack = new Map<Failure, number[]>();
	for (const change of changes) {
		const reason = reasons.get(change.enrollmentId) ?? reasons.get(undefined);
		if (reason === undefined) going.push(change);
		else addTo(heldBack, reason, change.itemIndex);
	}
	return { going, failures: [...heldBack].map(([failure, items]) => ({ items, failure })) };
}
