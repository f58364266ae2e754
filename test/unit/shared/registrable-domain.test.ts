import fc from 'fast-check';
import { isFreeMail } from '../../../nodes/shared/freeMail';
import { registrableDomain } from '../../../nodes/shared/registrableDomain';

describe('the registrable domain', () => {
	it.each([
		['acme.com', 'acme.com'],
		['Mail.EU.Acme.COM', 'acme.com'],
		['acme.co.uk', 'acme.co.uk'],
		['mail.acme.co.uk', 'acme.co.uk'],
		['acme.com.au', 'acme.com.au'],
		['eu.acme.com.br', 'acme.com.br'],
		['a.b.acme.co.jp', 'acme.co.jp'],
		['mail.acme.de', 'acme.de'],
		['t.co', 't.co'],
		['x.t.company.io', 'company.io'],
		['news.acme.technology', 'acme.technology'],
	])('of %s is %s', (domain, own) => expect(registrableDomain(domain)).toBe(own));

	it.each(['com', 'co.uk', 'com.au', '', 'a..b', '.com'])('of %j there is none', (domain) =>
		expect(registrableDomain(domain)).toBeUndefined(),
	);

	it.each(['acme.com.xy', 'mail.acme.co.xy', 'acme.gov.fj', 'mail.ab.de'])(
		'of %s cannot be told',
		(domain) => expect(registrableDomain(domain)).toBeUndefined(),
	);

	it('is that of every domain below it, and of itself', () => {
		const label = fc.stringMatching(/^[a-z][a-z\d]{3,8}$/);
		const ending = fc.constantFrom('com', 'de', 'io', 'co.uk', 'com.au', 'co.jp', 'com.br');
		fc.assert(
			fc.property(fc.array(label, { maxLength: 3 }), label, ending, (below, name, end) => {
				const own = `${name}.${end}`;
				expect(registrableDomain([...below, own].join('.'))).toBe(own);
				expect(registrableDomain(own)).toBe(own);
			}),
		);
	});
});

describe('free mail', () => {
	it.each([
		'gmail.com',
		'GMAIL.com',
		'googlemail.com',
		'yahoo.com',
		'yahoo.co.uk',
		'hotmail.fr',
		'outlook.com.br',
		'gmx.de',
		'web.de',
		'proton.me',
		'icloud.com',
		'qq.com',
		'vip.163.com',
		'bigpond.com',
		'xtra.co.nz',
	])('is %s', (domain) => expect(isFreeMail(domain)).toBe(true));

	it.each([
		'acme.com',
		'gmail.acme.com',
		'mygmail.com',
		'gmail.com.acme.io',
		'co.uk',
		'google.com',
	])('is not %s', (domain) => expect(isFreeMail(domain)).toBe(false));
});
