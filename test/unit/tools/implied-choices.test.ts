import type { INodeProperties } from 'n8n-workflow';
import { withImpliedChoices } from '../../../tools/core-host/impliedChoices';

const field = (name: string, show?: Record<string, string[]>): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...(show && { displayOptions: { show } }),
});
const FORM = [
	{ ...field('selectBy'), default: 'email' },
	field('emails', { selectBy: ['email'] }),
	field('ids', { selectBy: ['ids'] }),
	{ ...field('fieldsToSet'), default: 'mapped' },
	field('json', { fieldsToSet: ['json'] }),
];

it.each([
	['a field of another choice makes the choice', { ids: '1' }, { selectBy: 'ids', ids: '1' }],
	['a field that is shown changes nothing', { emails: 'a@b.example' }, { emails: 'a@b.example' }],
	['a given choice stays', { selectBy: 'email', ids: '1' }, { selectBy: 'email', ids: '1' }],
	['each makes its own', { ids: '1', json: '{}' }, { selectBy: 'ids', fieldsToSet: 'json' }],
	['a field that the form does not have is left to n8n', { other: '1' }, { other: '1' }],
])('%s', (_, given, expected) => {
	expect(withImpliedChoices(FORM, given)).toEqual({ ...given, ...expected });
});
