import fc from 'fast-check';
import { keepingOptOuts, keepingOptOutsWithin } from '../../../nodes/Outreach/modify/optOut';

const SETS: Array<[string, unknown]> = [
	['optedOut', true],
	['emailOptedOut', 'true'],
	['callOptedOut', true],
	['emailsOptStatus', 'opted_out'],
	['callsOptStatus', 'opted_out'],
];
const names = fc.constantFrom(...SETS.map(([name]) => name));
const isSetting = (name: string, value: unknown) =>
	name.endsWith('Status') ? value === 'opted_out' : value === true || value === 'true';

it.each(SETS)('%s may be %s', (name, value) => {
	expect(keepingOptOuts({ title: 'CEO', [name]: value }).ok).toBe(true);
	expect(keepingOptOutsWithin({ a: [{ [name]: value }] }).ok).toBe(true);
	expect(keepingOptOutsWithin({ fieldName: name, fieldValue: value }).ok).toBe(true);
});

it('takes nothing else, wherever it stands', () => {
	const value = fc.oneof(
		fc.constantFrom<unknown>(
			false,
			'false',
			'',
			null,
			undefined,
			0,
			'opted_in',
			'TRUE',
			[true],
			{},
		),
		fc.anything(),
	);
	const put = fc.constantFrom<(name: string, value: unknown) => unknown>(
		(name, one) => ({ [name]: one }),
		(name, one) => [[{ more: { [name]: one } }]],
		(name, one) => ({ fieldName: name, fieldValue: one }),
		(name, one) => ({ field_name: name.toUpperCase(), 'field-value': one }),
		(name, one) => ({ [name.replace(/[A-Z]/g, (letter) => `_${letter}`)]: one }),
	);
	fc.assert(
		fc.property(names, value, put, (name, one, how) => {
			fc.pre(!isSetting(name, one));
			expect(keepingOptOuts({ [name]: one }).ok).toBe(false);
			expect(keepingOptOutsWithin(how(name, one))).toMatchObject({ failure: { kind: 'input' } });
		}),
	);
});

it('lets other data pass as it is', () => {
	const data = { optedOutAt: null, tags: ['optedOut'], fieldName: 'title', constructor: false };
	expect(keepingOptOutsWithin(data)).toEqual({ ok: true, value: data });
	expect(keepingOptOuts({ constructor: false, toString: null }).ok).toBe(true);
});
