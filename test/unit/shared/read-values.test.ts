import fc from 'fast-check';
import { DateTime, Duration, Interval } from 'luxon';
import type { INode, INodeProperties } from 'n8n-workflow';
import { comparableName } from '../../../nodes/shared/read/characters';
import { readChoice } from '../../../nodes/shared/read/choice';
import { explainValue } from '../../../nodes/shared/read/explain';
import { readOpaqueId } from '../../../nodes/shared/read/id';
import { readLabel } from '../../../nodes/shared/read/label';
import { readList, readNames } from '../../../nodes/shared/read/list';
import { readNumber, writtenNumber } from '../../../nodes/shared/read/number';
import {
	choiceSetting,
	isExpression,
	numberSetting,
	readSettings,
	switchSetting,
} from '../../../nodes/shared/read/settings';
import { readSwitch } from '../../../nodes/shared/read/switch';
import { fieldText, readOptionalText, readText } from '../../../nodes/shared/read/text';
import { checkRequestSettings } from '../../../nodes/shared/requestOptions';
import type { Result } from '../../../nodes/shared/result';
import { isBlank, printValue } from '../../../nodes/shared/valueText';
import { NO_TEXTS, NOTHINGS, oddValues } from './support/oddValues';

const said = (result: Result<unknown>): string => {
	if (result.ok) throw new Error(`accepted: ${printValue(result.value)}`);
	expect(result.failure.kind).toBe('input');
	return `${result.failure.message} ${result.failure.hint ?? ''}`;
};

describe('one text', () => {
	const read = (value: unknown) => readText(value, { field: 'Company' });

	it.each([
		[' Acme ', 'Acme'],
		[7, '7'],
		[12345678901234567890n, '12345678901234567890'],
		['12345678901234567890', '12345678901234567890'],
		['Null', 'Null'],
		['null and void', 'null and void'],
		['Undefined Labs', 'Undefined Labs'],
		['[Acme] Inc', '[Acme] Inc'],
		['\u200BAcme\uFEFF', 'Acme'],
	])('reads %j', (value, text) => {
		expect(read(value)).toEqual({ ok: true, value: text });
	});

	it.each(NO_TEXTS.map((value) => [value]))('refuses %j, and names the field', (value) => {
		expect(said(read(value))).toMatch(/^"Company" is /);
		expect(readOptionalText(value, { field: 'Company' }).ok).toBe(false);
	});

	it.each(NOTHINGS.map((value) => [value]))('calls %j empty', (value) => {
		expect(said(read(value))).toContain('"Company" is empty');
		expect(readOptionalText(value, { field: 'x' })).toEqual({ ok: true, value: undefined });
	});
});

it('writes for a field of a record what was written, and nothing that is left of other values', () => {
	expect(fieldText(' x ')).toBe(' x ');
	expect(fieldText(false)).toBe('false');
	expect(fieldText('["a"]')).toBe('["a"]');
	expect(fieldText('0012345678901234567890')).toBe('0012345678901234567890');
	for (const value of ['undefined', 'null', 'NaN', '[object Object]', 'Invalid DateTime']) {
		expect(fieldText(value)).toBeUndefined();
		expect(fieldText(value, { isLong: true })).toBeUndefined();
	}
	for (const value of [NaN, {}, [], ['a'], null, undefined, 1e21]) {
		expect(fieldText(value)).toBeUndefined();
	}
});

it('calls a duration and an interval what they are, and no date', () => {
	const start = DateTime.fromISO('2026-01-31T12:00:00Z', { zone: 'UTC' });
	const hours = Duration.fromObject({ hours: 2 });
	expect(printValue(hours)).toBe('a duration (PT2H)');
	expect(printValue([hours])).toBe('["a duration (PT2H)"]');
	expect(printValue(Duration.invalid('test'))).toBe('a duration');
	expect(printValue(Interval.after(start, hours))).toMatch(/^an interval \(2026-01-31T12/);
	for (const value of [hours, Interval.after(start, hours)]) {
		expect(fieldText(value)).toBeUndefined();
		expect(said(readText(value, { field: 'Company' }))).not.toContain('date that does not exist');
	}
});

describe('what an expression leaves behind in a short text', () => {
	const LEFT = [
		'Hello undefined',
		'a,undefined',
		'undefined, b',
		'a; null; b',
		'undefined Lee',
		'list-undefined',
		'https://acme.example/undefined',
		'Cost: NaN',
	];

	it.each(LEFT)('is refused: %s', (value) => {
		expect(fieldText(value)).toBeUndefined();
		expect(said(readText(value, { field: 'Company' }))).toContain('expression leaves behind');
		expect(readLabel(value, { field: 'Key', fewest: 4, most: 99 }).ok).toBe(false);
		expect(readNames([value], 'Tags').ok).toBe(false);
	});

	it('may be meant in a long one', () => {
		for (const value of LEFT) expect(fieldText(value, { isLong: true })).toBe(value);
		const note = `${'The scope of the project was discussed at length. '.repeat(4)}It is undefined`;
		expect(fieldText(note)).toBe(note);
	});

	it.each([
		'Undefined Labs',
		'An undefined role',
		'undefinedness',
		'Null',
		'NaN’s',
		'NaN Industries',
		'null and void',
	])('is no other word: %s', (value) => {
		expect(fieldText(value)).toBe(value);
		expect(readNames([value], 'Tags')).toEqual({ ok: true, value: [value] });
	});

	it('is refused in an ID', () => {
		expect(readOpaqueId('en_undefined', { field: 'Enrollment', ifEmpty: '' }).ok).toBe(false);
	});
});

describe('an expression that was not worked out', () => {
	const WRITTEN = [
		'{{ $json.t }}',
		"Hi {{$('X').item.json.a}}!",
		'{{\n$now }}',
		'{{ String($json.t) }}',
	];
	const SAID = 'It holds an expression that n8n did not work out: switch the field to Expression';

	it.each(WRITTEN)('is refused wherever it stands: %s', (value) => {
		expect(fieldText(value)).toBeUndefined();
		expect(fieldText(value, { isLong: true })).toBeUndefined();
		for (const read of [
			readText(value, { field: 'Company' }),
			readLabel(value, { field: 'Company', fewest: 1, most: 99 }),
			readNames([value], 'Company'),
			readNames(`VIP, ${value}`, 'Company'),
			readOpaqueId(value, { field: 'Company', ifEmpty: '' }),
			readList(`a@x.example, ${value}`, { field: 'Company', allowed: 'x', read: (one) => one }),
			readNumber(value, { field: 'Company' }),
			readSwitch(value, 'Company'),
		]) {
			expect(said(read)).toMatch(/^"Company" (is|holds) "/);
			expect(said(read)).toContain(SAID);
		}
	});

	it('is refused where the form takes no expression at all', () => {
		const read = readChoice('{{ $json.t }}', 'Company', [{ name: 'A', value: 'a' }]);
		expect(said(read)).toContain('"Company" is "{{ $json.t }}", but must be one of a (A)');
		expect(said(read)).toContain(SAID);
		expect(said(read)).toContain('If the form does not offer that, this field takes no expression');
	});

	it.each(['{{first_name}}', '{{ First Name }}', '{{sender.name}} costs $5', '{$json}', '$json'])(
		'is no placeholder of a vendor, and no other text: %s',
		(value) => {
			expect(fieldText(value)).toBe(value);
			expect(readText(value, { field: 'Company' })).toEqual({ ok: true, value });
			expect(readNames([value], 'Tags')).toEqual({ ok: true, value: [value] });
		},
	);
});

describe('what a value is that is right in no field', () => {
	it.each<[unknown, string]>([
		['undefined', 'It holds what an expression leaves behind when it finds nothing'],
		['null\u200B', 'It holds what an expression leaves behind when it finds nothing'],
		[
			'Hi [object Object]',
			'It holds what an expression leaves behind when it puts a list or an object into text',
		],
		[1e21, 'This is a number with too many digits to be exact: give it as text'],
		[{ id: 1 }, 'This is a whole record. Use one value of it, such as {{ $json.id }}'],
	])('%j: %s', (value, words) => expect(explainValue(value)).toBe(words));

	it.each([['VIP'], ['Null Island'], [1], [9007199254740991], [['a']], [null], [true]])(
		'is not said of %j',
		(value) => expect(explainValue(value)).toBeUndefined(),
	);

	it('is said of each in a list of IDs', () => {
		for (const left of ['undefined', 'null', '[object Object]']) {
			const rule = { field: 'IDs', allowed: 'an ID', read: () => undefined };
			expect(said(readList(['1', left], rule))).toContain('"IDs" holds "');
			expect(said(readList([left], rule))).toContain('It holds what an expression leaves behind');
		}
	});
});

describe('a moment in a text field', () => {
	const INSTANT = '2026-01-31T10:00:00Z';
	const FORMS = [
		DateTime.fromISO(INSTANT, { zone: 'Asia/Tokyo' }),
		DateTime.fromISO(INSTANT, { zone: 'Asia/Tokyo' }).toISO(),
		new Date(INSTANT),
		new Date(INSTANT).toISOString(),
		INSTANT,
		'2026-01-31T12:00:00+02:00',
		'2026-01-31 12:00 +02:00',
	];

	it('is written the same, however it comes', () => {
		for (const form of FORMS) expect(fieldText(form, { zone: 'Europe/Berlin' })).toBe(INSTANT);
	});

	it('is a day at midnight, as it is written or in the time zone of the workflow', () => {
		const zone = 'Asia/Tokyo';
		const today = DateTime.fromISO('2026-01-31', { zone });
		for (const form of [today, today.toISO(), today.toJSDate(), '2026-01-31']) {
			expect(fieldText(form, { zone })).toBe('2026-01-31');
		}
	});

	it('stays as it is written without an offset, and in other text', () => {
		for (const text of ['2026-01-31 12:00', ' 2026-01-31', `on ${INSTANT}`, '2026-02-30T10:00Z']) {
			expect(fieldText(text)).toBe(text);
		}
	});
});

describe('a number', () => {
	const rule = { field: 'Limit', least: 1, most: 100, isWhole: true };

	it.each([
		[5, 5],
		['5', 5],
		[' 5 ', 5],
		['5.0', 5],
		[5n, 5],
	])('reads %j', (value, number) => {
		expect(readNumber(value, rule)).toEqual({ ok: true, value: number });
	});

	it.each(
		[
			...NOTHINGS,
			...NO_TEXTS,
			[5],
			0,
			101,
			1.5,
			'1e1',
			'0x10',
			'five',
			'1,000',
			'1 000',
			'5 ',
			'Infinity',
		]
			.filter((one) => one !== '5 ')
			.map((value) => [value]),
	)('refuses %j', (value) => {
		expect(said(readNumber(value, rule))).toMatch(/^"Limit" is .*whole number/s);
	});

	it('keeps every digit, or says that it cannot', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (digits) => {
				const number = writtenNumber(String(digits));
				expect(number?.text).toBe(String(digits));
				if (number?.exact !== undefined) expect(BigInt(number.exact)).toBe(digits);
				else expect(digits > 999_999_999_999_999n).toBe(true);
			}),
		);
		fc.assert(
			fc.property(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), (value) => {
				expect(writtenNumber(value)?.exact === value).toBe(true);
			}),
		);
	});
});

describe('a switch', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		[' FALSE ', false],
	])('reads %j', (value, on) => {
		expect(readSwitch(value, 'Dry Run')).toEqual({ ok: true, value: on });
	});

	it.each(
		[...NOTHINGS, ...NO_TEXTS, 0, 1, 'yes', 'on']
			.filter((one) => typeof one !== 'boolean')
			.map((value) => [value]),
	)('refuses %j', (value) => {
		expect(said(readSwitch(value, 'Dry Run'))).toMatch(/^"Dry Run" is .*true or false/s);
	});
});

describe('settings of a collection', () => {
	const property = (more: Partial<INodeProperties>): INodeProperties => ({
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		default: 'up',
		...more,
	});
	const settings = {
		sortBy: choiceSetting(
			property({
				options: [
					{ name: 'Up', value: 'up' },
					{ name: 'Down', value: 'down' },
				],
			}),
		),
		on: switchSetting(property({ displayName: 'On', type: 'boolean', default: true })),
		minutes: numberSetting(
			property({ displayName: 'Minutes', default: 5, typeOptions: { minValue: 0 } }),
		),
	};
	const read = (value: unknown) => readSettings(value, settings);

	it('have their defaults while nobody added them', () => {
		expect(read({})).toEqual({ ok: true, value: { sortBy: 'up', on: true, minutes: 5 } });
		expect(read({ sortBy: 'down', on: false, minutes: '0' })).toEqual({
			ok: true,
			value: { sortBy: 'down', on: false, minutes: 0 },
		});
	});

	it.each(['sortBy', 'on', 'minutes'] as const)('refuse %s that was not found', (name) => {
		const label = { sortBy: 'Sort By', on: 'On', minutes: 'Minutes' }[name];
		for (const value of [...NOTHINGS, [], {}, '[]', 'undefined']) {
			expect(said(read({ [name]: value }))).toContain(`"${label}" is `);
		}
	});

	it.each([[null], [undefined], ['x'], [[]], [true]])('are none: %j', (value) => {
		expect(said(read(value))).toContain('"Options" is');
	});

	it('say what there is to choose from', () => {
		expect(said(read({ sortBy: 'sideways' }))).toContain(
			'"Sort By" is "sideways", but must be one of up (Up), down (Down)',
		);
	});

	it('of requests are refused by their labels', () => {
		expect(checkRequestSettings({})).toMatchObject({
			ok: true,
			value: { maxAttempts: 5, maxWaitMs: 300_000, timeoutMs: 120_000 },
		});
		for (const value of [null, undefined, '', [], false, 0.5, 'x']) {
			expect(said(checkRequestSettings({ maxAttempts: value }))).toContain('"Attempts per Call"');
			expect(said(checkRequestSettings({ callsAtOnce: value }))).toContain('"Calls at Once"');
			expect(said(checkRequestSettings({ timeout: value }))).toContain(
				'"Wait for Answer at Most (Seconds)"',
			);
		}
		expect(said(checkRequestSettings({ longestWait: null }))).toContain(
			'"Wait for Rate Limit at Most',
		);
	});
});

it('tells an expression from a field that was left empty', () => {
	const node = { parameters: { a: '={{ [] }}', b: [], c: { d: '=x', e: '' } } } as unknown as INode;
	expect(isExpression(node, 'a')).toBe(true);
	expect(isExpression(node, 'b')).toBe(false);
	expect(isExpression(node, 'c', 'd')).toBe(true);
	expect(isExpression(node, 'c', 'e')).toBe(false);
	expect(isExpression(node, 'x', 'y')).toBe(false);
	expect(isExpression({} as INode, 'a')).toBe(false);
});

describe('an ID whose form is not known', () => {
	const read = (value: unknown) =>
		readOpaqueId(value, { field: 'Enrollment', ifEmpty: 'Pick one.' });

	it.each([
		[' en_1 ', 'en_1'],
		[12, '12'],
		['en_1\u200B', 'en_1'],
		['...', '...'],
	])('reads %j', (value, id) => {
		expect(read(value)).toEqual({ ok: true, value: id });
	});

	it.each(
		[...NO_TEXTS, '.', '..', 'en_1,en_2', 'en_1 en_2', 'en_1\nen_2', '[en_1]', '\uD800'].map(
			(one) => [one],
		),
	)('refuses %j', (value) => {
		expect(said(read(value))).toMatch(/^"Enrollment" is .* (not one|not an) ID/);
	});

	it.each(NOTHINGS.map((value) => [value]))('calls %j empty', (value) => {
		expect(said(read(value))).toContain('"Enrollment" is empty Pick one.');
	});
});

describe('a label', () => {
	const read = (value: unknown) => readLabel(value, { field: 'Key', fewest: 4, most: 20 });

	it('is one line of text', () => {
		expect(read(' team A ')).toEqual({ ok: true, value: 'team A' });
		expect(read(2026)).toEqual({ ok: true, value: '2026' });
		expect(read('team [EU]')).toEqual({ ok: true, value: 'team [EU]' });
		for (const value of ['["wkly","abcd"', '[wkly]', '{wkly}', 'wkly"]', '[wkly', '"wkly"']) {
			expect(said(read(value))).toMatch(/a list or an object|brackets or quotes/);
		}
		for (const value of [...NO_TEXTS, ...NOTHINGS, 'abc', 'team\nA', 'x'.repeat(21)]) {
			expect(said(read(value))).toMatch(/^"Key" is /);
		}
	});

	it('is nothing that is left of a list', () => {
		for (const value of ['["wkly","abcd"', '[wkly]', '{wkly}', '"wkly"', '[wkly, abcd', 'wkly]']) {
			expect(said(read(value))).toMatch(/a list or an object as text/);
		}
		expect(read('[EU] weekly')).toEqual({ ok: true, value: '[EU] weekly' });
	});
});

it('compares names of columns without what nobody sees', () => {
	expect(comparableName('\uFEFFJob\u00A0 Title\u200B ')).toBe('job title');
	expect(comparableName('JOB TITLE')).toBe('job title');
	expect(comparableName('Re\u0301gion')).toBe('r\u00E9gion');
});

it('shows a part of any value, on one line', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything({ withDate: true, withBigInt: true }), oddValues), (value) => {
			const shown = printValue(value);
			expect(shown.length).toBeLessThan(400);
			expect(shown).not.toMatch(/[\n\r]/);
		}),
		{ numRuns: 2000 },
	);
	expect(printValue('a\u200Bb')).toBe('"a<U+200B>b"');
	expect(printValue('x'.repeat(1_000_000)).length).toBeLessThan(200);
	expect(printValue({ ids: Array.from({ length: 100_000 }, (_, id) => id) }).length).toBeLessThan(
		200,
	);
	const circle: Record<string, unknown> = {};
	circle.again = circle;
	expect(printValue(circle).length).toBeLessThan(200);
	expect([isBlank('\u200B'), isBlank(null), isBlank(undefined), isBlank(0)]).toEqual([
		true,
		true,
		false,
		false,
	]);
});
