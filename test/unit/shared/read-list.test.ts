import { readEmail } from '../../../nodes/shared/read/email';
import { readList } from '../../../nodes/shared/read/list';

const rule = {
	field: 'Numbers',
	allowed: 'a number',
	read: (entry: string) => (/^\d+$/.test(entry) ? entry : undefined),
};

it.each([
	['one', '7', ['7']],
	['a number', 7, ['7']],
	['a list in text', ' 1, 2;3\n4\t5,,', ['1', '2', '3', '4', '5']],
	['a list', ['1', 2, ' 3 '], ['1', '2', '3']],
	['lists in lists', [['1'], ['2, 3']], ['1', '2', '3']],
	['repeats, once', '3,1,3', ['3', '1']],
])('reads %s', (_what, value, expected) => {
	expect(readList(value, rule)).toEqual({ ok: true, value: expected });
});

it.each([[''], ['  '], [' , ;'], [[]], [[[]]], [null], [undefined], [['1', '']], [['1', null]]])(
	'calls %j empty',
	(value) => {
		expect(readList(value, rule)).toMatchObject({
			ok: false,
			failure: { kind: 'input', message: '"Numbers" is empty or has an empty entry' },
		});
	},
);

it.each([
	['x', '"x"'],
	[['1', 'x'], '"x"'],
	[{ id: 1 }, '{"id":1}'],
	[[true], 'true'],
	[NaN, 'NaN'],
])('names %j and what is allowed', (value, shown) => {
	const result = readList(value, rule);
	if (result.ok) throw new Error('accepted');
	expect(result.failure.message).toContain('"Numbers" holds');
	expect(result.failure.message).toContain('must be a number');
	if (shown !== 'NaN') expect(result.failure.message).toContain(shown);
});

it('reads e-mail addresses in lower case', () => {
	expect(readEmail('Ann@Acme.Example')).toBe('ann@acme.example');
	expect(readEmail('ann@acme')).toBeUndefined();
	expect(readEmail('acme.example')).toBeUndefined();
});
