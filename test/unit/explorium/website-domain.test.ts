import fc from 'fast-check';
import { isSharedHost } from '../../../nodes/shared/sharedHosts';
import { websiteDomain } from '../../../nodes/Explorium/websiteDomain';

describe('the domain of a website', () => {
	it.each([
		['https://acme.test', 'acme.test'],
		['http://www.acme.test/path', 'acme.test'],
		['//acme.test', 'acme.test'],
		['acme.test', 'acme.test'],
		['www.acme.test', 'acme.test'],
		['HTTPS://WWW.ACME.TEST/About', 'acme.test'],
		['https://acme.test:8443/x', 'acme.test'],
		['acme.test:443', 'acme.test'],
		['https://acme.test.', 'acme.test'],
		['https://www.acme.test./', 'acme.test'],
		['https://acme.test?utm_source=x', 'acme.test'],
		['https://acme.test#top', 'acme.test'],
		['https:\\\\acme.test\\x', undefined],
		['https://shop.acme.co.test/', 'shop.acme.co.test'],
		['https://www.shop.acme.test', 'shop.acme.test'],
		['https://wwwacme.test', 'wwwacme.test'],
		['https://www.test', 'www.test'],
		['https://www.www.acme.test', 'acme.test'],
		['https://bücher.example/', 'xn--bcher-kva.example'],
		['https://BÜCHER.example', 'xn--bcher-kva.example'],
		['https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
		['https://例え.テスト', 'xn--r8jz45g.xn--zckzah'],
		['  https://acme.test  ', 'acme.test'],
	])('of %j is %j', (website, domain) => {
		expect(websiteDomain(website)).toBe(domain);
	});

	it.each([
		undefined,
		null,
		'',
		'   ',
		7,
		true,
		{},
		['https://acme.test'],
		'Acme Inc.',
		'Acme',
		'https://',
		'https:///path',
		'localhost',
		'https://localhost:80',
		'https://192.168.0.1/',
		'https://[::1]/',
		'mailto:info@acme.test',
		'info@gmail.example',
		'https://user:password@acme.test',
		'ftp://acme.test',
		'javascript:alert(1)',
		'https://acme test',
		'https://acme..test',
		'https://-acme.test',
		'https://acme.test..',
		'n/a',
		'https://www.linkedin.com/company/acme',
		'gmail.com',
		'https://sites.google.com/view/acme',
		'co.uk',
		`https://${'a'.repeat(3000)}.test`,
		`https://${'a'.repeat(64)}.test`,
	])('is not made from %j', (website) => {
		expect(websiteDomain(website)).toBeUndefined();
	});

	const label = fc.stringMatching(/^[a-z][a-z\d]{0,10}$/).filter((text) => text !== 'www');
	const domain = fc
		.array(label, { minLength: 2, maxLength: 4 })
		.map((labels) => labels.join('.'))
		.filter((text) => !isSharedHost(text))
		// The URL standard reads a last label such as "0x1f" as a number.
		.filter((text) => !/\.(?:xn|0x).*$/.test(text));

	it('is the same in whatever form the website is written', () => {
		const form = fc.record({
			scheme: fc.constantFrom('', '//', 'http://', 'https://', 'HTTPS://', 'Http://'),
			www: fc.constantFrom('', 'www.', 'WWW.'),
			dot: fc.constantFrom('', '.'),
			port: fc.constantFrom('', ':80', ':8443'),
			tail: fc.constantFrom('', '/', '/a/b', '?q=https://b.test', '#x', '/@a', '/a:b'),
			isUpper: fc.boolean(),
		});
		fc.assert(
			fc.property(domain, form, (name, { scheme, www, dot, port, tail, isUpper }) => {
				const host = isUpper ? name.toUpperCase() : name;
				expect(websiteDomain(`${scheme}${www}${host}${dot}${port}${tail}`)).toBe(name);
			}),
		);
	});

	it('is a domain in lower-case ASCII or nothing, and the domain of itself', () => {
		const website = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 60 }),
			fc.string({ unit: 'grapheme', maxLength: 60 }),
			fc.webUrl({ withFragments: true, withQueryParameters: true }),
			fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => `https://${text}.test/`),
		);
		fc.assert(
			fc.property(website, (text) => {
				const found = websiteDomain(text);
				if (found === undefined) return;
				expect(found).toMatch(/^[a-z\d_-]+(?:\.[a-z\d_-]+)+$/);
				expect(websiteDomain(found)).toBe(found);
				expect(websiteDomain(`https://${found}/`)).toBe(found);
			}),
			{ numRuns: 2000 },
		);
	});
});
