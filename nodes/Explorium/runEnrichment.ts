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
export interface Enrichment<K extends string, S extends object> {
	/** The field of the form that names the records, and how it is read. */
	parameter: string;
	readIds: (value: unknown) => Result<string[]>;
	/** Reads what else an input item asks for. Items that ask for the same share calls. */
	readSettings: (context: IExecuteFunctions, itemIndex: number) => Result<S>;
	/** Explorium's name of the list of IDs that is sent. */
	idField: string;
	/** Where a row names its record. */
	idKey: K;
	/** The most records of one call. */
	perCall: number;
	enrich: (
		client: ExploriumClient,
		ids: string[],
		settings: S,
	) => Promise<Result<Array<EnrichedRow & Record<K, string>>>>;
	/** The fields of an item. */
	fields: OutputFields;
	/** Makes the fields worth having of a row; nothing is the row of a record that Explorium has no row about. */
	simplify: (row: EnrichedRow | undefined) => IDataObject;
	/** What is said where nothing was found, without a dot. */
	nothing: string;
}

/** Where there is nothing else to ask for. */
export const noSettings = (): Result<object> => success({});

/** Enriches the records of all input items, and returns one item for each input item and record. */
export async function runEnrichment<K extends string, S extends object>(
	context: IExecuteFunctions,
	enrichment: Enrichment<K, S>,
): Promise<INodeExecutionData[][]> {
	const { parameter, readIds, readSettings, idField, idKey, perCall, enrich, fields, simplify } =
		enrichment;
	const read = (
		reading: IExecuteFunctions,
		itemIndex: number,
	): Result<ItemRequest<S> & ShapedRequest> => {
		const ids = readIds(reading.getNodeParameter(parameter, itemIndex));
		if (!ids.ok) return ids;
		const settings = readSettings(reading, itemIndex);
		if (!settings.ok) return settings;
		const shape = readShape(reading, itemIndex, fields);
		if (!shape.ok) return shape;
		return success({ itemIndex, ids: ids.value, settings: settings.value, shape: shape.value });
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
		attempt: async ({ settings }, ids, { client }) => await enrich(client, ids, settings),
		output: (served) => itemPerRecord(served, shapeOf, idKey, fields, simplify),
		nothing: enrichment.nothing,
	});
}
