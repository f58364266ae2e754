import {
	readChanges,
	type ProspectChange,
} from '../../../nodes/Saleshandy/operations/UpdateProspectAttribute/changes';
import {
	judge,
	mergeByProspect,
} from '../../../nodes/Saleshandy/operations/UpdateProspectAttribute/prospectWrite';
import type { ResourceMapperField } from 'n8n-workflow';
import { fieldsOfSchema } from '../../../nodes/Saleshandy/fieldList';
import { saleshandy } from '../../../nodes/Saleshandy/saleshandy';

const field = (id: string, fieldType = 'text') => ({ id, label: `Label ${id}`, fieldType });

describe('what an answer means', () => {
	it.each<[number, unknown, number]>([
		[400, { error: true, type: 'auth', code: 1001, message: 'Invalid token' }, 401],
		[400, { message: '1001: Invalid token' }, 401],
		[400, { code: 1001, message: 'Field not found' }, 400],
		[400, { error: true, type: 'rate-limit', message: 'Too many' }, 429],
		[400, { message: 'Rate Limit exceeded' }, 429],
		[400, 'Rate limit reached', 429],
		[400, null, 400],
		[403, { message: 'Rate limit' }, 403],
		[201, { message: 'ok' }, 201],
		[200, { success: false, message: 'Prospect not found' }, 400],
		[200, { success: false, payload: [] }, 400],
		[200, { statusCode: 400, error: 'Bad Request', message: 'No' }, 400],
		[200, { statusCode: 503, message: 'Later' }, 503],
		[200, { status: 'error', message: 'No' }, 400],
		[200, { error: 'Something went wrong' }, 400],
		[201, { error: { message: 'No' } }, 400],
		[200, { error: 'Invalid token' }, 401],
		[200, { success: false, message: 'Rate Limit exceeded' }, 429],
		[201, { success: false, payload: { results: [{ fieldId: 'a', success: false }] } }, 201],
		[201, { payload: { results: [{ fieldId: 'a', success: false }] } }, 201],
		[200, { statusCode: 200, success: true, error: null, message: 'ok' }, 200],
		[200, { error: '', status: 'active' }, 200],
		[200, { error: 'false' }, 200],
		[200, [], 200],
		[201, { message: '50001: Failed to prospect attribute' }, 400],
		[201, { message: '5001: Internal server error, please try again later' }, 500],
		[200, { code: 5001, message: 'Internal server error', payload: [] }, 500],
		[200, { code: 4000, message: 'Failed to fetch prospects', payload: [] }, 400],
		[200, { code: '1001', message: 'Invalid token', payload: [] }, 401],
		[200, { code: 429, payload: [] }, 429],
		[200, { code: 4290, message: 'Rate Limit exceeded' }, 429],
		[200, { message: 'Failed to fetch the fields', payload: [] }, 400],
		[201, { message: 'ok', payload: { success: false } }, 400],
		[201, { message: 'Failed', payload: { results: [{ fieldId: 'a', success: true }] } }, 201],
		[200, { code: 200, message: 'Fields fetched', payload: [] }, 200],
		[200, { code: 0, message: '2 fields failed', payload: [] }, 200],
	])('reads %i %j as %i', (status, body, meaning) => {
		expect(saleshandy.meaningOf?.(status, body)).toBe(meaning);
	});
});

describe('reading values', () => {
	const read = (value: unknown, fieldType = 'text', clearEmpty = false) => {
		const changes = readChanges([{ field: field('a', fieldType), value }], clearEmpty);
		return changes.ok ? changes.value[0].value : changes.failure.message;
	};

	it.each<[unknown, string, string]>([
		['x ', 'text', 'x '],
		[0, 'number', '0'],
		[false, 'text', 'false'],
		[new Date('2026-03-01T23:00:00Z'), 'text', '2026-03-01T23:00:00Z'],
		[new Date('2026-03-01T00:00:00Z'), 'text', '2026-03-01'],
		['2026-03-01T23:00:00+02:00', 'date', '2026-03-01'],
		['2026-03-01T23:00:00+02:00', 'text', '2026-03-01T21:00:00Z'],
		[{ toISO: () => '2026-03-01T10:00:00.000+01:00' }, 'date', '2026-03-01'],
	])('writes %j of a %s field as %s', (value, fieldType, text) => {
		expect(read(value, fieldType)).toBe(text);
	});

	it.each([NaN, Infinity, {}, [], ['a'], new Date('never')])('refuses %j', (value) => {
		expect(read(value)).toContain('must be text');
	});

	it.each(['1500', '-12.5', '+3', '0012345678901234567890', 0, 7n])(
		'writes the number %j as it is',
		(value) => {
			for (const type of ['number', 'currency']) expect(read(value, type)).toBe(String(value));
		},
	);

	it.each([
		'1,234',
		'12abc',
		'true',
		true,
		'1.234,5',
		'\u0663',
		'$5',
		'1e3',
		'0x10',
		'5 EUR',
		1e-7,
	])('takes %j for no number', (value) => {
		for (const type of ['number', 'currency']) {
			expect(read(value, type)).toContain('must be a number such as 1500');
		}
	});

	it.each(['text', 'number', 'long-text'])(
		'says of a number for a %s field that has lost digits what it is',
		(type) => {
			expect(read(Number('12345678901234567890'), type)).toBe(
				'"Label a" is 12345678901234567000, a number with too many digits to be exact',
			);
		},
	);

	it('refuses an expression that was not worked out, and no placeholder', () => {
		for (const type of ['text', 'long-text', 'number', 'date']) {
			expect(read('Hi {{ $json.t }}', type)).toContain(
				'"Label a" is "Hi {{ $json.t }}", but must be',
			);
		}
		expect(read('Hi {{first_name}}')).toBe('Hi {{first_name}}');
	});

	it('knows the types of the fields that a form has stored', () => {
		const schema = ['number', 'dateTime', 'string'].map((type) => ({
			id: type,
			displayName: type,
			type,
		}));
		const types = fieldsOfSchema(schema as ResourceMapperField[]).map(({ fieldType }) => fieldType);
		expect(types).toEqual(['number', 'date', 'text']);
	});

	it('refuses what is left of values in all but long texts', () => {
		expect(read('Hi undefined')).toContain('must be text');
		expect(read('Hi undefined', 'long-text')).toBe('Hi undefined');
	});

	it('says what to do about a value that was not found, also where empty values clear', () => {
		const hint = (clearEmpty: boolean) => {
			const changes = readChanges([{ field: field('a'), value: undefined }], clearEmpty);
			return changes.ok ? '' : changes.failure.hint;
		};
		expect(hint(false)).toContain('turn on "Clear Fields With Empty Values"');
		expect(hint(true)).toContain('An expression that finds nothing clears no field');
		expect(hint(true)).not.toContain('turn on');
	});

	it('takes no value of two that the data of an item gives one field', () => {
		const named = (name: string, value: unknown) => ({ field: field('a'), name, value });
		const both = (one: unknown, other: unknown, clearEmpty = false) =>
			readChanges([named('title', one), named('title\u200B', other)], clearEmpty);
		expect(both('VP', 'CEO')).toMatchObject({
			failure: {
				message: 'The input item has two values for "Label a": in "title" and in "title<U+200B>"',
			},
		});
		expect(both('VP', '', true).ok).toBe(false);
		for (const other of ['VP', '', null, undefined]) {
			expect(both('VP', other)).toMatchObject({ value: [{ value: 'VP' }] });
		}
		const byHand = [
			{ field: field('a'), value: 'VP' },
			{ field: field('a'), value: 'CEO' },
		];
		expect(readChanges(byHand, false)).toMatchObject({ value: [{ value: 'CEO' }] });
	});

	it.each(['', ' ', null])('leaves %j out, or clears with it', (value) => {
		expect(read(value)).toContain('nothing to update');
		expect(read(value, 'text', true)).toBe('');
	});

	it('names the fields that are empty', () => {
		expect(read('')).toContain('"Label a" is empty');
	});

	it('never clears with what an expression did not find', () => {
		expect(read(undefined, 'text', true)).toContain('nothing to update');
	});
});

describe('merging and judging', () => {
	const wanted = (itemIndex: number, id: string, ...ids: string[]): ProspectChange => ({
		itemIndex,
		prospect: { id },
		changes: ids.map((id) => ({ fieldId: id, label: `Label ${id}`, value: `${id}${itemIndex}` })),
		singleField: true,
	});
	const [write, other] = mergeByProspect([
		wanted(0, 'p', 'a', 'b'),
		wanted(1, 'q', 'a'),
		wanted(2, 'p', 'b', 'c'),
	]);

	it('merges by prospect; the last value of a field holds', () => {
		expect(write.fields.map(({ value }) => value)).toEqual(['a0', 'b2', 'c2']);
		expect([...write.itemsOf]).toEqual([
			['a', [0]],
			['b', [0, 2]],
			['c', [2]],
		]);
		expect([write.singleField, other.singleField]).toEqual([false, true]);
	});

	it('joins what is asked by ID and by email', () => {
		const byEmail = { ...wanted(1, 'p', 'b'), prospect: { id: 'p', email: 'ann@example.com' } };
		const [joined, ...others] = mergeByProspect([wanted(0, 'p', 'a'), byEmail]);
		expect(others).toEqual([]);
		expect(joined).toMatchObject({ prospectId: 'p', email: 'ann@example.com', items: [0, 1] });
	});

	it('says that a field is not there any more', () => {
		const verdicts = ['a', 'b'].map((fieldId) => ({ fieldId, success: true }));
		const { failures } = judge(write, verdicts, new Set(['c']));
		expect(failures[0].failure).toMatchObject({
			message: expect.stringContaining(
				'"Label c" of the prospect p: it no longer has this field (c)',
			),
			hint: expect.stringContaining('choose the field again'),
			hasActed: true,
		});
	});

	it('fails the items whose field was not written, and only those', () => {
		const verdicts = ['a', 'b', 'c'].map((fieldId) => ({ fieldId, success: fieldId !== 'c' }));
		const { items, failures } = judge(write, verdicts);
		expect(items).toMatchObject([
			{ json: { updated: { 'Label a': 'a0', 'Label b': 'b2' } }, pairedItem: { item: 0 } },
		]);
		expect(failures.map((failure) => failure.items)).toEqual([[2]]);
		expect(failures[0].failure.message).toContain('updated: "Label a", "Label b"');
	});

	it('names all fields of an item that were not written, and what was', () => {
		const verdicts = ['a', 'b', 'c'].map((fieldId) => ({ fieldId, success: fieldId === 'a' }));
		const { items, failures } = judge(write, verdicts);
		expect(items).toEqual([]);
		expect(failures.map((failure) => failure.items)).toEqual([[0], [2]]);
		expect(failures.map(({ failure: { message } }) => message)).toEqual([
			'Saleshandy did not update "Label b" of the prospect p to "b2", and gave no reason; updated: "Label a"',
			'Saleshandy did not update "Label b" of the prospect p to "b2", "Label c" to "c2", and gave no reason; updated: "Label a"',
		]);
		const [many] = mergeByProspect([wanted(0, 'p', 'a', 'b', 'c', 'd', 'e', 'f', 'g')]);
		expect(judge(many, []).failures[0].failure.message).toContain('and 2 more fields, and gave no');
	});

	it('takes an answer without verdicts for a success, unconfirmed', () => {
		expect(judge(other, undefined).items[0].json).toMatchObject({ confirmed: false });
		expect(judge(other, []).items).toEqual([]);
	});

	it('tells fields with the same label apart', () => {
		const [twins] = mergeByProspect([wanted(0, 'p', 'a', 'b')]);
		for (const one of twins.fields) one.label = 'Twin';
		expect(judge(twins, undefined).items[0].json.updated).toEqual({
			'Twin (a)': 'a0',
			'Twin (b)': 'b0',
		});
	});
});
