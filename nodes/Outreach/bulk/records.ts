import { eachInTurns, mapInTurns } from '../../shared/turns';
import { isOddCount, type Batch } from '../batches/batch';
import type { BatchApi } from '../batches/batchApi';
import type { BatchItem } from '../batches/batchItem';
import { recordIdIn } from '../batches/itemRecord';
import { endedWell } from '../batches/state';
import { recordTypeOf } from '../recordTypes';
import type { FindGone } from './gone';

/** How one record of a bulk action fared. */
export interface RecordOutcome {
	id: string;
	/** Unknown: some failed, and Outreach does not say which. Skipped: left out, and that is fine. */
	status: 'done' | 'failed' | 'skipped' | 'unknown';
	/** Outreach's reason. */
	info?: string;
}

/** How to tell what came of the records of a batch. */
export interface OutcomeRules {
	/** Whether records that Outreach left out are no failures. */
	acceptsFewer: boolean;
	/** Looks up which records are not there, for a batch whose items do not tell. */
	findGone?: FindGone;
}

const SHOWN_TEXTS = 5;
/** Up to so many records, all items are one call; beyond that they are read only if they tell something. */
const FEW_RECORDS = 1_000;
/** Why Outreach leaves a record out; it says nothing itself. */
export const WHY_LEFT_OUT = 'it may have been deleted, or the connected user cannot see it';
export const LEFT_OUT = `Outreach left it out: ${WHY_LEFT_OUT}`;

/** Whether an outcome is one to report as failed. */
export const isFailed = ({ status }: RecordOutcome): boolean =>
	status === 'failed' || status === 'unknown';

/** What the items of a batch tell about the records that were sent. */
interface Told {
	/** The records that have an item. */
	named: Set<string>;
	/** Outreach's reasons, by the record that failed. */
	reasons: Map<string, string>;
	/** The records that an item says are done. */
	done: Set<string>;
	/** The items that failed and do not name their record. */
	unread: BatchItem[];
}

/**
 * Works out how each record of a finished batch fared.
 *
 * @param ids all that were sent
 * @returns an outcome per record, in their order
 */
export async function recordOutcomes(
	api: BatchApi,
	batch: Batch,
	ids: string[],
	{ acceptsFewer, findGone }: OutcomeRules,
): Promise<RecordOutcome[]> {
	const left = batch.pending ?? 0;
	const isUnclear = !endedWell(batch);
	const needsAll = batch.total === undefined || batch.total < ids.length || left > 0 || isUnclear;
	if (batch.failures === 0 && !needsAll) return ids.map(isDone);

	const listed = await api.items(batch, needsAll ? 'all' : 'failed');
	// Where the batch does not tell its number, its items do.
	const itemCount = listed.ok && listed.value.length > 0 ? listed.value.length : undefined;
	const counted = batch.total ?? itemCount;
	const total = counted ?? ids.length;
	const isShort = total < ids.length;
	const told = await readItems(listed.ok ? listed.value : [], batch, ids);
	const { reasons, unread } = told;
	const failures = Math.max(batch.failures ?? 0, reasons.size + unread.length);
	const unnamed = failures - reasons.size;
	const isOdd = isOddCount(batch.attributes.failures);
	if (
		listed.ok &&
		(unnamed > 0 || isOdd) &&
		!needsAll &&
		(reasons.size > 0 || ids.length <= FEW_RECORDS)
	) {
		// A record that an item says is done cannot be one of those that failed without a name.
		const all = await api.items(batch, 'all');
		if (all.ok) told.done = (await readItems(all.value, batch, ids)).done;
	}
	const leftOut = isShort ? await idsLeftOut(told, ids, total, findGone) : new Set<string>();
	const isOpen = (id: string) => !reasons.has(id) && !told.done.has(id) && !leftOut?.has(id);
	// More failed than the items leave open: then it is not known which of them are right.
	if (unnamed > ids.filter(isOpen).length) told.done.clear();
	const open = ids.filter(isOpen);

	const why = listed.ok ? printReasons(unread) : listed.failure.message;
	const doubts: string[] = [];
	if (unnamed > 0 && unnamed === open.length && left === 0 && leftOut !== undefined) {
		// As many as are left: these are the ones.
		for (const id of open) reasons.set(id, why);
	} else if (unnamed > 0) {
		doubts.push(`${unnamed} of ${total} records failed, and Outreach does not say which: ${why}`);
	}
	if (isUnclear) doubts.push(`The batch has ended as "${batch.state}", which may be no success`);
	if (isOdd) doubts.push('Outreach gives a number of failed records that is none');
	if (!listed.ok && batch.failures === undefined) {
		doubts.push(`Outreach does not say how many records failed: ${why}`);
	}
	if (counted === undefined) {
		doubts.push('Outreach does not say how many records it worked on, and lists none');
	}
	if (left > 0) doubts.push(`The batch has ended with ${left} of ${total} records pending`);
	if (leftOut === undefined && !acceptsFewer) {
		doubts.push(`Outreach worked on ${total} of ${ids.length} records and does not say which`);
	}
	const doubt = doubts.join('. ');
	return await mapInTurns(ids, (id): RecordOutcome => {
		const reason = reasons.get(id);
		if (reason !== undefined) return { id, status: 'failed', info: reason };
		if (leftOut?.has(id))
			return { id, status: acceptsFewer ? 'skipped' : 'failed', info: LEFT_OUT };
		return doubt === '' || told.done.has(id) ? isDone(id) : { id, status: 'unknown', info: doubt };
	});
}

const isDone = (id: string): RecordOutcome => ({ id, status: 'done' });

async function readItems(items: BatchItem[], batch: Batch, ids: string[]): Promise<Told> {
	const known = { sent: new Set(ids), type: recordTypeOf(batch.action)?.name };
	const told: Told = { named: new Set(), reasons: new Map(), done: new Set(), unread: [] };
	await eachInTurns(items, (item) => {
		const id = recordIdIn(item.data, known);
		if (id !== undefined) told.named.add(id);
		if (item.failed && id === undefined) told.unread.push(item);
		else if (item.failed) told.reasons.set(id as string, item.info);
		else if (item.isDone && id !== undefined) told.done.add(id);
	});
	return told;
}

/**
 * The records that a batch has no item for, or that are not there where its items do not name theirs.
 *
 * @returns nothing where that does not come to as many as are missing
 */
async function idsLeftOut(
	{ named }: Told,
	ids: string[],
	total: number,
	lookUp: FindGone | undefined,
): Promise<Set<string> | undefined> {
	const missing = ids.length - total;
	const withoutItem = ids.filter((id) => !named.has(id));
	if (withoutItem.length === missing) return new Set(withoutItem);
	const gone = await lookUp?.(withoutItem);
	return gone?.ok && gone.value.length === missing ? new Set(gone.value) : undefined;
}

function printReasons(items: BatchItem[]): string {
	const texts = [...new Set(items.map(({ info }) => info))];
	const more = texts.length > SHOWN_TEXTS ? ` and ${texts.length - SHOWN_TEXTS} more` : '';
	return texts.length > 0
		? `${texts.slice(0, SHOWN_TEXTS).join('; ')}${more}`
		: 'it lists no reason';
}
