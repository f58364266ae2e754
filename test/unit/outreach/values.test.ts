import { queryOf } from '../../../nodes/Outreach/api';
import { filterQueries } from '../../../nodes/Outreach/filterQueries';
import { convertValue } from '../../../nodes/Outreach/modify/convertValue';
import type { ModifiableField } from '../../../nodes/Outreach/modify/recordFields';
import { readId } from '../../../nodes/Outreach/readId';
import { readTags } from '../../../nodes/Outreach/tags';

describe('tags', () => {
	it.each([
		['VIP', ['VIP']],
		[' Job changed , VIP,VIP,', ['Job changed', 'VIP']],
		[
			['a, b', ' c '],
			['a, b', 'c'],
		],
		[2026, ['2026']],
		['["Job changed","VIP"]', ['Job changed', 'VIP']],
		['Job changed\nVIP', ['Job changed', 'VIP']],
	])('reads %j', (value, tags) => {
		expect(readTags(value)).toEqual({ ok: true, value: { tags } });
	});

	it.each([['   '], [','], [''], [null], [undefined], [[]], [['a', ' ']], [{}], [NaN], [true]])(
		'refuses %j',
		(value) => {
			expect(readTags(value)).toMatchObject({ ok: false, failure: { kind: 'input' } });
		},
	);
});

describe('the id of one record', () => {
	it.each([5, '5', ' 5 '])('reads %j', (value) => {
		expect(readId(value, 'Mailbox')).toEqual({ ok: true, value: 5 });
	});

	it.each([
		['', 'is empty'],
		[null, 'is empty'],
		['5,6', 'is "5,6"'],
		[[5], 'is [5]'],
		[0, 'is 0'],
	])('refuses %j', (value, text) => {
		expect(readId(value, 'Mailbox')).toMatchObject({
			failure: { message: expect.stringContaining(text) },
		});
	});
});

describe('values of fields', () => {
	const field = (more: Partial<ModifiableField>): ModifiableField => ({
		name: 'x',
		label: 'X',
		type: 'string',
		isCustom: false,
		...more,
	});

	it.each<[Partial<ModifiableField>, unknown, unknown]>([
		[{}, 'text', 'text'],
		[{}, 5, '5'],
		[{ type: 'boolean' }, 'TRUE', true],
		[{ type: 'boolean', isCustom: true }, false, 'false'],
		[{ type: 'integer' }, '5', 5],
		[{ type: 'number', isCustom: true }, 5.5, '5.5'],
		[{ type: 'date' }, new Date('2026-03-01T10:00:00Z'), '2026-03-01'],
		[{ type: 'dateTime' }, '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
		[{ type: 'dateTime', isCustom: true }, '2026-03-01', '2026-03-01T00:00:00'],
		[{ type: 'dateTime', isCustom: true }, '2026-01-31T12:00+02:00', '2026-01-31T10:00:00'],
		[{ type: 'dateTime', isCustom: true }, '2026-01-31T12:00:00+05:00', '2026-01-31T07:00:00'],
		[{ type: 'dateTime', isCustom: true }, '2026-01-31 12:00', '2026-01-31T12:00:00'],
		[{ type: 'dateTime' }, new Date('2026-03-01T10:00:00Z'), '2026-03-01T10:00:00Z'],
		[{ type: 'date' }, '2026-01-31 23:30:00', '2026-01-31'],
		[{ type: 'date' }, '2026-01-31T23:30:00-05:00', '2026-02-01'],
		[{ type: 'number', isCustom: true }, '12345678901234567890', '12345678901234567890'],
		[{ choices: ['A', 'B'], isMultiple: true }, '["A","B"]', 'A,B'],
		[{ choices: ['A', 'B'], isMultiple: true }, 'A, B', 'A,B'],
		[{ choices: ['A, B'] }, 'A, B', 'A, B'],
	])('converts for %j: %j', (more, value, converted) => {
		expect(convertValue(field(more), value)).toEqual({ ok: true, value: converted });
	});

	it.each<[Partial<ModifiableField>, unknown]>([
		[{}, ['a']],
		[{}, { a: 1 }],
		[{ type: 'boolean' }, 1],
		[{ type: 'integer' }, 5.5],
		[{ type: 'number' }, 'five'],
		[{ type: 'number' }, true],
		[{ type: 'date' }, '01/03/2026'],
		[{ type: 'date' }, '2026-02-30'],
		[{ type: 'dateTime' }, '2026-02-30T10:00:00Z'],
		[{ type: 'dateTime' }, 'Invalid DateTime'],
		[{ type: 'number' }, '12345678901234567890'],
		[{ type: 'integer' }, '12,345'],
		[{}, 'undefined'],
		[{}, '[object Object]'],
		[{ type: 'dateTime' }, 'noon'],
		[{ choices: ['A', 'B'] }, ['A', 'B']],
		[{ choices: ['A', 'B'] }, 1n],
		[{ choices: ['A', 'B'], isMultiple: true }, []],
	])('refuses for %j: %j', (more, value) => {
		expect(convertValue(field(more), value)).toMatchObject({ failure: { kind: 'input' } });
	});
});

describe('queries', () => {
	it('puts values into as few as the length of addresses allows', () => {
		const values = Array.from({ length: 500 }, (_, index) => `person+${index}@example.com`);
		const queries = filterQueries('emails', values);
		expect(queries.flatMap((one) => one.values)).toEqual(values);
		expect(queries.every(({ query }) => query.length <= 7000)).toBe(true);
		expect(queries).toHaveLength(4);
		expect(queries[0].query).toMatch(
			/^newFilterSyntax=true&filter%5Bemails%5D%5B%5D=person%2B0%40example.com&/,
		);
		expect(filterQueries('id', [])).toEqual([]);
	});

	it('takes nothing but the query of a link', () => {
		expect(queryOf('https://elsewhere.example/x?page[after]=a%3D&b=1')).toBe(
			'page%5Bafter%5D=a%3D&b=1',
		);
		expect(queryOf({ href: '/x?a=1' })).toBe('a=1');
		expect(queryOf('https://elsewhere.example/x')).toBeUndefined();
		expect(queryOf(null)).toBeUndefined();
	});
});
