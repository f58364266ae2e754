import { shownIn } from '../../../nodes/Outreach/person/shownPerson';

it.each([
	[
		{ name: 'Ada', email: 'a@x.test' },
		{ name: 'Ada', email: 'a@x.test' },
	],
	[{ emails: ['a@x.test', 'b@x.test'] }, { email: 'a@x.test' }],
	[{ emails: 'a@x.test' }, { email: 'a@x.test' }],
	[{ email: '', emails: ['a@x.test'] }, { email: 'a@x.test' }],
	[{ emails: [null, 'b@x.test'] }, {}],
	[{ first_name: 'Ada', last_name: 'Morales' }, { name: 'Ada Morales' }],
	[{ firstName: ' Ada ', lastName: null }, { name: 'Ada' }],
	[{ full_name: 'Ada Morales', first_name: 'A.' }, { name: 'Ada Morales' }],
	[{ name: { first: 'Ada' }, email: 7, domain: 'x.test' }, {}],
	[null, {}],
	[['Ada'], {}],
])('a prospect: %j', (fields, shown) => {
	expect(shownIn(fields, 'prospect')).toEqual(shown);
});

it.each([
	[
		{ name: 'Northwind', domain: 'northwind.test' },
		{ name: 'Northwind', domain: 'northwind.test' },
	],
	[{ name: ' ', domain: null }, {}],
	// The name is that of the person.
	[{ name: 'Ada', email: 'a@x.test', domain: 'x.test' }, { domain: 'x.test' }],
	[{ name: 'Ada', first_name: 'Ada' }, {}],
])('an account: %j', (fields, shown) => {
	expect(shownIn(fields, 'account')).toEqual(shown);
});
