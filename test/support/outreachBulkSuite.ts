import { testAnswers } from './outreachBulkAnswerCases';
import { testBatches } from './outreachBulkBatchCases';
import { BulkBench } from './outreachBulkBench';
import { testInput } from './outreachBulkInputCases';
import type { BulkNode } from './outreachBulkNodes';
import type { Collection } from './outreachWorld';

/** Takes every bulk node through everything that may happen to it. */
export function testBulkNodes(collection: Collection, rows: BulkNode[]): void {
	const bench = new BulkBench(collection);

	beforeAll(async () => await bench.open());
	afterAll(async () => await bench.rig.stop());

	describe.each(rows)('$node', (row) => {
		beforeEach(async () => await bench.prepare(row));
		afterEach(async () => {
			const { outreach, schemaViolations } = await bench.rig.sandbox.control.counters();
			expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
		});

		testBatches(bench, row);
		testAnswers(bench, row);
		testInput(bench, row);
	});
}
