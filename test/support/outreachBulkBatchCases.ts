import { itemsOf, origins } from './explorium';
import { goingOn, splitOf, type BulkBench } from './outreachBulkBench';
import type { BulkNode } from './outreachBulkNodes';

const UNKNOWN = 987654;
const CONFIRM = /\/actions\/confirm$/;
const CANCEL = /\/actions\/cancel$/;

/** What a node makes of its batch, however that goes. */
export function testBatches(bench: BulkBench, row: BulkNode): void {
	const { ids } = bench;
	const [first, second, third] = ids;

	it('works on the records it is given, and on no others', async () => {
		const given = `${first}, ${second}`;
		const items = itemsOf(await bench.run(row, [given]));
		const batchId = await bench.batchId(row);
		expect(items.map(({ json }) => json)).toEqual(
			[first, second].map((id) => {
				return { id, status: 'done', batchId, action: row.action, ids: given };
			}),
		);
		await bench.expectEffectOnlyOn(row, [first, second]);
	});

	it('serves all items with one request', async () => {
		const items = itemsOf(await bench.run(row, [second, `${first}, ${second}`, [`${third}`]]));
		expect(items.map((item) => [item.json.id, origins(item)])).toEqual([
			[second, [0]],
			[second, [1]],
			[first, [1]],
			[third, [2]],
		]);
		const posts = (await bench.rig.requests()).filter(({ method }) => method === 'POST');
		expect(posts.map(({ path, requestBody }) => [path, requestBody])).toEqual([
			[
				`/api/v2/batches/actions/${row.action}`,
				{ data: { attributes: { ...row.attributes, ids: [second, first, third] } } },
			],
		]);
		await bench.expectEffectOnlyOn(row, ids);
	});

	it('reads nothing but what it has to before it acts', async () => {
		itemsOf(await bench.run(row, ids, { waitForCompletion: false }));
		const paths = (await bench.rig.requests()).map(({ path }) => path);
		const before = [...(row.reads ?? []), `/api/v2/batches/actions/${row.action}`];
		expect(paths.slice(0, before.length)).toEqual(before);
		// Afterwards it only looks how its batch begins.
		const batch = `/api/v2/batches/${await bench.batchId(row)}`;
		expect(paths.slice(before.length).every((path) => path === batch)).toBe(true);
	});

	it('fails only the record that Outreach could not work on', async () => {
		await bench.switches({ failEveryNthItem: 2 });
		const { good, bad } = splitOf(await bench.run(row, ids, {}, goingOn));
		expect(good.map((item) => [origins(item), item.json.id])).toEqual([
			[[0], first],
			[[2], third],
		]);
		expect(bad.map(origins)).toEqual([[1]]);
		expect(bad[0].json.error).toContain(`Outreach could not work on the record ${second}`);
		await bench.expectEffectOnlyOn(row, [first, third]);
	});

	it('confirms the number of its records', async () => {
		await bench.switches({ confirmationThreshold: 0 });
		const items = itemsOf(await bench.run(row, [first, second]));
		expect(items.map(({ json }) => json.status)).toEqual(['done', 'done']);
		const confirmed = await bench.rig.requests(CONFIRM);
		expect(confirmed.map(({ query }) => query)).toEqual([{ 'actionParams[confirmedCount]': '2' }]);
		await bench.expectEffectOnlyOn(row, [first, second]);
	});

	it('cancels a batch that is not about all of its records', async () => {
		await bench.switches({ confirmationThreshold: 0 });
		const { error } = await bench.run(row, [first, UNKNOWN]);
		const batchId = await bench.batchId(row);
		expect(error?.message).toContain(
			`Outreach would work on 1 record, but the node named 2. The batch ${batchId} was canceled`,
		);
		expect(await bench.rig.requests(CANCEL)).toHaveLength(1);
		expect(await bench.rig.requests(CONFIRM)).toEqual([]);
		await bench.letTimePass();
		await bench.expectNoEffect();
	});

	it('says how to pick a batch up that takes too long', async () => {
		await bench.switches({ batchEnd: 'hangs' });
		const { error } = await bench.run(row, [first], { options: { maxWait: 0.1 } });
		const batchId = await bench.batchId(row);
		expect(error?.message).toContain(`The batch ${batchId} did not end within 0.1 s`);
		expect(error?.description).toContain(`Get Batch with the ID ${batchId}`);
	});

	it('returns the batch as soon as it is under way if told so', async () => {
		await bench.switches({ batchRunMs: bench.longMs });
		const items = itemsOf(await bench.run(row, [first, second], { waitForCompletion: false }));
		const id = await bench.batchId(row);
		expect(items.map((item) => [origins(item), item.json])).toEqual(
			[first, second].map((ids, index) => [
				[index],
				expect.objectContaining({ id, action: row.action, state: 'processing', total: 2, ids }),
			]),
		);
		await bench.letTimePass();
		await bench.expectEffectOnlyOn(row, [first, second]);
	});
}
