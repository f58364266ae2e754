import { doneFor } from '../../../nodes/shared/doneFor';

const call = (...items: number[]) => ({ ids: ['x'], itemsOf: new Map([['x', items]]) });

it.each([
	[[call(0), call(1, 2), call(3)], [0, 1], 'Done for items 0 to 2.'],
	[[call(0), call(2, 3), call(4), call(1)], [0, 1], 'Done for items 0, 2, 3.'],
	[[call(0), call(1)], [1], 'Done for item 1.'],
	[[call(0), call(1)], [], ''],
	// The only call is the one that failed.
	[[call(0, 1)], [], ''],
	// An item is done once all its calls are.
	[[call(0, 1), call(1, 2)], [0], 'Done for item 0.'],
])('says for which items all is done (%#)', (calls, done, text) => {
	expect(doneFor(calls, (_, place) => done.includes(place))).toBe(text);
});

it('shows ten ranges at most, and takes another word', () => {
	const calls = Array.from({ length: 40 }, (_, index) => call(index));
	const text = doneFor(calls, (_, place) => place % 2 === 0, 'Started');
	expect(text).toBe('Started for items 0, 2, 4, 6, 8, 10, 12, 14, 16, 18 and more.');
});
