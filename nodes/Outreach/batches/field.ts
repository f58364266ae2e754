import type { IExecuteFunctions } from 'n8n-workflow';
import { pickerField } from '../../shared/pickerField';
import type { Result } from '../../shared/result';
import { readIds, readPicked } from '../readId';

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

/** The same, of the batches that wait to be confirmed. */
export const batchToConfirmField = pickerField({
	displayName: 'Batch',
	name: 'batchId',
	method: 'searchBatchesToConfirm',
	placeholder: 'Choose a batch that waits...',
	exampleId: '1273',
	description:
		'The batch of a bulk action. The list shows those that wait to be confirmed. The ID, a whole number, is what the nodes for bulk actions return.',
});

/** The field that names the batches to cancel: one from the list, or the IDs of any number. */
export const batchesToCancelField = pickerField({
	displayName: 'Batch',
	name: 'batchIds',
	method: 'searchBatchesToCancel',
	placeholder: 'Choose a batch...',
	exampleId: '1273',
	description:
		'The batch of a bulk action. The list shows those that can be canceled. By ID takes one or more IDs (whole numbers), as the nodes for bulk actions return them, separated by commas, or a list from an expression.',
});

/** Reads which batch an input item names; a failure if it names none. */
export function readBatchId(context: IExecuteFunctions, itemIndex: number): Result<number> {
	return readPicked(context, itemIndex, batchField);
}

/** Reads which batches an input item names; a failure if it names none. */
export function readBatchIds(context: IExecuteFunctions, itemIndex: number): Result<string[]> {
	const { name, displayName } = batchesToCancelField;
	const given = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return readIds(given, displayName);
}
