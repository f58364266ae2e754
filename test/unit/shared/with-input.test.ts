import { withInput } from '../../../nodes/shared/withInput';

const OWN = { id: 7, status: 'done' };

it('keeps the fields of the input item behind those of the node', () => {
	const shown = withInput(OWN, { title: 'CEO', score: null });
	expect(shown).toEqual({ id: 7, status: 'done', title: 'CEO', score: null });
	expect(Object.keys(shown)).toEqual(['id', 'status', 'title', 'score']);
});

it('keeps what the input item has under the name of a field of the node aside', () => {
	expect(withInput(OWN, { id: '7', status: 'new', title: 'CEO' })).toEqual({
		id: 7,
		status: 'done',
		title: 'CEO',
		input: { id: '7', status: 'new' },
	});
});

it('keeps nothing aside that is the same', () => {
	expect(withInput(OWN, { id: 7 })).toEqual(OWN);
});

it('keeps aside what would be taken for the word of the node', () => {
	const input = { name: 'Ada Morales', error: 'refused', title: 'CEO' };
	expect(withInput(OWN, input, ['name', 'error'])).toEqual({
		...OWN,
		title: 'CEO',
		input: { name: 'Ada Morales', error: 'refused' },
	});
	expect(withInput({ ...OWN, name: 'Ada Morales' }, input, ['name'])).toEqual({
		...OWN,
		name: 'Ada Morales',
		error: 'refused',
		title: 'CEO',
	});
});

it('merges and copies nothing inside of a field', () => {
	const company = { name: 'Northwind', deep: { list: [1] } };
	const own = { company: { id: 1 } };
	const shown = withInput(own, { company, other: company });
	expect(shown.company).toBe(own.company);
	expect(shown.other).toBe(company);
	expect(shown.input).toEqual({ company });
	expect((shown.input as typeof own).company).toBe(company);
});

it('does not lose a field "input" of the input item', () => {
	expect(withInput(OWN, { input: 'typed' })).toEqual({ ...OWN, input: 'typed' });
	expect(withInput(OWN, { input: { a: 1 }, id: 8 })).toEqual({
		...OWN,
		input: { id: 8, input: { a: 1 } },
	});
});

it('takes names that objects have by themselves for fields like any other', () => {
	const input = JSON.parse('{"__proto__":{"isAdmin":true},"constructor":1,"toString":"x"}');
	const shown = withInput(OWN, input);
	expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
	expect(shown.isAdmin).toBeUndefined();
	expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
	expect(Object.entries(shown)).toEqual([...Object.entries(OWN), ...Object.entries(input)]);
	const own = JSON.parse('{"__proto__":"own"}');
	const aside = withInput(own, input).input as object;
	expect(Object.getPrototypeOf(aside)).toBe(Object.prototype);
	expect(Object.entries(aside)).toEqual([['__proto__', { isAdmin: true }]]);
});

it('leaves both as they were', () => {
	const input = Object.freeze({ id: 8, title: 'CEO', input: 1 });
	withInput(Object.freeze({ ...OWN }), input);
	expect(input).toEqual({ id: 8, title: 'CEO', input: 1 });
});
