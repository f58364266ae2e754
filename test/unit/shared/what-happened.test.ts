import type { ItemCounts } from '../../../nodes/shared/countItems';
import {
	sayWaiting,
	sayWhatHappened,
	type RecordCounts,
	type RunFacts,
} from '../../../nodes/shared/whatHappened';

const items = (counts: Partial<ItemCounts> = {}): ItemCounts => {
	const { failed = 0, partlyFailed = 0, unknown = 0, all = 6 } = counts;
	const done = all - failed - partlyFailed - unknown;
	return { all, done, failed, partlyFailed, unknown, empty: 0, ...counts };
};

const say = (run: Partial<RunFacts>) =>
	sayWhatHappened({
		vendor: 'Outreach',
		items: items(),
		refusedItems: 0,
		waitedMs: 0,
		waitedFor: ['rateLimited'],
		notes: [],
		...run,
	});
const texts = (run: Partial<RunFacts>) => say(run).map(({ message }) => message);

const records = (counts: Partial<RecordCounts>): RecordCounts => {
	return { done: 0, started: 0, leftOut: 0, failed: 0, unknown: 0, ...counts };
};

describe('what was done', () => {
	it('says nothing of a plain success', () => {
		expect(say({})).toEqual([]);
		expect(say({ items: undefined, nothing: 'Nothing was found' })).toEqual([]);
		expect(say({ records: records({ done: 4 }) })).toEqual([]);
		expect(say({ records: records({ started: 4 }) })).toEqual([]);
	});

	it.each([
		[items({ failed: 1 }), '5 items done, 1 failed.'],
		[items({ all: 1, failed: 1 }), '1 item failed.'],
		[items({ failed: 6 }), '6 items failed.'],
		[items({ failed: 2, partlyFailed: 3 }), '1 item done, 2 failed, 3 partly failed.'],
		[items({ failed: 1, unknown: 4 }), '1 item done, 1 failed, 4 unknown.'],
	])('counts items: %j', (counts, message) => {
		expect(say({ items: counts })).toEqual([{ message, type: 'warning' }]);
	});

	it.each<[Partial<RecordCounts>, number, string]>([
		[{ done: 4, unknown: 1 }, 0, '4 records done, 1 unknown.'],
		[{ done: 1, failed: 2, leftOut: 3 }, 0, '1 record done, 3 left out, 2 failed.'],
		[{ started: 4 }, 2, '4 records started. Nothing was done for 2 items.'],
		[{ done: 99_000, failed: 1_000 }, 0, '99,000 records done, 1,000 failed.'],
		[{}, 1, 'Nothing was done for 1 item.'],
	])('counts records: %j, and %d items', (counts, refusedItems, message) => {
		expect(say({ records: records(counts), refusedItems })).toEqual([{ message, type: 'warning' }]);
	});

	it('does not warn of records that may be left out', () => {
		expect(say({ records: records({ done: 3, leftOut: 1 }) })).toEqual([
			{ message: '3 records done, 1 left out.', type: 'info' },
		]);
	});
});

describe('what was not found', () => {
	const nothing = 'No prospects were found in Outreach';

	it.each([
		[items({ empty: 2 }), 'No prospects were found in Outreach for 2 of 6 items.'],
		[items({ empty: 6 }), 'No prospects were found in Outreach for any of the 6 items.'],
		[items({ all: 1, empty: 1 }), 'No prospects were found in Outreach.'],
	])('%j', (counts, message) => {
		expect(say({ items: counts, nothing })).toEqual([{ message, type: 'info' }]);
	});

	it('is not said where all was found, nor by a node that looks for nothing', () => {
		expect(say({ nothing })).toEqual([]);
		expect(say({ items: items({ empty: 2 }) })).toEqual([]);
	});
});

describe('waiting', () => {
	it.each([
		[5_000, '5 s'],
		[40_400, '40 s'],
		[119_400, '119 s'],
		[180_000, '3 min'],
		[3_725_000, '62 min 5 s'],
	])('%d ms are %s', (waitedMs, time) => {
		expect(say({ waitedMs })).toEqual([
			{ message: `Waited ${time} for Outreach's rate limit.`, type: 'info' },
		]);
	});

	it('is not said below 5 s', () => {
		expect(say({ waitedMs: 4_999 })).toEqual([]);
	});

	it('has a line for the log', () => {
		expect(sayWaiting('Outreach', 40_000, 'rateLimited')).toBe(
			"Outreach's rate limit is used up: waiting 40 s",
		);
		expect(sayWaiting('Outreach', 9_000, 'unavailable')).toBe('Outreach is busy: waiting 9 s');
	});

	it('is said of a busy vendor too', () => {
		expect(texts({ waitedMs: 9_000, waitedFor: ['unavailable'] })).toEqual([
			'Waited 9 s as Outreach was too busy.',
		]);
		expect(texts({ waitedMs: 9_000, waitedFor: ['rateLimited', 'unavailable'] })).toEqual([
			"Waited 9 s for Outreach's rate limit and as Outreach was too busy.",
		]);
	});
});

it('repeats no note, and shows a few of many', () => {
	expect(texts({ notes: ['a', 'b', 'a'] })).toEqual(['a', 'b']);
	const many = Array.from({ length: 1_000 }, (_, index) => `note ${index}`);
	expect(texts({ notes: many })).toEqual([
		...many.slice(0, 5),
		"995 more warnings of this run can be read in n8n's log.",
	]);
	expect(texts({ notes: many.slice(0, 6) }).at(-1)).toContain('1 more warning of');
});

it('says the most important first', () => {
	const run = {
		items: items({ failed: 1, empty: 2 }),
		nothing: 'No fields were found',
		waitedMs: 9_000,
		notes: ['One was left out.'],
	};
	expect(texts(run)).toEqual([
		'5 items done, 1 failed.',
		'One was left out.',
		'No fields were found for 2 of 6 items.',
		"Waited 9 s for Outreach's rate limit.",
	]);
});
