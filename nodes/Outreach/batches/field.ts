import type { IExecuteFunctions } from 'n8n-workflow';
import { pickerField } from '../../shared/pickerField';
import type { Result } from '../../shared/result';
import { readPicked } from '../readId';

/** The form field that names one batch. */
export const batchField = pickerField({
	displayName: 'Batch',
	name: 'batchId',
	method: 'searchBatches',
	placeholder: 'Choose a batch...',
	exampleId: '1273',
	description:
		'The batch of a bulk action. Its ID, a whole number, is what the nodes for bulk actions return.',
});

/** Reads which batch an input item names; a failure if it names none. */
export function readBatchId(context: IExecuteFunctions, itemIndex: number): Result<number> {
	return readPicked(context, itemIndex, batchField);
}
