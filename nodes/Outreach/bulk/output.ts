import { itemsBehind, type MergedCall } from '../../shared/merge';
import { paired, type ItemFailure, type Output } from '../../shared/nodeRun';
import type { Failure, Result } from '../../shared/result';
import { simplifyBatch, type Batch } from '../batches/api';
import type { Filter } from '../filter/readFilter';
import type { BulkOptions } from './options';
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

/** Turns a batch into one item or failure per record, or one item for all if it was not waited for. */
export function outputOf({ call, result }: BulkRun): Required<Output> {
	const { itemsOf, ids, settings } = call;
	if (!result.ok) {
		return { items: [], failures: [{ items: itemsBehind(itemsOf, ids), failure: result.failure }] };
	}
	const { batch, outcomes } = result.value;
	if (outcomes === undefined) {
		return { items: [paired(simplifyBatch(batch), itemsBehind(itemsOf, ids))], failures: [] };
	}
	const output: Required<Output> = { items: [], failures: [] };
	for (const outcome of outcomes) {
		const items = itemsOf.get(outcome.id) ?? [];
		if (isFailed(outcome) && !settings.options.returnsFailed) {
			output.failures.push({ items, failure: recordFailure(outcome, batch) });
		} else {
			const { id, ...rest } = outcome;
			const json = { id: Number(id), ...rest, batchId: batch.id, action: batch.action };
			output.items.push(paired(json, items));
		}
	}
	return output;
}

function recordFailure({ id, status, info }: RecordOutcome, batch: Batch): Failure {
	const isSkipped = info === LEFT_OUT;
	const what =
		status === 'unknown'
			? `It is not known whether Outreach worked on the record ${id}`
			: `Outreach ${isSkipped ? 'skipped' : 'could not work on'} the record ${id}`;
	return {
		kind: 'partial',
		message: `${what} (batch ${batch.id}): ${isSkipped ? WHY_LEFT_OUT : (info ?? 'it gave no reason')}`,
		hint: 'The other records in the batch are not affected.',
	};
}

/** The failure to stop with: what did not work, and what had been done all the same. */
export function describeRun(
	runs: BulkRun[],
	outputs: Array<Required<Output>>,
	calls: number,
): ItemFailure {
	const at = outputs.findIndex(({ failures }) => failures.length > 0);
	const [first] = outputs[at].failures;
	const done = printOtherBatches(
		runs.filter((_, index) => index !== at),
		calls,
		first.failure.ambiguous,
	);
	const { result } = runs[at];
	const hint = [first.failure.hint, done].filter(Boolean).join(' ');
	if (!result.ok) return { items: first.items, failure: { ...first.failure, hint } };
	const { batch, outcomes = [] } = result.value;
	const failed = outcomes.filter(isFailed);
	const isUnknown = failed.every(({ status }) => status === 'unknown');
	const count = isUnknown ? 'some' : String(failed.length);
	const shown = failed.slice(0, isUnknown ? 1 : SHOWN_RECORDS);
	const texts = shown.map((one) => (isUnknown ? String(one.info) : printFailed(one)));
	const more = !isUnknown && failed.length > SHOWN_RECORDS ? '; and more' : '';
	const good = outcomes.length - failed.length;
	return {
		items: first.items,
		failure: {
			kind: 'partial',
			message: `Outreach could not work on ${count} of ${outcomes.length} records in the batch ${batch.id}: ${texts.join('; ')}${more}`,
			hint: [
				isUnknown ? '' : printGood(good),
				'To get every record with its status instead, set "If Records Fail" under Options to "Return Them With Their Status".',
				done,
			]
				.filter(Boolean)
				.join(' '),
		},
	};
}

/** A record that failed, without a second colon in the message where Outreach left it out. */
const printFailed = ({ id, info }: RecordOutcome) =>
	info === LEFT_OUT ? `${id}, skipped (${WHY_LEFT_OUT})` : `${id}: ${info}`;

function printGood(good: number): string {
	if (good === 0) return '';
	return good === 1 ? 'The other record is done.' : `The other ${good} are done.`;
}

function printOtherBatches(others: BulkRun[], calls: number, isUnclear = false): string {
	if (calls < 2) return isUnclear ? '' : 'Nothing had been changed before this batch.';
	const ids = others.flatMap(({ result }) => (result.ok ? [result.value.batch.id] : []));
	const shown = ids.slice(0, SHOWN_BATCHES).join(', ');
	const more = ids.length > SHOWN_BATCHES ? ' and more' : '';
	const list = ids.length > 0 ? `: ${shown}${more}` : '';
	return `Of the other ${calls - 1} batches, ${ids.length} went through${list}.`;
}
