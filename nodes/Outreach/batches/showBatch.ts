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
export function showBatch({ id, attributes }: Batch, shape: Shape): IDataObject {
	const all = () => ({ id, ...attributes }) as IDataObject;
	return inShape(shape, BATCH_OUTPUT, { whole: () => ({ ...all(), id }), raw: all });
}
