import {
	bareDomain,
	domainOfAccount,
	formsOf,
	readCompanyDomain,
	recognizeNoCompany,
} from '../../../nodes/Outreach/operations/CreateOrUpdateAccount/companyDomain';

it.each([
	['acme.com', 'acme.com'],
	[' Acme.COM. ', 'Acme.COM'],
	['www.acme.com', 'www.acme.com'],
	['https://www.acme.com/about/us?x=1#top', 'www.acme.com'],
	['HTTP://acme.co.uk:8080/', 'acme.co.uk'],
	['//acme.com/a', 'acme.com'],
	['acme.com/careers', 'acme.com'],
	['xn--mller-kva.de', 'xn--mller-kva.de'],
])('%j has the domain %s', (text, domain) => {
	expect(readCompanyDomain(text)).toBe(domain);
});

it.each([
	'',
	'acme',
	'Acme Inc.',
	'ann@acme.com',
	'mailto:ann@acme.com',
	'https://ann:secret@acme.com/',
	'https://',
	'10.0.0.1',
	'https://10.0.0.1/x',
	'müller.de',
	'acme.com, other.com',
	'javascript:alert(1)',
	`https://${'a'.repeat(3000)}.com`,
	'gmail.com',
	'https://mail.yahoo.co.jp',
	'https://www.linkedin.com/company/acme',
	'de.linkedin.com/company/acme',
	'facebook.com?id=5',
	'linkedin.com',
	'https://www.linkedin.com/',
	'facebook.com',
	'co.uk',
	'www.co.uk',
	'github.io',
	'sites.google.com',
	'www.example',
])('%j has none', (text) => {
	expect(readCompanyDomain(text)).toBeUndefined();
});

it('says why some have none', () => {
	expect(recognizeNoCompany('gmail.com')).toMatch(/personal mailboxes/);
	expect(recognizeNoCompany('https://x.com/acme')).toMatch(/many companies use/);
	expect(recognizeNoCompany('Acme')).toBeUndefined();
});

it.each([
	['www.acme.com', 'acme.com'],
	['WWW.Acme.com', 'acme.com'],
	['www.com', 'www.com'],
	['www2.acme.com', 'www2.acme.com'],
])('%s is compared as %s', (host, bare) => {
	expect(bareDomain(host)).toBe(bare);
});

it('reads what accounts have as their domain', () => {
	expect(domainOfAccount('https://www.Acme.com/')).toBe('acme.com');
	expect(domainOfAccount('http://Müller.de/')).toBe('xn--mller-kva.de');
	expect(domainOfAccount('linkedin.com/company/acme')).toBe('linkedin.com');
	for (const odd of [null, undefined, '', 'n/a', 7]) expect(domainOfAccount(odd)).toBeUndefined();
});

it('looks up every form once, the given one first', () => {
	expect(formsOf('acme.com')).toEqual([
		'acme.com',
		'www.acme.com',
		'WWW.acme.com',
		'https://acme.com',
		'https://acme.com/',
		'https://www.acme.com',
		'https://www.acme.com/',
		'http://acme.com',
		'http://acme.com/',
		'http://www.acme.com',
		'http://www.acme.com/',
	]);
	expect(formsOf('xn--mller-kva.de')).toEqual(
		expect.arrayContaining(['xn--mller-kva.de', 'müller.de', 'www.müller.de', 'https://müller.de']),
	);
	expect(formsOf('WWW.acme.com')[0]).toBe('WWW.acme.com');
});
