import { counted } from '../../../nodes/shared/counted';
import { refuseEmpty } from '../../../nodes/shared/read/text';

it('counts things in words', () => {
	const words = [0, 1, 2].map((many) => counted(many, 'entry', 'entries'));
	expect(words).toEqual(['0 entries', '1 entry', '2 entries']);
	expect(counted(1, 'call')).toBe('1 call');
	expect(counted(2, 'call')).toBe('2 calls');
});

it('says of one field that it is empty, and of several that they are', () => {
	const messages = ['Name', ['Name'], ['First Name', 'Last Name', 'Company']].map(
		(fields) => refuseEmpty(fields).failure.message,
	);
	expect(messages).toEqual([
		'"Name" is empty',
		'"Name" is empty',
		'"First Name" and "Last Name" and "Company" are empty',
	]);
});
