import fc from 'fast-check';
import {
	accountFilters,
	prospectFilters,
	type FilterField,
} from '../../../nodes/Outreach/filter/filterFields';
import {
	filterQuery,
	readFilter,
	type GivenCondition,
} from '../../../nodes/Outreach/filter/readFilter';

const BULK = 'actionParams[filter]';

/** The names and values that Outreach reads from the address of a filter. */
function sent(
	given: GivenCondition[],
	fields = prospectFilters,
	start: 'filter' | typeof BULK = 'filter',
) {
	const filter = readFilter(given, fields);
	if (!filter.ok) throw new Error(`${filter.failure.message} ${filter.failure.hint}`);
	return [...new URLSearchParams(filterQuery(filter.value, start))];
}

const is = (field: string, value: unknown): GivenCondition => ({ field, operator: 'is', value });

/** What a refusal says, in one line. */
function refusal(given: GivenCondition[], fields = prospectFilters): string {
	const filter = readFilter(given, fields);
	if (filter.ok) throw new Error(`not refused: ${JSON.stringify(filter.value.conditions)}`);
	expect(filter.failure.kind).toBe('input');
	return `${filter.failure.message} ${filter.failure.hint}`;
}

describe('a condition', () => {
	it.each([
		['text', 'title', ' Head of Growth ', 'Head of Growth'],
		['text that is a number', 'title', 7, '7'],
		['text of 500 characters', 'title', 'x'.repeat(500), 'x'.repeat(500)],
		['email', 'emails', 'Ann@Example.test', 'Ann@Example.test'],
		['id', 'id', ' 1001 ', '1001'],
		['id that is a number', 'id', 1001, '1001'],
		['number', 'engagedScore', ' 07.50', '7.5'],
		['zero', 'engagedScore', 0, '0'],
		['date', 'createdAt', '2026-01-31', '2026-01-31T00:00:00.000Z'],
		['time', 'createdAt', '2026-01-31T10:30:00+01:00', '2026-01-31T09:30:00.000Z'],
		['time as databases write it', 'createdAt', '2026-01-31 10:30Z', '2026-01-31T10:30:00.000Z'],
		['Date', 'touchedAt', new Date(0), '1970-01-01T00:00:00.000Z'],
		[
			"date of n8n's expressions",
			'touchedAt',
			{ toISO: () => '2026-01-31T10:00:00.000+02:00' },
			'2026-01-31T08:00:00.000Z',
		],
	])('takes a %s', (_, field, value, expected) => {
		expect(sent([is(field, value)])).toEqual([[`filter[${field}]`, expected]]);
	});

	it('takes lists, each value once', () => {
		expect(sent([is('title', ['CEO', ' CTO', 'CEO'])])).toEqual([
			['filter[title][]', 'CEO'],
			['filter[title][]', 'CTO'],
		]);
		// A list of one is one value: the shorter form means the same.
		expect(sent([is('title', ['CEO'])])).toEqual([['filter[title]', 'CEO']]);
	});

	it('splits text at commas for ids and emails only, which hold none', () => {
		expect(sent([is('id', '3, 1;2\n3')])).toEqual([
			['filter[id][]', '3'],
			['filter[id][]', '1'],
			['filter[id][]', '2'],
		]);
		expect(sent([is('emails', 'a@x.test b@x.test')])).toEqual([
			['filter[emails][]', 'a@x.test'],
			['filter[emails][]', 'b@x.test'],
		]);
		expect(sent([is('title', 'Partner, EMEA')])).toEqual([['filter[title]', 'Partner, EMEA']]);
	});

	it.each(['account', 'owner', 'persona', 'stage'])('names the related %s by its ID', (field) => {
		expect(sent([is(field, 8)])).toEqual([[`filter[${field}][id]`, '8']]);
		expect(sent([is(field, '8, 9')])).toEqual([
			[`filter[${field}][id][]`, '8'],
			[`filter[${field}][id][]`, '9'],
		]);
	});

	it.each([
		['atLeast', 'gte'],
		['atMost', 'lte'],
	])('compares numbers and dates by %s', (operator, bound) => {
		expect(sent([{ field: 'engagedScore', operator, value: '5' }])).toEqual([
			[`filter[engagedScore][${bound}]`, '5'],
		]);
		expect(sent([{ field: 'createdAt', operator, value: '2026-01-31' }])).toEqual([
			[`filter[createdAt][${bound}]`, '2026-01-31T00:00:00.000Z'],
		]);
	});

	it('asks whether there is a value, whatever value stands beside', () => {
		expect(sent([{ field: 'title', operator: 'isEmpty', value: 'CEO' }])).toEqual([
			['filter[title]', '__null__'],
		]);
		expect(sent([{ field: 'touchedAt', operator: 'isNotEmpty' }])).toEqual([
			['filter[touchedAt]', '__notnull__'],
		]);
	});

	it('stands beside others, in a list and in a bulk action', () => {
		const given = [
			is('owner', 8),
			{ field: 'createdAt', operator: 'atLeast', value: '2026-01-01' },
			{ field: 'createdAt', operator: 'atMost', value: '2026-01-31' },
		];
		expect(sent(given, prospectFilters, BULK)).toEqual([
			['actionParams[filter][owner][id]', '8'],
			['actionParams[filter][createdAt][gte]', '2026-01-01T00:00:00.000Z'],
			['actionParams[filter][createdAt][lte]', '2026-01-31T00:00:00.000Z'],
		]);
		expect(sent(given).map(([name]) => name)).toEqual([
			'filter[owner][id]',
			'filter[createdAt][gte]',
			'filter[createdAt][lte]',
		]);
	});
});

describe('what is refused', () => {
	const EMPTY: Array<[string, unknown]> = [
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['spaces', ' \t\n'],
		['an empty list', []],
		['a list of an empty text', ['']],
		['a list of nothing', [undefined]],
		['a list with a gap', ['1', null]],
		['a list in a list', [['1']]],
		['only commas', ' , ;'],
	];
	const ofEachType = ['title', 'emails', 'id', 'owner', 'engagedScore', 'createdAt'];

	it.each(EMPTY)('%s, for every type of field', (_, value) => {
		for (const field of ofEachType) {
			// For a text, commas are a text.
			if (field === 'title' && value === ' , ;') continue;
			const label = prospectFilters.find(({ name }) => name === field)?.label;
			expect(refusal([is(field, value)])).toContain(`"${label}" in "Filter"`);
		}
	});

	it.each([
		['emails', 'ann', 'an email address'],
		['emails', 'a@x.test, nobody', 'an email address'],
		['id', '1.5', 'an Outreach ID'],
		['id', '0', 'an Outreach ID'],
		['id', -1, 'an Outreach ID'],
		['owner', 'Ann', 'an Outreach ID'],
		['owner', { id: 8 }, 'an Outreach ID'],
		['engagedScore', 'high', 'a number'],
		['engagedScore', NaN, 'a number'],
		['engagedScore', Infinity, 'a number'],
		['engagedScore', true, 'a number'],
		['createdAt', 'yesterday', 'a date'],
		['createdAt', '31.01.2026', 'a date'],
		['createdAt', 1769817600000, 'a date'],
		['createdAt', '2026-13-01', 'a date'],
		// Read as a day in March, it would match what nobody meant.
		['createdAt', '2026-02-30', 'a date'],
		['createdAt', '2026-01-31 or so', 'a date'],
		['createdAt', new Date(NaN), 'a date'],
		['createdAt', { toISO: () => null }, 'a date'],
		['title', { name: 'CEO' }, 'text'],
		['title', true, 'text'],
		['title', '["CEO","CTO"', 'text'],
		['title', '[CEO, CTO]', 'text'],
		['title', ['CEO', {}], 'text'],
		// Half of an emoji, from a text that was cut: an address cannot hold it.
		['title', 'Chief \ud83d', 'text'],
		['title', 'x'.repeat(501), 'text of at most 500 characters'],
	])('%s is %j', (field, value, allowed) => {
		expect(refusal([is(field, value)])).toMatch(new RegExp(`must be ${allowed}`));
	});

	it.each(['__null__', ' __notnull__ ', '__any__'])('the text %j, which means more', (value) => {
		for (const given of [value, ['CEO', value]]) {
			expect(refusal([is('title', given)])).toContain('use "Is Empty"');
		}
		expect(refusal([{ ...is('createdAt', value), operator: 'atLeast' }])).toContain('a date');
	});

	it.each([undefined, null, '', 'jobTitle', 'Title', 'title ', 'owner.id', 'toString', 7, {}])(
		'the field %j',
		(field) => {
			const text = refusal([is('title', 'CEO'), { field, operator: 'is', value: '1' }]);
			expect(text).toMatch(/cannot filter by it|without a field/);
			expect(text).toContain('createdAt (Created At), emails (Email)');
		},
	);

	it('fields of the other record type, and what Outreach does not filter by', () => {
		expect(refusal([is('domain', 'x.test')])).toContain('"domain"');
		expect(refusal([is('emails', 'a@x.test')], accountFilters)).toContain('"emails"');
		for (const name of ['company', 'tags', 'custom1', 'q', 'named']) {
			expect(refusal([is(name, 'x')])).toContain(`"${name}"`);
			expect(refusal([is(name, 'x')], accountFilters)).toContain(`"${name}"`);
		}
	});

	it.each([undefined, null, '', 'IS', 'isnt', 'gte', {}])('the operator %j', (operator) => {
		expect(refusal([{ field: 'title', operator, value: 'CEO' }])).toContain(
			'It must be one of is (Is), atLeast (Is at Least), atMost (Is at Most), isEmpty (Is Empty), isNotEmpty (Is Not Empty).',
		);
	});

	it.each(['atLeast', 'atMost'])('%s for what has no order, or for several values', (operator) => {
		for (const [field, value] of [
			['title', 'M'],
			['emails', 'a@x.test'],
			['id', '5'],
			['owner', 5],
		]) {
			expect(refusal([{ field, operator, value }])).toMatch(
				/is (text|an email address|an ID), so "Is at (Least|Most)" does not work/,
			);
		}
		expect(refusal([{ field: 'engagedScore', operator, value: [1, 2] }])).toContain(
			'several values at once',
		);
	});

	it.each(['isEmpty', 'isNotEmpty'])('%s for ids', (operator) => {
		for (const field of ['id', 'owner', 'account']) {
			expect(refusal([{ field, operator }])).toContain('cannot be checked for being empty');
		}
	});

	it('no condition at all', () => {
		expect(refusal([])).toContain('every record');
	});

	// Of `filter[title]=A&filter[title]=B` only the last counts, and two lists become one: the
	// conditions would not all have to hold.
	it.each([
		['two values', is('title', 'A'), is('title', 'B')],
		['two lists', is('id', [1, 2]), is('id', [2, 3])],
		['a value and a list', is('owner', 1), is('owner', [1, 2])],
		['a value and "not empty"', is('title', 'A'), { field: 'title', operator: 'isNotEmpty' }],
		[
			'a value and a bound',
			is('engagedScore', 5),
			{ field: 'engagedScore', operator: 'atLeast', value: 4 },
		],
		[
			'the same bound twice',
			{ field: 'engagedScore', operator: 'atMost', value: 5 },
			{ field: 'engagedScore', operator: 'atMost', value: 4 },
		],
	])('several conditions on a field: %s', (_, one, other) => {
		expect(refusal([one, other])).toContain('several conditions');
		expect(refusal([other, is('firstName', 'Ann'), one])).toContain('several conditions');
	});
});

describe('any input whatever', () => {
	/** Any text, also with half characters. */
	const anyText = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: 'grapheme' }),
		fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
		fc.constantFrom('a&b=c', '[]', 'x][y', '%20', 'a+b', '#?', 'é😀', '..', '__null__', '"'),
	);
	const anyValue = fc.oneof(
		anyText,
		fc.anything(),
		fc.array(fc.oneof(anyText, fc.anything()), { maxLength: 3 }),
		fc.constantFrom<unknown>(undefined, null, '', ' ', [], [''], [[]], 0, -0, NaN, new Date(NaN)),
		fc.date({ noInvalidDate: false }),
		fc.integer(),
		fc.double(),
		fc.emailAddress(),
	);
	const names = [...prospectFilters, ...accountFilters].map(({ name }) => name);
	const mostly = (good: string[]) =>
		fc.oneof(
			{ weight: 9, arbitrary: fc.constantFrom(...good) },
			{ weight: 1, arbitrary: anyValue },
		);
	const condition = fc.record({
		field: mostly(names),
		operator: mostly(['is', 'is', 'atLeast', 'atMost', 'isEmpty', 'isNotEmpty']),
		value: anyValue,
	});
	const fieldsOf = fc.constantFrom(prospectFilters, accountFilters);

	it('makes no filter without a condition, nor one with an empty or special value', () => {
		let made = 0;
		const check = (given: GivenCondition[], fields: FilterField[]) => {
			const filter = readFilter(given, fields);
			if (!filter.ok) {
				expect(filter.failure.kind).toBe('input');
				return;
			}
			made += 1;
			const { conditions } = filter.value;
			expect(conditions.length).toBeGreaterThanOrEqual(given.length);
			expect(conditions.length).toBeGreaterThan(0);
			const asked = given.filter(({ operator }) => /^is(Not)?Empty$/.test(String(operator)));
			const special = conditions.filter(({ value }) => /^\s*__\w+__\s*$/.test(value));
			expect(special).toHaveLength(asked.length);
			for (const { path, value } of conditions) {
				expect(value.trim()).not.toBe('');
				expect(fields.map(({ name }) => name)).toContain(path[0]);
			}
			// What is there twice is a list of one condition, or Outreach would drop one of them.
			const single = conditions.filter(({ path }) => path.at(-1) !== '');
			expect(new Set(single.map(({ path }) => path.join())).size).toBe(single.length);
		};
		fc.assert(fc.property(fc.array(condition, { maxLength: 3 }), fieldsOf, check), {
			numRuns: 5_000,
		});
		// Otherwise the property would hold because everything is refused.
		expect(made).toBeGreaterThan(250);
	});

	it('arrives as it was given, and only that', () => {
		const text = anyText.filter((one) => readFilter([is('title', one)], prospectFilters).ok);
		const texts = fc.uniqueArray(text, { minLength: 2, selector: (one) => one.trim() });
		const related = fc.uniqueArray(fc.integer({ min: 1 }), { minLength: 1 });
		fc.assert(
			fc.property(text, texts, related, (one, list, ids) => {
				const given = [is('firstName', one), is('title', list), is('owner', ids)];
				const owner = ids.length === 1 ? '[owner][id]' : '[owner][id][]';
				for (const start of ['filter', BULK] as const) {
					expect(sent(given, prospectFilters, start)).toEqual([
						[`${start}[firstName]`, one.trim()],
						...list.map((title) => [`${start}[title][]`, title.trim()]),
						...ids.map((id) => [`${start}${owner}`, String(id)]),
					]);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
