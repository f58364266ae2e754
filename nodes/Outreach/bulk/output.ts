import { alsoFailed } from '../../shared/alsoFailed';
import { doneFor } from '../../shared/doneFor';
import { itemsBehind, type MergedCall } from '../../shared/merge';
import type { ItemFailure, Output } from '../../shared/nodeRun';
import { mayHaveActed, type Failure, type Result } from '../../shared/result';
import { eachInTurns, mapInTurns } from '../../shared/turns';
import type { Batch } from '../batches/batch';
import { showBatch } from '../batches/showBatch';
import type { Filter } from '../filter/readFilter';
import { recordTypeOf } from '../recordTypes';
import type { BulkOptions } from './options';
import type { RecordItems } from './recordItems';
import { isFailed, LEFT_OUT, WHY_LEFT_OUT, type RecordOutcome } from './records';

const SHOWN_RECORDS = 5;
const SHOWN_BATCHES = 10;

/** What items have to have in common to share a batch. */
export interface BulkSettings<A extends object = object> {
	attributes: A;
	options: BulkOptions;
	/** The filter that found the records, and how many those were. */
	matching?: { filter: Filter; count: number };
}

/** What shares a batch. */
export type BulkCall<A extends object = object> = MergedCall<BulkSettings<A>>;

/** A batch that was started and seen through, with what came of each record if it was waited for. */
export interface BulkRun {
	call: BulkCall;
	result: Result<{ batch: Batch; outcomes?: RecordOutcome[] }>;
}

/**
 * Turns a batch into an item for each record of each input item, or a failure of the record; into one for
 * each input item if it was not waited for.
 */
export async function outputOf(
	{ call, result }: BulkRun,
	items: RecordItems,
): Promise<Required<Output>> {
	const { itemsOf, ids, settings } = call;
	if (!result.ok) {
		return { items: [], failures: [{ items: itemsBehind(itemsOf, ids), failure: result.failure }] };
	}
	const { batch, outcomes } = result.value;
	if (outcomes === undefined) {
		const own = showBatch(batch, 'simplified');
		const behind = itemsBehind(itemsOf, ids);
		return { items: await mapInTurns(behind, (item) => items.ofBatch(own, item)), failures: [] };
	}
	const failures: ItemFailure[] = [];
	const good: RecordOutcome[] = [];
	await eachInTurns(outcomes, (outcome) => {
		if (isFailed(outcome) && !settings.options.returnsFailed) {
			const concerned = itemsOf.get(outcome.id) ?? [];
			failures.push({ items: concerned, failure: recordFailure(outcome, batch) });
		} else good.push(outcome);
	});
	const made = await mapInTurns(eachWithItem(good, itemsOf), ([outcome, item]) =>
		items.ofRecord(outcome, batch, item),
	);
	return { items: made, failures };
}

/** Each outcome with each of the input items that named its record. */
function* eachWithItem(outcomes: RecordOutcome[], itemsOf: BulkCall['itemsOf']) {
	for (const outcome of outcomes) {
		for (const item of itemsOf.get(outcome.id) ?? []) yield [outcome, item] as const;
	}
}

function recordFailure({ id, status, info }: RecordOutcome, batch: Batch): Failure {
	const isSkipped = info === LEFT_OUT;
	const isUnknown = status === 'unknown';
	const what = isUnknown
		? `It is not known whether Outreach worked on the record ${id}`
		: `Outreach ${isSkipped ? 'skipped' : 'could not work on'} the record ${id}`;
	return {
		kind: 'partial',
		message: `${what} (batch ${batch.id}): ${isSkipped ? WHY_LEFT_OUT : (info ?? 'it gave no reason')}`,
		hint: `${stepFor([{ id, status, info }], batch)} The other records in the batch are not affected.`.trim(),
	};
}

/** The failure to stop with: what did not work, and what had been done all the same. */
export function describeRun(
	runs: BulkRun[],
	outputs: Array<Required<Output>>,
	calls: BulkCall[],
): ItemFailure {
	const at = outputs.findIndex(({ failures }) => failures.length > 0);
	const [first] = outputs[at].failures;
	const { result } = runs[at];
	const others = runs
		.map((run, index) => ({ run, failures: outputs[index].failures }))
		.filter((_, index) => index !== at);
	const unclear = others.filter(
		({ run: { result: other } }) => !other.ok && mayHaveActed(other.failure),
	);
	const isEnd = areWaitedFor(runs);
	const definite = printOtherBatches(
		others.map(({ run }) => run),
		isEnd,
		calls.length - unclear.length,
		// A batch that has begun may have changed records, whatever became of it.
		!result.ok && isUnchanged(first.failure) && unclear.length === 0,
	);
	const { items: alike, also } = alsoFailed(
		first,
		others.flatMap(({ run, failures }) => (run.result.ok ? [] : failures)),
	);
	const whole = new Set(
		runs.filter((_, place) => outputs[place].failures.length === 0).map(({ call }) => call),
	);
	const items = doneFor(calls, (call) => whole.has(call), isEnd ? 'Done' : 'Started');
	const done = [also, definite, items].filter(Boolean).join(' ');
	const hint = [first.failure.hint, done].filter(Boolean).join(' ');
	if (!result.ok) return { items: alike, failure: { ...first.failure, hint } };
	const { batch, outcomes = [] } = result.value;
	const failed = outcomes.filter(isFailed);
	const isUnknown = failed.every(({ status }) => status === 'unknown');
	const shown = failed.slice(0, isUnknown ? 1 : SHOWN_RECORDS);
	const texts = shown.map((one) => (isUnknown ? String(one.info) : printFailed(one)));
	const more = !isUnknown && failed.length > SHOWN_RECORDS ? '; and more' : '';
	const good = outcomes.length - failed.length;
	return {
		items: first.items,
		failure: {
			kind: 'partial',
			message: `${printCount(failed.length, outcomes.length, isUnknown)} in the batch ${batch.id}: ${texts.join('; ')}${more}`,
			hint: [
				stepFor(failed, batch),
				isUnknown ? '' : printGood(good),
				`To have ${failed.length === 1 ? 'this record' : 'such records'} not count as a failure, set "If Records Fail" under Options to "Return Them With Their Status".`,
				done,
			]
				.filter(Boolean)
				.join(' '),
		},
	};
}

/** Whether a failure leaves all as it was, and does not say so itself. */
const isUnchanged = (failure: Failure) =>
	!mayHaveActed(failure) && !failure.hint?.includes('Nothing was changed');

function printCount(failed: number, all: number, isUnknown: boolean): string {
	const some = isUnknown ? 'some' : String(failed);
	const which = all === 1 ? 'the one record' : `${some} of ${all} records`;
	if (isUnknown && all === 1) return `It is not known whether Outreach worked on ${which}`;
	return `Outreach could not work on ${which}`;
}

/** What to do about records that failed; nothing where their reasons say it all. */
function stepFor(failed: RecordOutcome[], { action }: Batch): string {
	if (failed.some(({ status }) => status === 'unknown')) {
		return 'Look at the records in Outreach before you run it again.';
	}
	const type = recordTypeOf(action)?.name ?? 'record';
	const skipped = failed.filter(({ info }) => info === LEFT_OUT);
	if (skipped.length === 1) {
		return `Check that ${skipped[0].id} is the ID of ${type === 'account' ? 'an' : 'a'} ${type} in Outreach, and that the ${type} still exists.`;
	}
	if (skipped.length > 1) {
		return `Check that these are IDs of ${type}s in Outreach, and that the ${type}s still exist.`;
	}
	const isThere = failed.every(({ info }) => /\balready\b/i.test(info ?? ''));
	if (!isThere) return '';
	return failed.length === 1
		? `Nothing to do for this ${type}.`
		: `Nothing to do for these ${type}s.`;
}

/** A record that failed, without a second colon in the message where Outreach left it out. */
const printFailed = ({ id, info }: RecordOutcome) =>
	info === LEFT_OUT ? `${id}, skipped (${WHY_LEFT_OUT})` : `${id}: ${info}`;

function printGood(good: number): string {
	if (good === 0) return '';
	return good === 1 ? 'The other record is done.' : `The other ${good} are done.`;
}

/** Whether the batches were seen through to their end. */
const areWaitedFor = (runs: BulkRun[]) =>
	runs.every(({ result }) => !result.ok || result.value.outcomes !== undefined);

function printOtherBatches(
	others: BulkRun[],
	isEnd: boolean,
	calls: number,
	saysUnchanged: boolean,
): string {
	if (calls < 2) return saysUnchanged ? 'Nothing was changed.' : '';
	const went = (many: number) =>
		isEnd ? 'went through' : `${many === 1 ? 'was' : 'were'} started`;
	const ids = others.flatMap(({ result }) => (result.ok ? [result.value.batch.id] : []));
	const shown = ids.slice(0, SHOWN_BATCHES).join(', ');
	const more = ids.length > SHOWN_BATCHES ? ' and more' : '';
	const all = calls - 1;
	if (ids.length === 0) {
		return all === 1
			? 'The other batch did not go through.'
			: `None of the other ${all} batches went through.`;
	}
	if (ids.length < all) {
		return `Of the other ${all} batches, ${ids.length} ${went(ids.length)}: ${shown}${more}.`;
	}
	return all === 1
		? `The other batch (${shown}) ${went(1)}.`
		: `The other ${all} batches (${shown}${more}) ${went(all)}.`;
}
