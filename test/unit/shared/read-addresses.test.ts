import fc from 'fast-check';
import { readDomain } from '../../../nodes/shared/read/domain';
import { readAddress, readEmail, splitAddresses } from '../../../nodes/shared/read/email';
import { readList } from '../../../nodes/shared/read/list';

const ADDRESS = 'Ann.Lee+x@Acme.example';

it('takes names for what they are, also if they look like what an expression leaves behind', () => {
	for (const address of ['nan@acme.example', 'null@acme.example', 'undefinedx@acme.example']) {
		expect(readAddress(address)).toBe(address);
	}
});

describe('an email address', () => {
	it.each([
		ADDRESS,
		` ${ADDRESS} `,
		`mailto:${ADDRESS}`,
		`MAILTO:${ADDRESS}?subject=Hi%20there`,
		`<${ADDRESS}>`,
		`Ann Lee <${ADDRESS}>`,
		`"Lee, Ann" <${ADDRESS}>`,
		`<mailto:${ADDRESS}>`,
		`"${ADDRESS}"`,
		`'${ADDRESS}'`,
		`“${ADDRESS}”`,
		`${ADDRESS}.`,
		`\uFEFFAnn.Lee\u200B+x@Acme.example\u00A0`,
	])('is taken out of %j', (text) => {
		expect(readAddress(text)).toBe(ADDRESS);
		expect(readEmail(text)).toBe(ADDRESS.toLowerCase());
	});

	it.each([
		'ann@acme',
		'undefined@acme.example',
		'ann.undefined@acme.example',
		'undefined.lee@acme.example',
		'mailto:undefined@acme.example',
		'Ann <undefined@acme.example>',
		'NaN@acme.example',
		'acme.example',
		'ann@',
		'@acme.example',
		'ann@@acme.example',
		'ann@acme..example',
		'ann@acme.example..',
		'ann@-acme.example',
		'ann@acme.1',
		'ann lee@acme.example',
		// A Kelvin sign, a Cyrillic a, an accent, a full-width letter, a long s.
		'\u212Aate@acme.example',
		'\u0430nn@acme.example',
		'jos\u00E9@acme.example',
		'ann@\uFF41cme.example',
		'ann@acme.\u212Aom',
		'mi\u017Fs@acme.example',
		'mailto:a%40b@acme.example',
		'ann@acme.example, ben@acme.example',
		`${'a'.repeat(65)}@acme.example`,
		`ann@${'a.'.repeat(200)}example`,
		'',
	])('is none: %j', (text) => {
		expect(readAddress(text)).toBeUndefined();
	});

	it('is read the same in any list', () => {
		const name = fc.constantFrom('', 'Ann Lee ', '"Lee, Ann" ', "O'Neil ");
		const address = fc.integer({ min: 1, max: 999 }).map((id) => `p${id}@acme.example`);
		const rule = { field: 'Emails', allowed: 'an address', read: readEmail, split: splitAddresses };
		fc.assert(
			fc.property(
				fc.uniqueArray(address, { minLength: 1 }),
				name,
				fc.constantFrom(', ', ',', ';', '\n', ' ;\r\n'),
				(list, before, between) => {
					const named = list.map((one) => `${before}<${one}>`);
					const forms = [
						list,
						[list],
						named,
						JSON.stringify(list),
						JSON.stringify(named),
						list.join(between),
						list.join(' '),
						named.join(between),
						list.map((one) => `mailto:${one}`).join(between),
						list.map((one) => `${one.toUpperCase()}.`).join(between),
					];
					for (const form of forms) {
						expect(readList(form, rule)).toEqual({ ok: true, value: list });
					}
				},
			),
		);
	});

	it('may be its own name, but not that of another one', () => {
		const read = (text: string) => [...splitAddresses(text)].map(readAddress);
		expect(read(`${ADDRESS} <${ADDRESS.toLowerCase()}>`)).toEqual([ADDRESS.toLowerCase()]);
		expect(read('ann@acme.example <ben@acme.example>')).toEqual([undefined]);
	});
});

describe('a domain', () => {
	it.each([
		['Acme.example', 'Acme.example'],
		[' acme.example. ', 'acme.example'],
		['"acme.example"', 'acme.example'],
		['ac\u200Bme.example', 'acme.example'],
		['xn--mller-kva.example', 'xn--mller-kva.example'],
	])('is read from %j', (text, domain) => {
		expect(readDomain(text)).toBe(domain);
	});

	it.each([
		'acme',
		'https://acme.example',
		'acme.example/x',
		'ann@acme.example',
		'm\u00FCller.example',
		'\u212Aelvin.example',
		'acme..example',
		'.example',
		'1.2.3.4',
		'12,345',
		'',
	])('is none: %j', (text) => {
		expect(readDomain(text)).toBeUndefined();
	});
});
