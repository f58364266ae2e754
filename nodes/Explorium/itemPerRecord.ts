import type { IDataObject } from 'n8n-workflow';
import { itemsBehind } from '../shared/merge';
import type { Output } from '../shared/nodeRun';
import { markNothingFound } from '../shared/nothingFound';
import { inShape, pairedInShape, type OutputFields, type Shape } from '../shared/outputShape';
import type { Served } from '../shared/runCalls';
import { isKnown } from './answers/readRows';
import type { EnrichedRow } from './records';

/**
 * One item for each input item and record, also for a record that Explorium has no row about. Each input
 * item gets its own answer, so that the next nodes can join both.
 *
 * @param shapeOf what the output items of each input item hold
 * @param idKey where a row names its record
 * @param fields of an item
 * @param simplify makes the fields worth having of a row
 */
export function itemPerRecord<K extends string>(
	{ call: { itemsOf }, ids, value }: Served<object, Array<EnrichedRow & Record<K, string>>>,
	shapeOf: ReadonlyMap<number, Shape>,
	idKey: K,
	fields: OutputFields,
	simplify: (row: EnrichedRow | undefined) => IDataObject,
): Output {
	const rowOf = new Map<string, EnrichedRow>(value.map((row) => [row[idKey], row]));
	const items = ids.flatMap((id) => {
		const row = rowOf.get(id);
		return pairedInShape(itemsBehind(itemsOf, [id]), shapeOf, (shape) => {
			const json = inShape(shape, fields, {
				whole: () => ({ ...row?.data, ...simplify(row), [idKey]: id }) as IDataObject,
				raw: () => ({ [idKey]: id, ...row }) as IDataObject,
			});
			if (!isKnown(row)) markNothingFound(json);
			return json;
		});
	});
	return { items };
}
