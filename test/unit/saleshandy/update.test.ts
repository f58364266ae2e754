import {
	readChanges,
	type ProspectChange,
} from '../../../nodes/Saleshandy/UpdateProspectAttribute/changes';
import {
	judge,
	mergeByProspect,
} from '../../../nodes/Saleshandy/UpdateProspectAttribute/prospectWrite';
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
		[new Date('2026-03-01T23:00:00Z'), 'text', '2026-03-01'],
		['2026-03-01T23:00:00+02:00', 'date', '2026-03-01'],
		['2026-03-01T23:00:00+02:00', 'text', '2026-03-01T23:00:00+02:00'],
		[{ toISO: () => '2026-03-01T10:00:00.000+01:00' }, 'date', '2026-03-01'],
	])('writes %j of a %s field as %s', (value, fieldType, text) => {
		expect(read(value, fieldType)).toBe(text);
	});

	it.each([NaN, Infinity, {}, [], ['a'], new Date('never')])('refuses %j', (value) => {
		expect(read(value)).toContain('must be a text');
	});

	it.each(['', ' ', null])('leaves %j out, or clears with it', (value) => {
		expect(read(value)).toContain('nothing to update');
		expect(read(value, 'text', true)).toBe('');
	});

	it('never clears with what an expression did not find', () => {
		expect(read(undefined, 'text', true)).toContain('nothing to update');
	});
});

describe('merging and judging', () => {
	const wanted = (itemIndex: number, prospectId: string, ...ids: string[]): ProspectChange => ({
		itemIndex,
		prospectId,
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

	it('fails the items whose field was not written, and only those', () => {
		const verdicts = ['a', 'b', 'c'].map((fieldId) => ({ fieldId, success: fieldId !== 'c' }));
		const { items, failures } = judge(write, verdicts);
		expect(items).toMatchObject([
			{ json: { updated: { 'Label a': 'a0', 'Label b': 'b2' } }, pairedItem: { item: 0 } },
		]);
		expect(failures.map((failure) => failure.items)).toEqual([[2]]);
		expect(failures[0].failure.message).toContain('updated: "Label a", "Label b"');
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
