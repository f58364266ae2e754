import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemRequest } from '../../shared/merge';
import type { ItemFailure } from '../../shared/nodeRun';
import { badInput, success, type Result } from '../../shared/result';
import { readBatchId } from '../batches/field';
import { readMaxWaitMs } from '../bulk/options';
import { readId } from '../readId';
import type { Confirmation } from './confirmBatch';

/** What an input item asks for, besides the batch. */
export interface ConfirmSettings extends Confirmation {
	simplify: boolean;
}

/** Reads which batch an input item confirms, and how many records it expects. */
export function readConfirmation(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ItemRequest<ConfirmSettings>> {
	const id = readBatchId(context, itemIndex);
	if (!id.ok) return id;
	const field = 'Number of Records';
	const count = readId(context.getNodeParameter('confirmedCount', itemIndex, 0), field);
	if (!count.ok) {
		return badInput(
			count.failure.message,
			'It must be a whole number from 1 on: how many records you expect the batch to work on.',
		);
	}
	const options = context.getNodeParameter('options', itemIndex, {});
	return success({
		itemIndex,
		ids: [String(id.value)],
		settings: {
			count: count.value,
			waits: options.waitForCompletion === true,
			maxWaitMs: readMaxWaitMs(options.maxWait),
			simplify: options.simplify !== false,
		},
	});
}

/**
 * Parts the items that agree on the number of a batch's records from those that do not: as one of the
 * numbers is wrong, such a batch is not confirmed at all.
 */
export function sortOutConflicts(requests: Array<ItemRequest<ConfirmSettings>>): {
	agreed: Array<ItemRequest<ConfirmSettings>>;
	conflicts: ItemFailure[];
} {
	const requestsOf = new Map<string, Array<ItemRequest<ConfirmSettings>>>();
	for (const request of requests) {
		const [id] = request.ids;
		requestsOf.set(id, [...(requestsOf.get(id) ?? []), request]);
	}
	const agreed: Array<ItemRequest<ConfirmSettings>> = [];
	const conflicts: ItemFailure[] = [];
	for (const [id, same] of requestsOf) {
		const counts = [...new Set(same.map(({ settings }) => settings.count))];
		if (counts.length === 1) agreed.push(...same);
		else {
			const items = same.map(({ itemIndex }) => itemIndex);
			conflicts.push({ items, failure: conflict(id, counts).failure });
		}
	}
	return { agreed, conflicts };
}

function conflict(id: string, counts: number[]) {
	return badInput(
		`"Number of Records" differs between items for the batch ${id}: ${counts.slice(0, 5).join(', ')}`,
		'Give the same number in all items that name the batch, or name it in one item only.',
	);
}
