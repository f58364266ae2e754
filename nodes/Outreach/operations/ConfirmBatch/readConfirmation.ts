import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { addTo } from '../../../shared/addTo';
import type { ItemRequest } from '../../../shared/merge';
import type { ItemFailure } from '../../../shared/nodeRun';
import { readShape, type Shape } from '../../../shared/outputShape';
import { hintFor } from '../../../shared/read/explain';
import { readGiven } from '../../../shared/read/given';
import { readNumber } from '../../../shared/read/number';
import { readSettings, switchSetting } from '../../../shared/read/settings';
import { badInput, success, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import { readBatchId } from '../../batches/field';
import { BATCH_OUTPUT } from '../../batches/showBatch';
import { maxWaitSetting } from '../../bulk/options';
import type { Confirmation } from './confirmBatch';

/** Whether to see the batch through. */
export const waitUntilEndOption: INodeProperties = {
	displayName: 'Wait Until It Ends',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the batch has ended. A batch that fails or is canceled then fails its items.',
};

/** What an input item asks for, besides the batch. */
export interface ConfirmSettings extends Confirmation {
	shape: Shape;
}

/** Reads which batch an input item confirms, and how many records it expects. */
export function readConfirmation(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ItemRequest<ConfirmSettings>> {
	const id = readBatchId(context, itemIndex);
	if (!id.ok) return id;
	const field = 'Number of Records';
	const given = context.getNodeParameter('confirmedCount', itemIndex, 0);
	const count = readNumber(given, { field, least: 1, isWhole: true });
	if (!count.ok) {
		const isEmpty = readGiven(given).kind === 'nothing';
		return badInput(
			`"${field}" is ${isEmpty ? 'empty' : printValue(given)}, but must be a whole number, 1 or higher`,
			hintFor(given) ?? 'Give the number of records that you expect the batch to work on.',
		);
	}
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), {
		maxWait: maxWaitSetting,
		waitForCompletion: switchSetting(waitUntilEndOption),
	});
	if (!options.ok) return options;
	const { maxWait, waitForCompletion } = options.value;
	const shape = readShape(context, itemIndex, BATCH_OUTPUT);
	if (!shape.ok) return shape;
	return success({
		itemIndex,
		ids: [String(id.value)],
		settings: {
			count: count.value,
			waits: waitForCompletion,
			maxWaitMs: maxWait * 1000,
			shape: shape.value,
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
		addTo(requestsOf, id, request);
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
