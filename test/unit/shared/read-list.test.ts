import fc from 'fast-check';
import { isEmptyList, readList, readNames } from '../../../nodes/shared/read/list';
import { findGroupedNumber } from '../../../nodes/shared/read/thousands';
import { oddValues } from './support/oddValues';

const rule = {
	field: 'Numbers',
	allowed: 'a number',
	read: (entry: string) => (/^\d+$/.test(entry) ? entry : undefined),
	isNumeric: true,
};

const messageOf = (value: unknown, read = (one: unknown) => readList(one, rule)): string => {
	const result = read(value);
	if (result.ok) throw new Error(`accepted as ${result.value.join()}`);
	return result.failure.message;
};

describe('a list of words', () => {
	it.each([
		['one', '7', ['7']],
		['a number', 7, ['7']],
		['a list in text', ' 1, 2;3\n4\t5,,', ['1', '2', '3', '4', '5']],
		['a list', ['1', 2, ' 3 '], ['1', '2', '3']],
		['lists in lists', [['1'], ['2, 3']], ['1', '2', '3']],
		['repeats, once', '3,1,3', ['3', '1']],
		['JSON text', ' ["1", 2] ', ['1', '2']],
		['JSON text in a list', ['["1","2"]', '3'], ['1', '2', '3']],
		['nested JSON text', '[["1"],["2",["3"]]]', ['1', '2', '3']],
		['unseen marks', '\uFEFF1\u200B, \u00A02', ['1', '2']],
		['four digits each', '1001 1002,1003', ['1001', '1002', '1003']],
		['three digits and a space', '12, 345', ['12', '345']],
		['three digits and a line break', '12\n345', ['12', '345']],
		['few digits', '12,13', ['12', '13']],
	])('reads %s', (_what, value, expected) => {
		expect(readList(value, rule)).toEqual({ ok: true, value: expected });
	});

	it('reads the same however it is written', () => {
		const ids = fc.uniqueArray(fc.integer({ min: 1000, max: 99_999 }).map(String), {
			minLength: 1,
		});
		const separator = fc.constantFrom(', ', ',', ';', ' ', '\n', '\r\n', ' ;\n ', ',,');
		fc.assert(
			fc.property(ids, separator, fc.nat(), (list, between, cut) => {
				const at = cut % list.length;
				const nested = [list.slice(0, at), [list.slice(at)]].filter((one) => one.flat().length);
				const forms = [
					list,
					nested,
					list.map(Number),
					JSON.stringify(list),
					` ${JSON.stringify(list.map(Number), null, 2)}\n`,
					JSON.stringify(nested),
					[JSON.stringify(list)],
					list.join(between),
					[list.join(between)],
					`${between}${list.join(between)}${between}`,
				];
				for (const form of forms) {
					expect(readList(form, rule)).toEqual({ ok: true, value: list });
				}
			}),
		);
	});

	it.each([
		[''],
		['  '],
		[' , ;'],
		[[]],
		[[[]]],
		['[]'],
		['[""]'],
		[null],
		[undefined],
		['\u200B'],
	])('calls %j empty', (value) => {
		expect(readList(value, rule)).toMatchObject({
			ok: false,
			failure: { kind: 'input', message: '"Numbers" is empty' },
		});
	});

	it.each([
		['["", 1]', 1],
		[['1', ''], 2],
		[['1', null, '3'], 2],
		['["1", null]', 2],
		[['1', ' , '], 2],
	])('says which entry of %j is empty', (value, place) => {
		expect(messageOf(value)).toBe(`"Numbers" has an empty entry: number ${place}`);
	});

	it.each([
		['1 Ada 2', '"Ada" (from "1 Ada 2": a space separates entries)'],
		['1, Ada Morales', '"Ada" (from "Ada Morales": a space separates entries)'],
		['1, Ada', '"Ada",'],
		[['Ada Morales'], '"Ada" (from "Ada Morales": a space separates entries)'],
	])('shows what an entry of %j was cut from', (value, shown) => {
		expect(messageOf(value)).toContain(`"Numbers" holds ${shown}`);
	});

	it.each([
		[{ id: 7, name: 'Ada' }, '{{ $json.id }}'],
		[[{ name: 'Ada', prospect_id: 7 }], '{{ $json.prospect_id }}'],
		['{"id":7}', '{{ $json.id }}'],
		[{ name: 'Ada' }, 'Use one value of it'],
	])('calls %j a whole record', (value, step) => {
		expect(messageOf(value)).toContain('This is a whole record. Use one value of it');
		expect(messageOf(value)).toContain(step);
	});

	it.each([
		['x', '"x"'],
		[['1', 'x'], '"x"'],
		[{ id: 1 }, '{"id":1}'],
		['{"id":1}', '{"id":1}'],
		[[true], 'true'],
		['[true]', 'true'],
		[NaN, 'NaN'],
		['1 undefined', '"undefined"'],
		[[12345678901234567890], '12345678901234567000'],
		['[12345678901234567890]', '12345678901234567000'],
		['[1, 2', '"[1"'],
	])('names %j and what is allowed', (value, shown) => {
		expect(messageOf(value)).toContain('"Numbers" holds');
		expect(messageOf(value)).toContain('must be a number');
		expect(messageOf(value)).toContain(shown);
	});

	it.each([
		'12,345',
		'12 345',
		'12\u00A0345',
		'12\u202F345',
		'12\u2009345',
		'12\t345',
		"1'234",
		'1’234',
		'1_234',
		'12.345',
		'1,234,567',
		'12,34,567',
		'1001, 12,345',
		'12,345; 67,890',
		' 12,345 ',
	])('refuses thousands separators: %j', (text) => {
		for (const value of [text, [text], JSON.stringify([text])]) {
			expect(messageOf(value)).toMatch(/looks like the one number \d+ with thousands separators/);
		}
	});

	it('offers several IDs only where each group is one', () => {
		expect(messageOf('12,345')).toMatch(
			/For several IDs, put a comma and a space between them: 12, 345$/,
		);
		const isId = (entry: string) => (/^[1-9]\d*$/.test(entry) ? entry : undefined);
		const readIds = (one: unknown) => readList(one, { ...rule, read: isId });
		expect(messageOf('1,001', readIds)).toMatch(/For one ID, write 1001$/);
	});

	it('never takes a number in groups for several, nor the other way round', () => {
		const separator = fc.constantFrom(',', ' ', '\u00A0', '.', "'", '_');
		fc.assert(
			fc.property(fc.integer({ min: 1000, max: 10 ** 9 }), separator, (number, between) => {
				const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, between);
				expect(findGroupedNumber(grouped)).toBe(grouped);
			}),
		);
		const long = fc.uniqueArray(fc.integer({ min: 1000, max: 99_999 }), { minLength: 2 });
		fc.assert(
			fc.property(long, fc.constantFrom(',', ' '), (ids, between) => {
				expect(findGroupedNumber(ids.join(between))).toBeUndefined();
			}),
		);
	});

	it('says what an entry looks like, where that is known', () => {
		const result = readList('a@b.example', { ...rule, recognize: () => 'This is an address' });
		expect(result).toMatchObject({
			failure: { message: expect.stringMatching(/must be a number\. This is an address$/) },
		});
	});

	it('throws at nothing, and shows only a part', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), oddValues), (value) => {
				const result = readList(value, rule);
				const isFine = result.ok && result.value.every((one) => /^\d+$/.test(one));
				expect(isFine || (!result.ok && result.failure.message.length < 1000)).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a list of names', () => {
	const read = (value: unknown) => readNames(value, 'Tags');

	it.each([
		['VIP', ['VIP']],
		['Job changed, VIP\nExpo 2026', ['Job changed', 'VIP', 'Expo 2026']],
		['["Job changed","VIP"]', ['Job changed', 'VIP']],
		[' [["Job changed"], "VIP"] ', ['Job changed', 'VIP']],
		[
			['a, b', ' c '],
			['a, b', 'c'],
		],
		[['a\r\nb'], ['a', 'b']],
		['\u200BVIP\uFEFF', ['VIP']],
		['[VIP]', ['[VIP]']],
		['[VIP] hot, big [EU] deal', ['[VIP] hot', 'big [EU] deal']],
		['5" screen, 6"', ['5" screen', '6"']],
		['[VIP] hot, 27" monitor', ['[VIP] hot', '27" monitor']],
		['"Big" deal', ['"Big" deal']],
		["'90s, Joe's", ["'90s", "Joe's"]],
		[['"VIP"'], ['"VIP"']],
		[2026, ['2026']],
		['null and void', ['null and void']],
		['', []],
		[[], []],
	])('reads %j', (value, names) => {
		expect(read(value)).toEqual({ ok: true, value: names });
	});

	it.each([
		[{ name: 'VIP' }],
		['{"name":"VIP"}'],
		[true],
		[['VIP', false]],
		[['VIP', null]],
		[['VIP', ' ']],
		[NaN],
		[new Date(0)],
		['undefined'],
		['VIP, null'],
		['[object Object]'],
		['Invalid DateTime'],
		["['a', 'b']"],
		['["Job changed","VIP"'],
		['"Job changed","VIP"]'],
		['["a","b"];'],
		['[Job changed, VIP'],
		['[Job changed, VIP]'],
		['Job changed, VIP]'],
		['{"name":"VIP"'],
		['{name: VIP}'],
		['VIP, ["Job changed"'],
		[['VIP', '["Job changed","Expo"']],
		['"Job changed","VIP"'],
		['"VIP"'],
		["'VIP'"],
		['"Expo, Berlin"'],
		['["a", "b"'.concat(',]')],
		['["Job changed","VIP"'],
		['"Job changed","VIP"]'],
		['["a","b"];'],
		['{"name":"VIP"'],
		['"Job changed","VIP"'],
		['VIP, "Job changed"'],
		['[Job changed, VIP'],
		['Job changed, VIP]'],
		['{VIP'],
		["['a'"],
		['[["a"], "b"'],
	])('refuses %j', (value) => {
		expect(read(value)).toMatchObject({ ok: false, failure: { kind: 'input' } });
	});
});

it.each([
	['', true],
	[[], true],
	['[]', true],
	[[[]], true],
	[' \u200B', true],
	[[''], false],
	[null, false],
	['0', false],
])('knows whether %j is an empty list', (value, isEmpty) => {
	expect(isEmptyList(value)).toBe(isEmpty);
});
