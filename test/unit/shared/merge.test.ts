import fc from 'fast-check';
import { chunk, itemsBehind, mergeItems } from '../../../nodes/shared/merge';

const requests = fc.array(
	fc.record({
		settings: fc.record({ types: fc.constantFrom('a', 'b') }),
		ids: fc.array(fc.constantFrom(...'abcdefghijklmnop'), { minLength: 1, maxLength: 8 }),
	}),
	{ maxLength: 30 },
);

it('makes the fewest calls, each id once per settings, and loses none', async () => {
	await fc.assert(
		fc.asyncProperty(requests, fc.integer({ min: 1, max: 9 }), async (given, limit) => {
			const items = given.map((request, itemIndex) => ({ ...request, itemIndex }));
			const calls = await mergeItems(items, limit);
			for (const types of ['a', 'b']) {
				const wanted = new Set(
					items.filter(({ settings }) => settings.types === types).flatMap(({ ids }) => ids),
				);
				const made = calls.filter(({ settings }) => settings.types === types);
				expect(made.flatMap(({ ids }) => ids)).toEqual([...wanted]);
				expect(made).toHaveLength(Math.ceil(wanted.size / limit));
			}
			for (const { ids, settings, itemsOf } of calls) {
				for (const id of ids) {
					const named = items.filter(
						(item) => item.settings.types === settings.types && item.ids.includes(id),
					);
					expect(itemsOf.get(id)).toEqual(named.map(({ itemIndex }) => itemIndex));
				}
			}
		}),
	);
});

it('finds the items behind some ids, each once and in order', () => {
	const itemsOf = new Map([
		['a', [3, 5]],
		['b', [0, 5]],
	]);
	expect(itemsBehind(itemsOf, ['a', 'b', 'unknown'])).toEqual([0, 3, 5]);
});

it('cuts a list into pieces', () => {
	expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
	expect(chunk([], 2)).toEqual([]);
});
