import {
	batchOf,
	recordIdIn,
	type BatchApi,
	type BatchItem,
} from '../../../nodes/Outreach/batches/api';
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
	recordId,
	failed: reason !== undefined,
	info: reason ?? 'done',
});

const outcomes = async (
	attributes: Record<string, unknown>,
	items: Result<BatchItem[]>,
	ids = ['1', '2', '3'],
	acceptsFewer = false,
) => {
	const { api, asked } = apiWith(items);
	const batch = batchOf({ type: 'batch', id: 7, attributes: { total: 3, ...attributes } });
	const records = await recordOutcomes(api, batch, ids, acceptsFewer);
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
	expect(infos[0]).toBe(
		'1 of 3 records failed, and Outreach does not say which: Opted out; No email',
	);
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

it.each([
	['{"id":12}', '12'],
	['{"id":"12","x":1}', '12'],
	['{"recordId":12}', '12'],
	[{ id: 12 }, '12'],
	['12', undefined],
	['{"id":"abc"}', undefined],
	['{"id":0}', undefined],
	['not JSON', undefined],
	['null', undefined],
	[null, undefined],
	[undefined, undefined],
])('reads the record in %j', (data, id) => {
	expect(recordIdIn(data)).toBe(id);
});
