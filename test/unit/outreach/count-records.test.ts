import type { Batch } from '../../../nodes/Outreach/batches/batch';
import { countRecords } from '../../../nodes/Outreach/bulk/countRecords';
import type { BulkRun } from '../../../nodes/Outreach/bulk/output';
import type { RecordOutcome } from '../../../nodes/Outreach/bulk/records';
import { failed, success, type Failure } from '../../../nodes/shared/result';

const batch = {} as Batch;
const run = (ids: string[], result: BulkRun['result']) =>
	({ call: { ids }, result }) as unknown as BulkRun;
const failure: Failure = { kind: 'unavailable', message: 'no' };

it('counts the records of all batches by what came of them', () => {
	const outcomes = (['done', 'done', 'failed', 'unknown', 'skipped'] as const).map(
		(status, index): RecordOutcome => ({ id: String(index), status }),
	);
	expect(
		countRecords([
			run(['0', '1', '2', '3', '4'], success({ batch, outcomes })),
			run(['5', '6'], success({ batch })),
			run(['7'], failed(failure)),
			run(['8', '9'], failed({ ...failure, ambiguous: true })),
			run(['10'], failed({ ...failure, hasActed: true })),
		]),
	).toEqual({ done: 2, failed: 2, unknown: 4, leftOut: 1, started: 2 });
});
