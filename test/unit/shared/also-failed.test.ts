import { alsoFailed } from '../../../nodes/shared/alsoFailed';
import type { ItemFailure } from '../../../nodes/shared/errorItems';

const refused = (message: string, ...items: number[]): ItemFailure => ({
	items,
	failure: { kind: 'rejected', message },
});
const unclear = (message: string, ...items: number[]): ItemFailure => ({
	items,
	failure: { kind: 'unreachable', message, ambiguous: true },
});

it('names what failed in another way, first what may have changed something', () => {
	const others = [
		refused('It is locked', 3),
		unclear('It broke off.', 9, 2),
		unclear('It broke off.', 4),
	];
	expect(alsoFailed(refused('It is full', 0), others)).toEqual({
		items: [0],
		also: 'Also: It broke off [items 2, 4, 9]. Also: It is locked [item 3].',
	});
});

it('names all of which it is not known together', () => {
	const others = [unclear('It broke off', 7), unclear('It broke off', 2, 5)];
	expect(alsoFailed(unclear('It broke off', 1), others)).toEqual({ items: [1, 2, 5, 7], also: '' });
});

it('blames nobody else for what was turned away for the same reason', () => {
	expect(alsoFailed(refused('It is full', 1), [refused('It is full', 0, 2)])).toEqual({
		items: [1],
		also: '',
	});
});

it('tells no more than five reasons', () => {
	const others = Array.from({ length: 8 }, (_, index) => refused(`Reason ${index}`, index));
	const { also } = alsoFailed(refused('It is full', 0), others);
	expect(also).toContain('Reason 4');
	expect(also).not.toContain('Reason 5');
	expect(also).toMatch(/3 more failed in other ways\.$/);
});
