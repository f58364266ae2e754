import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimit } from '../../../shared/limit';
import { readShape, type Shape } from '../../../shared/outputShape';
import { readSwitch } from '../../../shared/read/switch';
import { success, type Result } from '../../../shared/result';
import { readBatchId } from '../../batches/field';
import type { ItemChoice } from '../../batches/items';
import { ITEM_OUTPUT } from './showItem';

/** The batch items that an input item asks for. */
export interface ItemSearch {
	batchId: number;
	choice: ItemChoice;
	shape: Shape;
}

/** Reads which batch items an input item asks for. */
export function readItemSearch(context: IExecuteFunctions, itemIndex: number): Result<ItemSearch> {
	const batchId = readBatchId(context, itemIndex);
	if (!batchId.ok) return batchId;
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	const onlyFailed = readSwitch(
		context.getNodeParameter('onlyFailed', itemIndex, false),
		'Only Failed',
	);
	if (!onlyFailed.ok) return onlyFailed;
	const shape = readShape(context, itemIndex, ITEM_OUTPUT);
	if (!shape.ok) return shape;
	return success({
		batchId: batchId.value,
		choice: { which: onlyFailed.value ? 'failed' : 'all', limit: limit.value },
		shape: shape.value,
	});
}
