import { errorItems } from '../../../nodes/shared/errorItems';
import type { Failure } from '../../../nodes/shared/result';

const failure = (message: string): Failure => ({ kind: 'partial', message, hint: 'Look there.' });

it('gives each failed item one error item, with what n8n knows it by', async () => {
	const items = await errorItems([
		{ items: [2, 0], failure: failure('first') },
		{ items: [2], failure: failure('second') },
		{ items: [2], failure: failure('first') },
	]);
	expect(items).toEqual([
		{
			json: {
				error: 'first; second [item 2]',
				details: expect.objectContaining({ kind: 'partial', description: 'Look there.' }),
			},
			pairedItem: { item: 2 },
		},
		expect.objectContaining({
			json: expect.objectContaining({ error: 'first [item 0]' }),
			pairedItem: { item: 0 },
		}),
	]);
	expect(items.every(({ json }) => Object.keys(json).length === 2)).toBe(true);
});

it('names the first few reasons of an item, and counts the others', async () => {
	const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'a', 'h'];
	const [{ json }] = await errorItems(many.map((text) => ({ items: [0], failure: failure(text) })));
	expect(json.error).toBe('a; b; c; d; e; and 3 more [item 0]');
});

it('takes its time by the number of failures, and keeps the text short', async () => {
	const failures = Array.from({ length: 100_000 }, (_, index) => ({
		items: [0],
		failure: failure(`Outreach could not work on the record ${index}`),
	}));
	const before = process.cpuUsage();
	const [{ json }, ...others] = await errorItems(failures);
	const { user } = process.cpuUsage(before);
	expect(others).toEqual([]);
	expect(String(json.error).length).toBeLessThan(500);
	expect(json.error).toContain('and 99995 more');
	expect(user / 1000).toBeLessThan(1_000);
});
