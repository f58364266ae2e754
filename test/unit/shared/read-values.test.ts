import fc from 'fast-check';
import type { INode, INodeProperties } from 'n8n-workflow';
import { comparableName } from '../../../nodes/shared/read/characters';
import { readOpaqueId } from '../../../nodes/shared/read/id';
import { readLabel } from '../../../nodes/shared/read/label';
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
	}
	for (const value of [NaN, {}, [], ['a'], null, undefined, 1e21]) {
		expect(fieldText(value)).toBeUndefined();
	}
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
		expect(checkRequestSettings({})).toEqual({
			ok: true,
			value: { concurrency: 4, maxAttempts: 5, maxWaitMs: 300_000, timeoutMs: 120_000 },
		});
		for (const value of [null, undefined, '', [], false, 0.5, 'x']) {
			expect(said(checkRequestSettings({ maxAttempts: value }))).toContain('"Attempts per Call"');
			expect(said(checkRequestSettings({ callsAtOnce: value }))).toContain('"Calls at Once"');
			expect(said(checkRequestSettings({ timeout: value }))).toContain('"Timeout (Seconds)"');
		}
		expect(said(checkRequestSettings({ longestWait: null }))).toContain('"Longest Wait');
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
		[...NO_TEXTS, '.', '..', 'en_1,en_2', 'en_1 en_2', 'en_1\nen_2', '\uD800'].map((one) => [one]),
	)('refuses %j', (value) => {
		expect(said(read(value))).toMatch(/^"Enrollment" is .* (not one|no) ID/);
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
		for (const value of [...NO_TEXTS, ...NOTHINGS, 'abc', 'team\nA', 'x'.repeat(21)]) {
			expect(said(read(value))).toMatch(/^"Key" is /);
		}
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
