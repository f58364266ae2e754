import { ownField } from '../../../nodes/Outreach/modify/otherWay';

it.each([
	['owner', 'Owner'],
	['ownerId', 'Owner'],
	['account_id', 'Account'],
	['tags', 'Tags'],
	['email', 'Emails'],
	['emails', 'Emails'],
	['Email Address', 'Emails'],
	['stage', 'Stage'],
])('names the field of the form for %s', (name, label) => {
	expect(ownField(name, 'prospect')).toBe(`Use the field "${label}" of this node.`);
});

it('names none that the form of an account does not have', () => {
	expect(['account', 'stage', 'emails'].map((name) => ownField(name, 'account'))).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

it('names none for an ordinary field', () => {
	expect(['title', 'emailOptedOut', 'ownership'].map((name) => ownField(name, 'prospect'))).toEqual(
		[undefined, undefined, undefined],
	);
});
