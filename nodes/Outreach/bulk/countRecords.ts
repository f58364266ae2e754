import { mayHaveActed } from '../../shared/result';
import type { RecordCounts } from '../../shared/whatHappened';
import type { BulkRun } from './output';
import type { RecordOutcome } from './records';

const COUNTED_AS: Record<RecordOutcome['status'], keyof RecordCounts> = {
	done: 'done',
	failed: 'failed',
	skipped: 'leftOut',
	unknown: 'unknown',
};

/** What came of the records of all batches. */
export function countRecords(runs: BulkRun[]): RecordCounts {
	const counts: RecordCounts = { done: 0, started: 0, leftOut: 0, failed: 0, unknown: 0 };
	for (const { call, result } of runs) {
		if (!result.ok) {
			counts[mayHaveActed(result.failure) ? 'unknown' : 'failed'] += call.ids.length;
		} else if (result.value.outcomes === undefined) {
			counts.started += call.ids.length;
		} else {
			for (const { status } of result.value.outcomes) counts[COUNTED_AS[status]] += 1;
		}
	}
	return counts;
}
