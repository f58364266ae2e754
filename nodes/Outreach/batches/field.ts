import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Result } from '../../shared/result';
import { readId } from '../readId';

/** The form field that names one batch. */
export const batchField: INodeProperties = {
	displayName: 'Batch ID',
	name: 'batchId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1273',
	description: 'The ID of the batch, as the nodes for bulk actions return it',
};

/** Reads which batch an input item names; a failure if it names none. */
export function readBatchId(context: IExecuteFunctions, itemIndex: number): Result<number> {
	return readId(context.getNodeParameter(batchField.name, itemIndex), batchField.displayName);
}
