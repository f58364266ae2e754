import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { mergeItems, type ItemRequest } from '../shared/merge';
import {
	readShape,
	shapesOf,
	type OutputFields,
	type Shape,
	type ShapedRequest,
} from '../shared/outputShape';
import { success, type Result } from '../shared/result';
import { runCalls } from '../shared/runCalls';
import { openExplorium, type ExploriumClient } from './client';
import { itemPerRecord } from './itemPerRecord';
import type { EnrichedRow } from './records';

/** What sets one kind of enrichment apart. */
export interface Enrichment<K extends string> {
	/** The field of the form that names the records, and how it is read. */
	parameter: string;
	readIds: (value: unknown) => Result<string[]>;
	/** Explorium's name of the list of IDs that is sent. */
	idField: string;
	/** Where a row names its record. */
	idKey: K;
	/** The most records of one call. */
	perCall: number;
	enrich: (
		client: ExploriumClient,
		ids: string[],
	) => Promise<Result<Array<EnrichedRow & Record<K, string>>>>;
	/** The fields of an item. */
	fields: OutputFields;
	/** Makes the fields worth having of a row; nothing is the row of a record that Explorium has no row about. */
	simplify: (row: EnrichedRow | undefined) => IDataObject;
	/** What is said where nothing was found, without a dot. */
	nothing: string;
}

/** Enriches the records of all input items, and returns one item for each input item and record. */
export async function runEnrichment<K extends string>(
	context: IExecuteFunctions,
	{ parameter, readIds, idField, idKey, perCall, enrich, fields, simplify, nothing }: Enrichment<K>,
): Promise<INodeExecutionData[][]> {
	const read = (
		reading: IExecuteFunctions,
		itemIndex: number,
	): Result<ItemRequest<object> & ShapedRequest> => {
		const ids = readIds(reading.getNodeParameter(parameter, itemIndex));
		if (!ids.ok) return ids;
		const shape = readShape(reading, itemIndex, fields);
		if (!shape.ok) return shape;
		return success({ itemIndex, ids: ids.value, settings: {}, shape: shape.value });
	};
	let shapeOf: ReadonlyMap<number, Shape>;
	return await runCalls(context, {
		open: openExplorium,
		read,
		plan: async (requests) => {
			shapeOf = await shapesOf(requests);
			return { calls: await mergeItems(requests, perCall) };
		},
		idField,
		attempt: async (_call, ids, { client }) => await enrich(client, ids),
		output: (served) => itemPerRecord(served, shapeOf, idKey, fields, simplify),
		nothing,
	});
}
