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
