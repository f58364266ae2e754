import { origins } from './explorium';
import { goingOn, splitOf, type BulkBench } from './outreachBulkBench';
import type { BulkNode } from './outreachBulkNodes';

/** What a node makes of items that do not say which records, or what to do with them. */
export function testInput(bench: BulkBench, row: BulkNode): void {
	const [first, second] = bench.ids;

	it('goes on without an item that names no record', async () => {
		const entries = [first, 'abc', second];
		const { good, bad } = splitOf(await bench.run(row, entries, {}, goingOn));
		expect(good.map((item) => [origins(item), item.json.id, item.json.status])).toEqual([
			[[0], first, 'done'],
			[[2], second, 'done'],
		]);
		expect(bad.map(origins)).toEqual([[1]]);
		expect(bad[0].json.error).toContain(`"${bench.label}" holds "abc"`);
		await bench.expectEffectOnlyOn(row, [first, second]);
	});

	const { name, label } = bench.key;
	const noKey = { selectBy: name, [name]: '={{ $json.nothing }}' };
	const noCondition = { selectBy: 'filter', filter: {}, applyToAll: true };
	it.each([
		['no ID', {}, `"${bench.label}" is empty`],
		['no value to look up', noKey, `"${label}" is empty`],
		['no condition', noCondition, '"Filter" has no condition'],
	])('refuses a target of nothing: %s', async (_, target, message) => {
		const entries = [undefined, null, '', ' , ', []];
		const { good, bad } = splitOf(await bench.run(row, entries, target, goingOn));
		expect([good, bad.map(origins)]).toEqual([[], [[0], [1], [2], [3], [4]]]);
		const { error } = await bench.run(row, [''], target);
		expect(error?.message).toContain(message);
		const writes = (await bench.rig.requests()).filter(({ method }) => method !== 'GET');
		expect(writes).toEqual([]);
		await bench.expectNoEffect();
	});

	const { empty } = row;
	if (empty === undefined) return;
	it('refuses a form that expressions leave empty, before anything is sent', async () => {
		const { error } = await bench.run(row, [first], empty.parameters);
		expect(error?.message).toContain(empty.message);
		expect(await bench.rig.requests()).toEqual([]);
	});
}
