import type { Batch } from '../../../nodes/Outreach/batches/batch';
import type { BulkOptions } from '../../../nodes/Outreach/bulk/options';
import { describeRun, type BulkRun } from '../../../nodes/Outreach/bulk/output';
import { failed, success } from '../../../nodes/shared/result';

const settings = { attributes: {}, options: {} as BulkOptions };
const callOf = (item: number) => ({
	settings,
	ids: [`${item}`],
	itemsOf: new Map([[`${item}`, [item]]]),
});
const CALLS = [0, 1, 2, 3].map(callOf);
const refused = { kind: 'forbidden' as const, message: 'Not permitted' };

function stop(isWaitedFor: boolean): string | undefined {
	const runs = CALLS.slice(0, 3).map((call, item): BulkRun => {
		if (item === 1) return { call, result: failed(refused) };
		const batch = { id: 70 + item, action: 'prospectsAddTags', attributes: {} } as Batch;
		const outcomes = isWaitedFor ? [{ id: call.ids[0], status: 'done' as const }] : undefined;
		return { call, result: success({ batch, outcomes }) };
	});
	const outputs = runs.map(({ result }, item) => ({
		items: [],
		failures: result.ok ? [] : [{ items: [item], failure: result.failure }],
	}));
	return describeRun(runs, outputs, CALLS).failure.hint;
}

it('says which batches went through, and for which items', () => {
	expect(stop(true)).toBe('Of the other 3 batches, 2 went through: 70, 72. Done for items 0, 2.');
});

it('says no more than that they were started where they were not waited for', () => {
	expect(stop(false)).toBe(
		'Of the other 3 batches, 2 were started: 70, 72. Started for items 0, 2.',
	);
});
