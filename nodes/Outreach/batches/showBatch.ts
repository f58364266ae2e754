import type { IDataObject } from 'n8n-workflow';
import { inShape, type OutputFields, type Shape } from '../../shared/outputShape';
import type { Batch } from './batch';

const SIMPLIFIED = [
	'action',
	'state',
	'total',
	'pending',
	'failures',
	'confirmCount',
	'id',
	'createdAt',
	'finishedAt',
];

/** The fields of a batch: https://developers.outreach.io/api/reference */
export const BATCH_OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [
		...SIMPLIFIED,
		'canceledAt',
		'confirmedAt',
		'confirmedCountRequired',
		'externalStartPayload',
		'payload',
		'startedAt',
		'summary',
		'updatedAt',
	],
	ids: ['id'],
};

/** A batch as an item: its attributes beside its id. */
export function showBatch(batch: Batch, shape: Shape): IDataObject {
	return showBatchWith({}, batch, shape, BATCH_OUTPUT);
}

/**
 * The same with fields of the node's own.
 *
 * @param own these fields, which `output` names too
 */
export function showBatchWith(
	own: IDataObject,
	{ id, attributes }: Batch,
	shape: Shape,
	output: OutputFields,
): IDataObject {
	const all = () => ({ id, ...attributes, ...own }) as IDataObject;
	return inShape(shape, output, { whole: () => ({ ...all(), id }), raw: all });
}
