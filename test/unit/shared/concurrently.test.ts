import { concurrently } from '../../../nodes/shared/concurrently';

const later = async () => await new Promise((done) => setTimeout(done, 1));

it('keeps the order and the bound', async () => {
	let running = 0;
	let most = 0;
	const results = await concurrently([...Array(30).keys()], 4, async (item) => {
		running += 1;
		most = Math.max(most, running);
		await later();
		running -= 1;
		return item * 2;
	});
	expect(results).toEqual([...Array(30).keys()].map((item) => item * 2));
	expect(most).toBe(4);
});

it('follows a bound that changes meanwhile', async () => {
	let running = 0;
	const seen: number[] = [];
	const limit = { size: 5 };
	await concurrently([...Array(20).keys()], limit, async (item) => {
		running += 1;
		seen.push(running);
		if (item === 5) limit.size = 2;
		await later();
		running -= 1;
	});
	expect(Math.max(...seen.slice(0, 5))).toBe(5);
	expect(Math.max(...seen.slice(10))).toBe(2);
});

it('starts nothing more once something was thrown', async () => {
	let started = 0;
	const all = concurrently([...Array(20).keys()], 2, async (item) => {
		started += 1;
		await later();
		if (item === 1) throw new Error('broken');
	});
	await expect(all).rejects.toThrow('broken');
	await new Promise((done) => setTimeout(done, 20));
	expect(started).toBeLessThan(5);
});

it('starts nothing more once told to stop, and lets what runs end', async () => {
	const results = await concurrently(
		[0, 1, 2, 3, 4, 5],
		2,
		async (item) => {
			await later();
			return item;
		},
		(item) => item === 1,
	);
	expect(results.slice(0, 2)).toEqual([0, 1]);
	expect(results.slice(3)).toEqual([undefined, undefined, undefined]);
});
