import type { IDataObject } from 'n8n-workflow';
import type { InputFields } from '../../shared/includeInput';
import type { ItemRequest } from '../../shared/merge';
import { paired, type PairedItem } from '../../shared/paired';
import { eachInTurns } from '../../shared/turns';
import type { Batch } from '../batches/batch';
import { shownIn, shownTogether, type Shown } from '../person/shownPerson';
import { recordTypeOf } from '../recordTypes';
import type { RecordOutcome } from './records';

/** What was read of the records that each input item means, by their IDs. */
export type LookedUp = Map<number, Map<string, Shown>>;

/** An item that names more records keeps its fields to itself: they may hold all of their IDs. */
const MOST_WITH_INPUT = 100;

/** What the node itself says of a record. An input item may have fields of these names from a run before. */
const FAILED = ['error', 'details'];
const OF_RECORD = [
	...['id', 'status', 'name', 'email', 'domain', 'info', 'batchId', 'action'],
	...FAILED,
];

/** Makes the output items of one run: each belongs to one input item. */
export interface RecordItems {
	/** The item of one record that an input item named. */
	ofRecord: (outcome: RecordOutcome, batch: Batch, itemIndex: number) => PairedItem;
	/** The item of a batch that is not waited for. */
	ofBatch: (own: IDataObject, itemIndex: number) => PairedItem;
}

/**
 * The way to make the output items of one run. What a look-up told of a record is shown first; an input
 * item tells more where it names this one record.
 *
 * @param requests all that the input items ask for
 */
export async function recordItems(
	inputs: InputFields,
	requests: Array<ItemRequest<{ matching?: object }>>,
	lookedUp: LookedUp = new Map(),
): Promise<RecordItems> {
	const aboutOne = new Set<number>();
	const aboutMany = new Set<number>();
	await eachInTurns(requests, ({ itemIndex, ids, settings }) => {
		if (ids.length === 1 && settings.matching === undefined) aboutOne.add(itemIndex);
		if (ids.length > MOST_WITH_INPUT) aboutMany.add(itemIndex);
	});
	const shownOf = (id: string, { action }: Batch, itemIndex: number): Shown => {
		const known = lookedUp.get(itemIndex)?.get(id);
		const kind = recordTypeOf(action)?.name;
		if (kind === undefined || !aboutOne.has(itemIndex)) return known ?? {};
		return shownTogether(shownIn(inputs.of(itemIndex), kind), known);
	};
	return {
		ofRecord: (outcome, batch, itemIndex) => {
			const { id, status, ...why } = outcome;
			const own = {
				...shownOf(id, batch, itemIndex),
				status,
				...why,
				id: Number(id),
				batchId: batch.id,
				action: batch.action,
			};
			const json = aboutMany.has(itemIndex) ? own : inputs.keptIn(own, itemIndex, OF_RECORD);
			return paired(json, itemIndex);
		},
		ofBatch: (own, itemIndex) => paired(inputs.keptIn({ ...own }, itemIndex, FAILED), itemIndex),
	};
}
