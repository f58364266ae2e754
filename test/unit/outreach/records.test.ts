import { batchOf } from '../../../nodes/Outreach/batches/batch';
import type { BatchApi } from '../../../nodes/Outreach/batches/batchApi';
import type { BatchItem } from '../../../nodes/Outreach/batches/batchItem';
import type { FindGone } from '../../../nodes/Outreach/bulk/gone';
import { recordOutcomes } from '../../../nodes/Outreach/bulk/records';
import { failed, success, type Result } from '../../../nodes/shared/result';

const apiWith = (items: Result<BatchItem[]>) => {
	const asked: string[] = [];
	const api = {
		items: async (_: unknown, which: string) => {
			asked.push(which);
			return items;
		},
	} as unknown as BatchApi;
	return { api, asked };
};

const item = (recordId: string | undefined, reason?: string): BatchItem => ({
	itemId: 1,
	data: recordId && { id: Number(recordId) },
	failed: reason !== undefined,
	isDone: reason === undefined,
	info: reason ?? 'done',
});

const outcomes = async (
	attributes: Record<string, unknown>,
	items: Result<BatchItem[]>,
	ids = ['1', '2', '3'],
	acceptsFewer = false,
	findGone?: FindGone,
) => {
	const { api, asked } = apiWith(items);
	const batch = batchOf({ type: 'batch', id: 7, attributes: { total: 3, ...attributes } });
	const records = await recordOutcomes(api, batch, ids, { acceptsFewer, findGone });
	return {
		asked,
		statuses: records.map(({ status }) => status),
		infos: records.map((one) => one.info),
	};
};

it('asks for no items when all went well', async () => {
	const { asked, statuses } = await outcomes({ failures: 0 }, success([]));
	expect(asked).toEqual([]);
	expect(statuses).toEqual(['done', 'done', 'done']);
});

describe('a batch that does not tell its number', () => {
	it.each([null, -1, 1.5, '', true])('is not all done with the total %j', async (total) => {
		const { asked, statuses, infos } = await outcomes({ total, failures: 0 }, success([]));
		expect(asked).toEqual(['all']);
		expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
		expect(infos[0]).toContain('does not say how many records it worked on');
	});

	it('is done where its items say so', async () => {
		const items = success([item('1'), item('2'), item('3')]);
		const { statuses } = await outcomes({ total: null, failures: 0 }, items);
		expect(statuses).toEqual(['done', 'done', 'done']);
	});

	it('leaves out what has no item', async () => {
		const { statuses } = await outcomes({ total: null }, success([item('1'), item('2')]));
		expect(statuses).toEqual(['done', 'done', 'failed']);
	});
});

it('asks for the items when the failures are no number, and believes nothing else', async () => {
	const { asked, statuses } = await outcomes({ failures: -1 }, success([]));
	expect(asked[0]).toBe('failed');
	expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
	const items = success([item('1'), item('2'), item('3')]);
	expect((await outcomes({ failures: -1 }, items)).statuses).toEqual(['done', 'done', 'done']);
});

it('does not believe items that say more are done than the batch lets be', async () => {
	const items = success([item('1'), item('2'), item('3')]);
	const { statuses, infos } = await outcomes({ failures: 1 }, items);
	expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
	expect(infos[0]).toContain('1 of 3 records failed, and Outreach does not say which');
});

describe('a batch whose state is not known to be a success', () => {
	it.each(['wrapped up', { x: 1 }, ['finished'], 'processing'])(
		'is not done: %j',
		async (state) => {
			const { asked, statuses, infos } = await outcomes({ state, failures: 0 }, success([]));
			expect(asked[0]).toBe('all');
			expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
			expect(infos[0]).toMatch(/^The batch has ended as ".*", which may be no success$/);
			expect(infos[0]).not.toContain('[object');
		},
	);

	it('is done where its items say so', async () => {
		const items = success([item('1'), item('2')]);
		const { statuses } = await outcomes({ state: 'wrapped up', failures: 0 }, items);
		expect(statuses).toEqual(['done', 'done', 'unknown']);
	});

	it.each([undefined, null, '', 'finished', 'FINISHED', 'complete', 'done'])(
		'is a success: %j',
		async (state) => {
			const { asked, statuses } = await outcomes({ state, failures: 0 }, success([]));
			expect(asked).toEqual([]);
			expect(statuses).toEqual(['done', 'done', 'done']);
		},
	);
});

it('tells the failed records by the data of their items', async () => {
	const { asked, statuses, infos } = await outcomes(
		{ failures: 1 },
		success([item('2', 'Opted out')]),
	);
	expect(asked).toEqual(['failed']);
	expect(statuses).toEqual(['done', 'failed', 'done']);
	expect(infos[1]).toBe('Opted out');
});

it('leaves open which records failed where the items do not tell', async () => {
	const { statuses, infos } = await outcomes(
		{ failures: 2 },
		success([item('2', 'Opted out'), item(undefined, 'No email')]),
	);
	expect(statuses).toEqual(['unknown', 'failed', 'unknown']);
	expect(infos[0]).toBe('1 of 3 records failed, and Outreach does not say which: No email');
});

it('leaves it open as well where the items cannot be read', async () => {
	const gone = failed({ kind: 'unavailable', message: 'Down' });
	const { statuses, infos } = await outcomes({ failures: 1 }, gone);
	expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
	expect(infos[0]).toContain('Down');
});

it('finds the records that were left out', async () => {
	const items = success([item('1'), item('3', 'Opted out')]);
	const { asked, statuses } = await outcomes({ total: 2, failures: 1 }, items);
	expect(asked).toEqual(['all']);
	expect(statuses).toEqual(['done', 'failed', 'failed']);
	const accepted = await outcomes({ total: 2, failures: 1 }, items, ['1', '2', '3'], true);
	expect(accepted.statuses).toEqual(['done', 'skipped', 'failed']);
});

it('leaves open which were left out where the items do not tell', async () => {
	const items = success([item(undefined), item(undefined)]);
	expect((await outcomes({ total: 2 }, items)).statuses).toEqual(['unknown', 'unknown', 'unknown']);
	const accepted = await outcomes({ total: 2 }, items, ['1', '2', '3'], true);
	expect(accepted.statuses).toEqual(['done', 'done', 'done']);
});

it('is quick with as many records as a batch takes', async () => {
	const ids = Array.from({ length: 100_000 }, (_, index) => String(index + 1));
	const items = success(ids.map((id) => item(id, 'No')));
	const { statuses } = await outcomes({ total: 100_000, failures: 100_000 }, items, ids);
	expect(statuses.every((status) => status === 'failed')).toBe(true);
});

describe('failures that name no record', () => {
	it('count only against records that no item says are done', async () => {
		const items = success([
			item('1'),
			item('2', 'Opted out'),
			item(undefined, 'No email'),
			item('5'),
		]);
		const ids = ['1', '2', '3', '4', '5'];
		const { asked, statuses } = await outcomes({ total: 5, failures: 2 }, items, ids);
		expect(asked).toEqual(['failed', 'all']);
		expect(statuses).toEqual(['done', 'failed', 'unknown', 'unknown', 'done']);
	});

	it('are those that are left, where just as many are', async () => {
		const items = success([item('1'), item(undefined, 'No email'), item('3')]);
		const { statuses, infos } = await outcomes({ failures: 1 }, items);
		expect(statuses).toEqual(['done', 'failed', 'done']);
		expect(infos[1]).toBe('No email');
		const all = success([item(undefined, 'No email'), item(undefined), item(undefined)]);
		expect((await outcomes({ failures: 3 }, all)).statuses).toEqual(['failed', 'failed', 'failed']);
	});

	it('are not looked for in all items of a large batch that names none', async () => {
		const ids = Array.from({ length: 2_000 }, (_, index) => String(index + 1));
		const { asked, statuses } = await outcomes(
			{ total: 2_000, failures: 1 },
			success([item(undefined, 'No')]),
			ids,
		);
		expect(asked).toEqual(['failed']);
		expect(new Set(statuses)).toEqual(new Set(['unknown']));
	});

	it('are found though the batch does not count them', async () => {
		const failing = success([item('2', 'Opted out')]);
		expect((await outcomes({}, failing)).statuses).toEqual(['done', 'failed', 'done']);
		expect((await outcomes({}, success([]))).statuses).toEqual(['done', 'done', 'done']);
		const { statuses, infos } = await outcomes(
			{},
			failed({ kind: 'unavailable', message: 'Down' }),
		);
		expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
		expect(infos[0]).toBe('Outreach does not say how many records failed: Down');
	});
});

it('leaves open what became of records that are pending in a batch that has ended', async () => {
	const items = success([item('1')]);
	const { statuses, infos } = await outcomes({ failures: 0, pending: 2 }, items);
	expect(statuses).toEqual(['done', 'unknown', 'unknown']);
	expect(infos[1]).toBe('The batch has ended with 2 of 3 records pending');
});

describe('records that were left out of a batch whose items do not tell', () => {
	const items = success([item(undefined), item(undefined)]);
	const gone =
		(...ids: string[]): FindGone =>
		async () =>
			success(ids);

	it('are those that are not there', async () => {
		const { statuses } = await outcomes(
			{ total: 2, failures: 0 },
			items,
			undefined,
			false,
			gone('2'),
		);
		expect(statuses).toEqual(['done', 'failed', 'done']);
		const accepted = await outcomes({ total: 2, failures: 0 }, items, undefined, true, gone('2'));
		expect(accepted.statuses).toEqual(['done', 'skipped', 'done']);
	});

	it.each([
		['none is missing', gone()],
		['more are missing, as the action deleted them', gone('1', '2', '3')],
		['they cannot be looked up', async () => failed({ kind: 'forbidden' as const, message: 'No' })],
	])('stay open if %s', async (_, findGone) => {
		const { statuses } = await outcomes(
			{ total: 2, failures: 0 },
			items,
			undefined,
			false,
			findGone,
		);
		expect(statuses).toEqual(['unknown', 'unknown', 'unknown']);
	});
});
