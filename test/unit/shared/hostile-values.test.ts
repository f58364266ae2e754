import { plainData } from '../../../nodes/shared/read/plainData';
import { readGiven } from '../../../nodes/shared/read/given';
import { readOpaqueId } from '../../../nodes/shared/read/id';
import { readList, readNames } from '../../../nodes/shared/read/list';
import { findGroupedNumber } from '../../../nodes/shared/read/thousands';
import { fieldText, readText } from '../../../nodes/shared/read/text';
import { guarded } from '../../../nodes/shared/readItems';
import { printValue } from '../../../nodes/shared/valueText';
import { DateTime } from 'luxon';
import { HOSTILE } from './support/oddValues';

const list = { field: 'IDs', allowed: 'an ID', read: (one: string) => one };

describe.each(HOSTILE.map((value, index) => ({ value, index })))('value $index', ({ value }) => {
	it('is shown and refused, never thrown', () => {
		expect(printValue(value)).toEqual(expect.any(String));
		expect(readGiven(value).kind).toBe('other');
		expect(fieldText(value)).toBeUndefined();
		expect(plainData(value)).toBeUndefined();
		expect(plainData({ deep: [value] })).toBeUndefined();
		for (const one of [value, [value], [1, value]]) {
			expect(readList(one, list)).toMatchObject({
				failure: { message: expect.stringMatching(/^"IDs" holds/) },
			});
		}
	});

	it.each([
		['a text', () => readText(value, { field: 'X' })],
		['names', () => readNames(value, 'X')],
		['an ID', () => readOpaqueId(value, { field: 'X', ifEmpty: '' })],
	])('is refused as %s, with the name of the field', (_, read) => {
		expect(read()).toMatchObject({ failure: { message: expect.stringMatching(/^"X" /) } });
	});
});

it('copies plain data, and dates as text', () => {
	const at = DateTime.fromISO('2026-01-31T12:00:00Z');
	expect(plainData({ a: [1, 'b', null], at })).toEqual({
		value: { a: [1, 'b', null], at: '2026-01-31T12:00:00Z' },
	});
	expect(plainData(new Map())).toBeUndefined();
	expect(plainData({ f: () => 1 })).toBeUndefined();
});

it("keeps JavaScript's own words away from users", () => {
	const result = guarded(() => {
		throw new TypeError('this.s.toISO is not a function');
	});
	expect(result).toMatchObject({ failure: { message: 'A value of this item cannot be read' } });
});

it.each(['a"b', "a'b", 'a?b', 'a#b', 'a b'])('takes %s for no ID', (value) => {
	expect(readOpaqueId(value, { field: 'ID', ifEmpty: '' }).ok).toBe(false);
});

it.each(['12 ,345', '12,345', '12  ,345'])('%s may be one number', (text) => {
	expect(findGroupedNumber(text)).toBe(text);
});

it.each(['12;345', '12, 345', '1001 ,345', '12 , 345'])('%s is a list', (text) => {
	expect(findGroupedNumber(text)).toBeUndefined();
});
