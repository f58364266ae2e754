import { countItems } from '../../../nodes/shared/countItems';
import { markNothingFound } from '../../../nodes/shared/nothingFound';
import { paired, pairedWithEach } from '../../../nodes/shared/paired';
import type { Failure } from '../../../nodes/shared/result';
import { threadMs } from '../../support/threadMs';

const failure: Failure = { kind: 'notFound', message: 'no' };

it('tells found, failed, partly failed and empty items apart', async () => {
	const items = [
		paired({}, 0),
		...pairedWithEach({}, [1, 2]),
		paired(markNothingFound({ found: false }), 3),
		paired(markNothingFound({ found: false }), 0),
		paired({}, 4),
	];
	const failures = [
		{ items: [2, 5], failure },
		{ items: [5], failure },
		{ items: [4, 6], failure: { ...failure, ambiguous: true } },
	];
	expect(await countItems(7, items, failures)).toEqual({
		all: 7,
		done: 3,
		failed: 1,
		partlyFailed: 1,
		unknown: 2,
		empty: 1,
	});
});

it('takes next to no time at 100,000 items', async () => {
	const many = Array.from({ length: 100_000 }, (_, index) => index);
	const own = many.map((index) => paired({}, index));
	const failures = many.map((index) => ({ items: [index], failure }));
	const start = threadMs();
	expect(await countItems(100_000, own, failures)).toMatchObject({ partlyFailed: 100_000 });
	expect(await countItems(100_000, own, [])).toMatchObject({ done: 100_000, empty: 0 });
	expect(threadMs() - start).toBeLessThan(1_000);
});
