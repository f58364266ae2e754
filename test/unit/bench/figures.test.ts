/** What the bench works out of what it noted. */
import { longestBlock } from '../../../bench/event-loop';
import { paceOf } from '../../../bench/pace';

const WINDOW_S = 12;
const limit = { limit: 2, windowSeconds: WINDOW_S, unit: 'requests' as const };
const call = (second: number, status = 200) => ({
	at: new Date(second * 1000).toISOString(),
	status,
});

describe('the longest block', () => {
	const blocks = [
		{ from: 0, to: 100, busyMs: 100 },
		{ from: 150, to: 190, busyMs: 40 },
		{ from: 195, to: 300, busyMs: 105 },
		{ from: 500, to: 900, busyMs: 30 },
	];

	it.each([
		['all of it', { from: 0, to: 400 }, 105],
		['only what lies within', { from: 40, to: 210 }, 60],
		['not what other processes took', { from: 400, to: 900 }, 30],
		['none', { from: 101, to: 149 }, 0],
	])('counts %s', (_, within, expected) => {
		expect(longestBlock(blocks, within)).toBe(expected);
	});
});

describe('the pace', () => {
	it('is whole where the call after each full window comes at once', () => {
		const calls = [call(0), call(0), call(12), call(12), call(24), call(25)];
		expect(paceOf(calls, limit)).toEqual({ used: 1, refusedLate: 0 });
	});

	it('is less where the calls come later, in whatever order they were noted', () => {
		const calls = [call(30), call(0), call(0), call(15), call(15)];
		expect(paceOf(calls, limit)).toEqual({ used: 24 / 30, refusedLate: 0 });
	});

	it('is not known where nobody had to wait, and refused calls are no calls', () => {
		expect(paceOf([call(0), call(0), call(1, 429)], limit)).toEqual({ refusedLate: 0 });
	});

	it('counts refused calls after the first window', () => {
		const calls = [call(0), call(0), call(11, 429), call(12), call(12), call(13, 429)];
		expect(paceOf(calls, limit).refusedLate).toBe(1);
	});
});
