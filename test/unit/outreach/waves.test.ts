import fc from 'fast-check';
import { inWaves } from '../../../nodes/Outreach/bulk/waves';
import type { ItemRequest } from '../../../nodes/shared/merge';

type Request = ItemRequest<string>;

const ask = (itemIndex: number, settings: string, ...ids: string[]): Request => ({
	itemIndex,
	settings,
	ids,
});

/** What happens to each id, in this order: settings, and the item that asks for them. */
function historyOf(requests: Request[]): Map<string, Array<{ settings: string; item: number }>> {
	const history = new Map<string, Array<{ settings: string; item: number }>>();
	for (const { ids, settings, itemIndex } of requests) {
		for (const id of ids) {
			history.set(id, [...(history.get(id) ?? []), { settings, item: itemIndex }]);
		}
	}
	return history;
}

const anyRequests = fc
	.array(
		fc.record({
			settings: fc.constantFrom('a', 'b', 'c'),
			ids: fc.array(fc.constantFrom('1', '2', '3', '4', '5'), { minLength: 1, maxLength: 4 }),
		}),
		{ maxLength: 12, size: 'max' },
	)
	.map((list) => list.map((one, itemIndex) => ({ ...one, itemIndex })));

it('needs one wave where no two items differ about a record', async () => {
	const requests = [ask(0, 'a', '1', '2'), ask(1, 'b', '3'), ask(2, 'a', '2', '4')];
	expect(await inWaves(requests)).toEqual([requests]);
	expect(await inWaves([])).toEqual([]);
});

it('lets the later item wait, for the records in question only', async () => {
	const requests = [ask(0, 'a', '1', '2'), ask(1, 'b', '2', '3'), ask(2, 'a', '2')];
	expect(await inWaves(requests)).toEqual([
		[ask(0, 'a', '1', '2'), ask(1, 'b', '3')],
		[ask(1, 'b', '2')],
		[ask(2, 'a', '2')],
	]);
});

it('lets an item that agrees with the one before join its wave', async () => {
	const requests = [ask(0, 'a', '1'), ask(1, 'b', '1'), ask(2, 'b', '1'), ask(3, 'b', '2')];
	expect(await inWaves(requests)).toEqual([
		[ask(0, 'a', '1'), ask(3, 'b', '2')],
		[ask(1, 'b', '1'), ask(2, 'b', '1')],
	]);
});

it('goes by what the caller says about settings', async () => {
	const settings = [{ text: 'A' }, { text: 'a' }];
	const requests = settings.map((one, itemIndex) => ({ itemIndex, settings: one, ids: ['1'] }));
	expect(await inWaves(requests)).toHaveLength(2);
	expect(await inWaves(requests, ({ text }) => text.toLowerCase())).toHaveLength(1);
});

describe('whatever items ask for', () => {
	it('treats no record in two ways within a wave', async () => {
		await fc.assert(
			fc.asyncProperty(anyRequests, async (requests) => {
				for (const wave of await inWaves(requests)) {
					for (const asked of historyOf(wave).values()) {
						expect(new Set(asked.map(({ settings }) => settings)).size).toBe(1);
					}
				}
			}),
		);
	});

	it('reaches each record in the order of the items, and loses and adds nothing', async () => {
		await fc.assert(
			fc.asyncProperty(anyRequests, async (requests) => {
				const done = historyOf((await inWaves(requests)).flat());
				expect([...done].sort()).toEqual([...historyOf(requests)].sort());
			}),
		);
	});

	it('asks for nothing twice in the name of one item', async () => {
		await fc.assert(
			fc.asyncProperty(anyRequests, async (requests) => {
				for (const wave of await inWaves(requests)) {
					const items = wave.map(({ itemIndex }) => itemIndex);
					expect(new Set(items).size).toBe(items.length);
					expect(wave.every(({ ids }) => ids.length > 0)).toBe(true);
				}
			}),
		);
	});

	it('takes as few waves as the record with the most changes of mind needs', async () => {
		await fc.assert(
			fc.asyncProperty(anyRequests, async (requests) => {
				const changes = [...historyOf(requests).values()].map(
					(asked) =>
						asked.filter(({ settings }, at) => at === 0 || settings !== asked[at - 1].settings)
							.length,
				);
				const waves = await inWaves(requests);
				expect(waves).toHaveLength(Math.max(0, ...changes));
				expect(waves.every((wave) => wave.length > 0)).toBe(true);
			}),
		);
	});
});
