import { halved, mostPages, sizeIn, withSize } from '../../../nodes/Outreach/paging';
import type { Failure } from '../../../nodes/shared/result';

const LARGE = 'filter%5Bid%5D=1&page%5Bsize%5D=1000&page%5Bafter%5D=x';
const failure = (more: Partial<Failure>): Failure => ({
	kind: 'unavailable',
	message: '',
	...more,
});

it.each<[string, Partial<Failure>]>([
	['413', { status: 413 }],
	['502', { status: 502 }],
	['504', { status: 504 }],
	['an answer too large to be read', { kind: 'unreadable', tooLarge: true }],
])('a large page is halved after %s', (_, more) => {
	expect(halved(LARGE, failure(more))).toBe(
		'filter%5Bid%5D=1&page%5Bsize%5D=500&page%5Bafter%5D=x',
	);
});

it.each<[string, Partial<Failure>]>([
	['500', { status: 500 }],
	['408', { status: 408 }],
	['no answer in time', { kind: 'timedOut' }],
	['503', { status: 503 }],
	['429', { kind: 'rateLimited', status: 429 }],
	['an answer that cannot be read', { kind: 'unreadable', status: 200 }],
	['an end of the execution', { kind: 'cancelled' }],
])('it is not halved after %s', (_, more) => {
	expect(halved(LARGE, failure(more))).toBeUndefined();
});

it('is never halved below 50 records', () => {
	const tooMuch = failure({ status: 502 });
	expect(halved('page%5Bsize%5D=60', tooMuch)).toBe('page%5Bsize%5D=50');
	expect(halved('page%5Bsize%5D=50', tooMuch)).toBeUndefined();
	expect(halved('page%5Bafter%5D=x', tooMuch)).toBeUndefined();
});

it('the size of a page is read and set in any query', () => {
	expect(sizeIn(LARGE)).toBe(1000);
	expect(sizeIn('page%5Bsize%5D=0')).toBeUndefined();
	expect(sizeIn('fields=page%5Bsize%5D=5')).toBeUndefined();
	expect(withSize('', 5)).toBe('page%5Bsize%5D=5');
	expect(withSize('a=b', 5)).toBe('a=b&page%5Bsize%5D=5');
});

it('a list may have as many pages as its limit needs, and never more than an hour allows', () => {
	expect(mostPages(1)).toBe(21);
	expect(mostPages(500)).toBe(70);
	expect(mostPages(Infinity)).toBe(10_000);
});
