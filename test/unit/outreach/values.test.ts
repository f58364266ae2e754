import { queryOf } from '../../../nodes/Outreach/jsonApi';
import { filterQueries } from '../../../nodes/Outreach/filterQueries';
import { convertValue } from '../../../nodes/Outreach/modify/convertValue';
import type { ModifiableField } from '../../../nodes/Outreach/modify/recordFields';
import { readId } from '../../../nodes/Outreach/readId';
import { readTags } from '../../../nodes/Outreach/tags';
import { nameValue } from '../../../nodes/Outreach/bulk/nameValue';
import { recognizeNoId } from '../../../nodes/Outreach/foreignIds';
import { didYouMean, otherWay } from '../../../nodes/Outreach/modify/otherWay';
import { plainCustomField } from '../../../nodes/Outreach/modify/customFields';
import { prospectFields } from '../../../nodes/Outreach/modify/prospectFields';

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
		[{ choices: ['Still undefined'] }, 'Still undefined', 'Still undefined'],
		[{}, new Date('2026-01-31T10:00:00Z'), '2026-01-31T10:00:00Z'],
		[{}, '2026-01-31T12:00:00.000+02:00', '2026-01-31T10:00:00Z'],
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
		[{}, 'Hello undefined'],
		[{}, 'a,undefined'],
		[{ type: 'dateTime' }, 'noon'],
		[{ choices: ['A', 'B'] }, ['A', 'B']],
		[{ choices: ['A', 'B'] }, 1n],
		[{ choices: ['A', 'B'], isMultiple: true }, []],
	])('refuses for %j: %j', (more, value) => {
		expect(convertValue(field(more), value)).toMatchObject({ failure: { kind: 'input' } });
	});
});

it('says why a text is refused, and lets sentences have the word', () => {
	const title = prospectFields.modifiable.find(({ name }) => name === 'title') as ModifiableField;
	const refused = convertValue(title, 'Hello undefined');
	expect(refused).toMatchObject({
		failure: {
			message: '"Title" (title) is "Hello undefined", but must be text or a number',
			hint: 'It holds what an expression leaves behind when it finds nothing.',
		},
	});
	const note = prospectFields.modifiable.find(({ isLong }) => isLong) as ModifiableField;
	expect(convertValue(note, 'Scope is undefined')).toMatchObject({ ok: true });
});

it.each<[Partial<ModifiableField>, string, string]>([
	[
		{},
		'a number with too many digits to be exact',
		'Give it as text, so that it keeps all its digits.',
	],
	[
		{ type: 'number', isCustom: true },
		'a number with too many digits to be exact',
		'Give it as text, so that it keeps all its digits.',
	],
	[
		{ type: 'number' },
		'but must be a number of at most 15 digits',
		'It has too many digits to be exact. A text field or a custom field holds all of them, if they are given as text.',
	],
])('says of a number that has lost digits what to do: %j', (more, words, hint) => {
	const field: ModifiableField = {
		name: 'x',
		label: 'X',
		type: 'string',
		isCustom: false,
		...more,
	};
	const refused = convertValue(field, Number('12345678901234567890'));
	expect(refused).toMatchObject({
		failure: { message: expect.stringContaining(`is 12345678901234567000, ${words}`), hint },
	});
});

describe('the length of a text', () => {
	const standard = (name: string) => prospectFields.modifiable.find((one) => one.name === name);

	it.each([
		['title', 255],
		['linkedInUrl', 1000],
		['personalNote1', 65_535],
		['custom1', 32_000],
	])('%s has at most %d characters, however many bytes', (name, longest) => {
		const field = standard(name) ?? plainCustomField(name);
		const fits = '\u{1F600}'.repeat(longest);
		expect(convertValue(field, fits)).toEqual({ ok: true, value: fits });
		expect(convertValue(field, `${fits}x`)).toMatchObject({
			failure: {
				kind: 'input',
				message: expect.stringContaining(
					`has ${longest + 1} characters, but may have at most ${longest}`,
				),
				hint: 'Shorten it.',
			},
		});
	});

	it('has no limit where Outreach names none', () => {
		const company = standard('company') as ModifiableField;
		expect(convertValue(company, 'x'.repeat(1000))).toMatchObject({ ok: true });
	});
});

describe('queries', () => {
	it('puts values into as few as the length of addresses allows', async () => {
		const values = Array.from({ length: 500 }, (_, index) => `person+${index}@example.com`);
		const queries = await filterQueries('emails', values);
		expect(queries.flatMap((one) => one.values)).toEqual(values);
		expect(queries.every(({ query }) => query.length <= 7000)).toBe(true);
		expect(queries).toHaveLength(4);
		expect(queries[0].query).toMatch(
			/^newFilterSyntax=true&filter%5Bemails%5D%5B%5D=person%2B0%40example.com&/,
		);
		expect(await filterQueries('id', [])).toEqual([]);
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

describe('what to do about an ID that is none', () => {
	it.each([
		[
			'Account',
			'Open the field and pick one from the list, or use Get Many Accounts to find the ID.',
		],
		['Mailbox', 'Open the field and pick one from the list.'],
		['Outreach Prospect ID', 'Get Many Prospects finds the ID for an email address.'],
	])('is said for %s', (field, hint) => {
		expect(readId('Northwind', field)).toMatchObject({ failure: { hint } });
		const empty = { message: `"${field}" is empty`, hint: expect.stringContaining(hint) };
		expect(readId('', field)).toMatchObject({ failure: empty });
	});

	it.each([
		['https://web.outreach.io/prospects/1001', 'The ID is the number at its end: write 1001'],
		['https://web.outreach.io/prospects/1001/?tab=a', 'write 1001'],
		['#1001', 'Write the number without the #: 1001'],
		['https://web.outreach.io/prospects', 'This is a web address'],
	])('is told from %s', (text, said) => {
		expect(recognizeNoId(text)).toContain(said);
	});
});

describe('a field that Modify does not know', () => {
	it.each([
		['Job Title', 'title'],
		['Title', 'title'],
		['first_name', 'firstName'],
		['opted out of calls', 'callOptedOut'],
	])('is close to one: %s', (name, meant) => {
		expect(didYouMean(name, prospectFields.modifiable)).toBe(`Did you mean ${meant}?`);
	});

	it('need not be close to any', () => {
		expect(didYouMean('custom151', prospectFields.modifiable)).toBe('');
	});

	it.each([
		['owner', 'Use Assign Owner to Prospects.'],
		['Account ID', 'Use Set Account on Prospects.'],
		['tags', 'Use Add Tags to Prospects or Remove Tags From Prospects.'],
		['trashedAt', 'Use Delete Prospects.'],
		['emails', undefined],
	])('may have another node: %s', (name, step) => {
		expect(otherWay(name, 'prospect')).toBe(step);
	});
});

describe('a value that Outreach refuses', () => {
	const refusal = (name: string, text: string) => ({
		kind: 'rejected' as const,
		message: `Outreach refused the request (422): ${name}: ${text}`,
		faults: [{ path: [name], text }],
	});

	it.each([
		['accountId', '9999', 'Account must exist.', '"Account" is 9999, but Outreach has no account'],
		['userIds', ['77'], 'Users must exist.', '"User Names or IDs" is 77, but Outreach has no user'],
		[
			'action',
			'prospectsAddTag',
			'Action is not included in the list.',
			'"Action" is "prospectsAddTag", but Outreach has no action with this name (422)',
		],
		['title', 'x', 'Title is too long.', '"title" is "x", but Outreach refused it (422)'],
	])('is named as the form names it: %s', (name, value, text, said) => {
		const { message, hint } = nameValue(refusal(name, text), { [name]: value });
		expect(message).toContain(said);
		expect(message).toContain(text);
		expect(hint).not.toBe('');
	});

	it('is left alone where it is not known which', () => {
		const failure = refusal('other', 'is wrong');
		expect(nameValue(failure, { accountId: '1' })).toBe(failure);
	});
});
