import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimit } from '../../shared/lookUp';
import { success, type Result } from '../../shared/result';
import { readBatchId } from '../batches/field';
import type { ItemChoice } from '../batches/items';

/** The batch items that an input item asks for. */
export interface ItemSearch {
	batchId: number;
	choice: ItemChoice;
	simplify: boolean;
}

/** Reads which batch items an input item asks for. */
export function readItemSearch(context: IExecuteFunctions, itemIndex: number): Result<ItemSearch> {
	const batchId = readBatchId(context, itemIndex);
	if (!batchId.ok) return batchId;
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	const onlyFailed = context.getNodeParameter('onlyFailed', itemIndex, false) === true;
	const { simplify } = context.getNodeParameter('options', itemIndex, {});
	return success({
		batchId: batchId.value,
		choice: { which: onlyFailed ? 'failed' : 'all', limit: limit.value },
		simplify: simplify !== false,
	});
}
