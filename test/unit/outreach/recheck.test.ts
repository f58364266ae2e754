import type { Resource } from '../../../nodes/Outreach/jsonApi';
import { prospectFilters } from '../../../nodes/Outreach/filter/filterFields';
import { readFilter, type GivenCondition } from '../../../nodes/Outreach/filter/readFilter';
import { fieldsToCheck, recheck } from '../../../nodes/Outreach/filter/recheck';

const filterOf = (...given: GivenCondition[]) => {
	const filter = readFilter(given, prospectFilters);
	if (!filter.ok) throw new Error(filter.failure.message);
	return filter.value;
};

const is = (field: string, value: unknown) => ({ field, operator: 'is', value });
const atLeast = (field: string, value: unknown) => ({ field, operator: 'atLeast', value });
const atMost = (field: string, value: unknown) => ({ field, operator: 'atMost', value });
const isEmpty = (field: string) => ({ field, operator: 'isEmpty' });
const isNotEmpty = (field: string) => ({ field, operator: 'isNotEmpty' });

const record = (attributes: object, owner?: unknown): Resource => ({
	type: 'prospect',
	id: 7,
	attributes: { ...attributes },
	relationships: owner === undefined ? undefined : { owner: { data: owner } },
});

const verdict = (one: Resource, ...given: GivenCondition[]) => {
	const [outside] = recheck([one], filterOf(...given), prospectFilters);
	if (outside === undefined) return 'inside';
	return outside.isUnread ? 'unread' : 'outside';
};

describe('a record that a filter found', () => {
	it.each<[string, Resource, GivenCondition]>([
		['a text in another case', record({ title: ' vp Sales' }), is('title', 'VP Sales')],
		['one of several texts', record({ title: 'COO' }), is('title', ['CEO', 'COO'])],
		['a number', record({ engagedScore: 5 }), is('engagedScore', '5.0')],
		['a number as text', record({ engagedScore: '5' }), atLeast('engagedScore', 5)],
		['the bound itself', record({ engagedScore: 5 }), atMost('engagedScore', 5)],
		['a day', record({ createdAt: '2026-01-31' }), atMost('createdAt', '2026-01-31')],
		[
			'a time in another zone',
			record({ createdAt: '2026-01-31T01:00:00+02:00' }),
			atMost('createdAt', '2026-01-30T23:00:00Z'),
		],
		[
			'a time with more digits',
			record({ touchedAt: '2026-01-31T00:00:00.123456Z' }),
			is('touchedAt', '2026-01-31T00:00:00.123Z'),
		],
		['an address among others', record({ emails: ['b@x.io', 'A@x.io'] }), is('emails', 'a@x.io')],
		['its id', record({}), is('id', '3, 7')],
		['a related record', record({}, { id: '2' }), is('owner', 2)],
		['nothing', record({ title: null }), isEmpty('title')],
		['an empty text', record({ title: '' }), isEmpty('title')],
		['no address', record({ emails: [] }), isEmpty('emails')],
		['something', record({ title: 'CEO' }), isNotEmpty('title')],
	])('is inside with %s', (_, one, condition) => {
		expect(verdict(one, condition)).toBe('inside');
	});

	it.each<[string, Resource, GivenCondition]>([
		['another text', record({ title: 'VP' }), is('title', 'VP Sales')],
		['nothing', record({ title: null }), is('title', 'VP Sales')],
		['another number', record({ engagedScore: 6 }), is('engagedScore', 5)],
		['a number too high', record({ engagedScore: 6 }), atMost('engagedScore', 5)],
		['a number too low', record({ engagedScore: 4 }), atLeast('engagedScore', 5)],
		[
			'a time too late',
			record({ createdAt: '2026-09-09T00:00:00.000Z' }),
			atMost('createdAt', '2026-01-31'),
		],
		['a day too early', record({ createdAt: '2025-12-31' }), atLeast('createdAt', '2026-01-01')],
		['no time at all', record({ touchedAt: null }), atMost('touchedAt', '2026-01-31')],
		['another address', record({ emails: ['b@x.io'] }), is('emails', 'a@x.io')],
		['no address', record({ emails: [] }), is('emails', 'a@x.io')],
		['another id', record({}), is('id', 8)],
		['another related record', record({}, { id: 3 }), is('owner', 2)],
		['no related record', record({}, null), is('owner', 2)],
		['something', record({ title: 'CEO' }), isEmpty('title')],
		['no text', record({ title: null }), isNotEmpty('title')],
		['no list', record({ emails: [] }), isNotEmpty('emails')],
	])('is outside with %s', (_, one, condition) => {
		expect(verdict(one, condition)).toBe('outside');
	});

	it.each<[string, Resource, GivenCondition]>([
		['came without the field', record({}), is('title', 'VP')],
		['came without related records', record({}), is('owner', 2)],
		['has no date there', record({ createdAt: 'soon' }), atMost('createdAt', '2026-01-31')],
		['has no number there', record({ engagedScore: 'x' }), is('engagedScore', 5)],
		['has an object there', record({ title: { x: 1 } }), is('title', 'VP')],
		['has no address that can be read', record({ emails: [5] }), is('emails', 'a@x.io')],
	])('counts as outside if it %s', (_, one, condition) => {
		expect(verdict(one, condition)).toBe('unread');
	});

	it('has to meet both ends of a range', () => {
		const range = [atLeast('engagedScore', 3), atMost('engagedScore', 5)];
		expect(
			[2, 3, 4, 5, 6].map((engagedScore) => verdict(record({ engagedScore }), ...range)),
		).toEqual(['outside', 'inside', 'inside', 'inside', 'outside']);
	});
});

it('says in words what a record contradicts, once for each record', () => {
	const filter = filterOf(is('title', ['A', 'B', 'C', 'D', 'E']), atMost('engagedScore', 5));
	const records = [
		record({ title: 'X', engagedScore: 9 }),
		record({ title: 'b', engagedScore: 9 }),
	];
	expect(recheck(records, filter, prospectFilters)).toEqual([
		{ id: '7', field: 'Title', asked: 'A or B or C or 2 more', has: 'X', isUnread: false },
		{ id: '7', field: 'Engaged Score', asked: 'at most 5', has: 9, isUnread: false },
	]);
});

it('names the fields that records have to come with', () => {
	expect(fieldsToCheck(filterOf(is('owner', 1), atMost('createdAt', '2026-01-31')))).toEqual([
		'owner',
		'createdAt',
	]);
	expect(fieldsToCheck(filterOf(is('id', 1)))).toEqual([]);
});
