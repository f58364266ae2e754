import fc from 'fast-check';
import {
	isSameList,
	planEmails,
	type OtherEmails,
} from '../../../nodes/Outreach/operations/CreateOrUpdateProspect/emailPlan';
import { isFreeMail } from '../../../nodes/shared/freeMail';
import { registrableDomain } from '../../../nodes/shared/registrableDomain';

const NEW = 'ann@atlas.example';

describe('the addresses that a prospect is to have', () => {
	it.each<[string, OtherEmails, string[], string[], string[], string[]]>([
		['nothing wanted', 'replace', ['a@old.example'], [], ['a@old.example'], []],
		['nothing there', 'removeWork', [], [NEW], [NEW], []],
		['a former employer', 'removeWork', ['a@old.example'], [NEW], [NEW], ['a@old.example']],
		['a private one', 'removeWork', ['a@gmail.com'], [NEW], [NEW, 'a@gmail.com'], []],
		[
			'the same company',
			'removeWork',
			['a@eu.atlas.example'],
			[NEW],
			[NEW, 'a@eu.atlas.example'],
			[],
		],
		[
			'companies below one ending',
			'removeWork',
			['a@old.co.uk'],
			['a@new.co.uk'],
			['a@new.co.uk'],
			['a@old.co.uk'],
		],
		[
			'an ending that is not known',
			'removeWork',
			['a@old.com.xy'],
			[NEW],
			[NEW, 'a@old.com.xy'],
			[],
		],
		[
			'a new one with such an ending',
			'removeWork',
			['a@old.example'],
			['a@b.com.xy'],
			['a@b.com.xy', 'a@old.example'],
			[],
		],
		[
			'a private new one',
			'removeWork',
			['a@old.example'],
			['a@gmail.com'],
			['a@gmail.com', 'a@old.example'],
			[],
		],
		[
			'a new one that is there last',
			'keep',
			['a@old.example', 'Ann@atlas.example'],
			[NEW],
			['Ann@atlas.example', 'a@old.example'],
			[],
		],
		[
			'all others',
			'replace',
			['a@old.example', 'a@gmail.com'],
			[NEW],
			[NEW],
			['a@old.example', 'a@gmail.com'],
		],
	])('with %s (%s)', (_, others, present, wanted, emails, removed) => {
		expect(planEmails(present, [wanted], others)).toMatchObject({ emails, removed });
	});

	it('are left alone where they are right already, whatever their case', () => {
		expect(planEmails([NEW, 'a@gmail.com'], [['ANN@Atlas.example']], 'removeWork')).toEqual({
			emails: [NEW, 'a@gmail.com'],
			removed: [],
			isUnchanged: true,
		});
	});
});

describe('whatever the addresses', () => {
	const domain = fc.constantFrom(
		'atlas.example',
		'eu.atlas.example',
		'old.example',
		'acme.co.uk',
		'beta.co.uk',
		'odd.com.xy',
		'gmail.com',
		'yahoo.co.uk',
		'Web.DE',
	);
	const email = fc
		.tuple(fc.constantFrom('ann', 'Ann', 'ben'), domain)
		.map(([name, host]) => `${name}@${host}`);
	const list = fc.array(email, { maxLength: 6 });
	const some = fc.array(email, { minLength: 1, maxLength: 3 });
	const how = fc.constantFrom<OtherEmails>('removeWork', 'keep', 'replace');

	const lower = (emails: string[]) => emails.map((one) => one.toLowerCase());
	const hostOf = (one: string) => one.split('@')[1];
	const isWork = (one: string) => !isFreeMail(hostOf(one));

	it('the first is the wanted one, and each comes once', () => {
		fc.assert(
			fc.property(list, some, how, (present, wanted, others) => {
				const emails = lower(planEmails(present, [wanted], others).emails);
				expect(emails[0]).toBe(wanted[0].toLowerCase());
				expect(new Set(emails).size).toBe(emails.length);
				expect(lower(wanted).every((one) => emails.includes(one))).toBe(true);
			}),
		);
	});

	it('each of those there stays, or is named as removed', () => {
		fc.assert(
			fc.property(list, list, how, (present, wanted, others) => {
				const { emails, removed, isUnchanged } = planEmails(present, [wanted], others);
				const all = new Set(lower([...emails, ...removed]));
				expect(lower(present).every((one) => all.has(one))).toBe(true);
				expect(lower(removed).some((one) => lower(emails).includes(one))).toBe(false);
				expect(isUnchanged).toBe(isSameList(emails, present));
			}),
		);
	});

	it('by default no private one is removed, and no work address of another company stays', () => {
		fc.assert(
			fc.property(list, some, (present, wanted) => {
				const { emails, removed } = planEmails(present, [wanted], 'removeWork');
				expect(removed.every(isWork)).toBe(true);
				const companies = wanted.filter(isWork).map((one) => registrableDomain(hostOf(one)));
				if (companies.length === 0 || companies.includes(undefined)) {
					expect(removed).toEqual([]);
					return;
				}
				const left = emails.filter(isWork).map((one) => registrableDomain(hostOf(one)));
				expect(left.filter((one) => one !== undefined && !companies.includes(one))).toEqual([]);
			}),
		);
	});

	it('several changes at once are as one after the other', () => {
		const changes = fc.array(some, { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(list, changes, fc.constantFrom('removeWork', 'keep'), (present, all, others) => {
				const stepByStep = all.reduce(
					(emails, wanted) => planEmails(emails, [wanted], others).emails,
					present,
				);
				const { emails, removed } = planEmails(present, all, others);
				expect(lower(emails)).toEqual(lower(stepByStep));
				expect(lower(removed).some((one) => lower(emails).includes(one))).toBe(false);
			}),
		);
	});

	it('replacing all keeps what any change gives, but for companies that a later one leaves', () => {
		const changes = [['a@b.example', 'a@gmail.com'], ['a@c.example']];
		expect(planEmails(['a@old.example', 'a@web.de'], changes, 'replace')).toMatchObject({
			emails: ['a@c.example', 'a@gmail.com'],
			removed: ['a@old.example', 'a@web.de'],
		});
	});

	it('nothing is removed where they are kept, or none is wanted', () => {
		fc.assert(
			fc.property(list, some, how, (present, wanted, others) => {
				expect(planEmails(present, [wanted], 'keep').removed).toEqual([]);
				expect(planEmails(present, [], others)).toMatchObject({ emails: present, removed: [] });
			}),
		);
	});
});
