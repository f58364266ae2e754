import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimit } from '../../../shared/limit';
import { readSettings, switchSetting } from '../../../shared/read/settings';
import { readSwitch } from '../../../shared/read/switch';
import { success, type Result } from '../../../shared/result';
import { simplifyField } from '../../../shared/simplifyField';
import { readBatchId } from '../../batches/field';
import type { ItemChoice } from '../../batches/items';

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
	const onlyFailed = readSwitch(
		context.getNodeParameter('onlyFailed', itemIndex, false),
		'Only Failed',
	);
	if (!onlyFailed.ok) return onlyFailed;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), {
		simplify: switchSetting(simplifyField),
	});
	if (!options.ok) return options;
	return success({
		batchId: batchId.value,
		choice: { which: onlyFailed.value ? 'failed' : 'all', limit: limit.value },
		simplify: options.value.simplify,
	});
}
