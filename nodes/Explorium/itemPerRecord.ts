import type { IDataObject } from 'n8n-workflow';
import { itemsBehind } from '../shared/merge';
import { paired, type Output } from '../shared/nodeRun';
import { markNothingFound } from '../shared/nothingFound';
import type { Served } from '../shared/runCalls';
import { isKnown } from './answers/readRows';
import type { EnrichedRow } from './records';

/**
 * One item for each input item and record, also for a record that Explorium has no row about. Each input
 * item gets its own answer, so that the next nodes can join both.
 *
 * @param idKey where a row names its record
 * @param simplify makes the item where it is to be simplified; else it is the row as it came
 */
export function itemPerRecord<K extends string>(
	{
		call: { itemsOf, settings },
		ids,
		value,
	}: Served<{ simplify: boolean }, Array<EnrichedRow & Record<K, string>>>,
	idKey: K,
	simplify: (id: string, row: EnrichedRow | undefined) => IDataObject,
): Output {
	const rowOf = new Map<string, EnrichedRow>(value.map((row) => [row[idKey], row]));
	const items = ids.flatMap((id) => {
		const row = rowOf.get(id);
		const json = settings.simplify ? simplify(id, row) : ({ [idKey]: id, ...row } as IDataObject);
		if (!isKnown(row)) markNothingFound(json);
		return itemsBehind(itemsOf, [id]).map((item) => paired(json, [item]));
	});
	return { items };
}
