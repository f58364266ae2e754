import { inTurn } from '../../../nodes/shared/inTurn';

const later = async () => await new Promise<void>((resolve) => setTimeout(resolve, 5));

it('runs what shares a key one after the other, and the rest at once', async () => {
	const run = inTurn();
	const log: string[] = [];
	const work = (name: string) => async () => {
		log.push(`${name} begins`);
		await later();
		log.push(`${name} ends`);
	};
	await Promise.all([
		run(['a', 'b'], work('one')),
		run(['b', 'c'], work('two')),
		run(['c'], work('three')),
		run(['d'], work('four')),
	]);
	const order = (name: string) => log.filter((line) => !line.startsWith('four')).indexOf(name);
	expect(order('two begins')).toBeGreaterThan(order('one ends'));
	expect(order('three begins')).toBeGreaterThan(order('two ends'));
	expect(log.indexOf('four begins')).toBeLessThan(log.indexOf('one ends'));
});

it('goes on after what fails', async () => {
	const run = inTurn();
	const failing = run(['a'], async () => await Promise.reject(new Error('no')));
	const next = run(['a'], async () => 'yes');
	await expect(failing).rejects.toThrow('no');
	await expect(next).resolves.toBe('yes');
});
