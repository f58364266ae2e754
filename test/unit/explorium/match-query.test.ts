import { readQuery } from '../../../nodes/Explorium/operations/MatchProspects/readQuery';
import { readAddress } from '../../../nodes/shared/read/email';
import { threadMs } from '../../support/threadMs';

const EMPTY = {
	email: '',
	linkedin: '',
	phone_number: '',
	full_name: '',
	company_name: '',
	business_id: '',
};
const read = (form: object) => readQuery({ ...EMPTY, ...form });

describe('a LinkedIn URL', () => {
	it.each([
		'https://linkedin.com.evil.com/in/ann',
		'https://evil.com/linkedin.com/in/ann',
		'https://notlinkedin.com/in/ann',
		'https://linkedin.com/in/',
		'https://linkedin.com/in//ann',
		'https://linkedin.com/in/undefined',
		'https://linkedin.com/in/undefined/',
		'https://linkedin.com/in/null?trk=1',
		'https://linkedin.com/in/NaN',
		'https://linkedin.com/in/[object%20Object]',
		'https://linkedin.com/in/.',
		'https://linkedin.com/in/..',
		'https://linkedin.com/in/%2e%2e',
		'https://linkedin.com/in/../in/ann',
		'https://linkedin.com/in/ann/..',
		'https://linkedin.com/in/ann/in/bob',
		'https://linkedin.com/in/ann/pub/bob/1/2/3',
		'https://linkedin.com/in/ann,https://linkedin.com/in/bob',
		'https://linkedin.com/in/ann linkedin.com/in/bob',
	])('is not %s', (linkedin) => {
		expect(read({ linkedin })).toMatchObject({
			ok: false,
			failure: { kind: 'input', message: expect.stringMatching(/^"LinkedIn URL" is/) },
		});
	});

	it.each([
		'linkedin.com/in/ann',
		'https://www.linkedin.com/in/ann/',
		'https://de.linkedin.com/in/ann/en',
		'https://www.linkedin.com/in/ann/details/experience/',
		'https://www.linkedin.com/in/ann-m%C3%BCller-1a2b?trk=a/b#top',
		'https://www.linkedin.com/in/100%25-ann',
		'https://www.linkedin.com/in/nullmann',
		'http://de.linkedin.com/pub/ada-morales/1/2/3',
	])('may be %s', (linkedin) => {
		expect(read({ linkedin })).toEqual({ ok: true, value: { linkedin } });
	});
});

describe('a name', () => {
	it.each(['Ann undefined', 'undefined Smith', 'NaN Smith', 'Ann [object Object]', 'a\tundefined'])(
		'is not %j',
		(name) => {
			const asked = { full_name: 'Ann Lee', company_name: 'Acme' };
			for (const [field, label] of [
				['full_name', 'Full Name'],
				['company_name', 'Company Name'],
			]) {
				expect(read({ ...asked, [field]: name })).toMatchObject({
					failure: { message: expect.stringContaining(`"${label}" is`) },
				});
			}
		},
	);

	it.each(['Christopher Null', 'Nan Goldin', 'Ann Undefinedson'])('may be %s', (full_name) => {
		expect(read({ full_name, company_name: 'Undefined Labs' })).toMatchObject({ ok: true });
	});
});

describe('an email address', () => {
	it.each(['.a@x.com', 'a.@x.com', 'a..b@x.com', '.@x.com', '!.@x.com', 'Ann <a..b@x.com>'])(
		'is not %s',
		(address) => expect(readAddress(address)).toBeUndefined(),
	);

	it.each(['a.b@x.com', 'a.b.c+d@x.com', "o'neill.a@x.com", `${'a'.repeat(64)}@x.com`])(
		'may be %s',
		(address) => expect(readAddress(address)).toBe(address),
	);

	it('of any length is read in a moment', () => {
		const began = threadMs();
		for (const text of ['a.'.repeat(500), `${'a'.repeat(900)}!`, `${'a.'.repeat(100)}@`]) {
			expect(readAddress(text)).toBeUndefined();
		}
		expect(threadMs() - began).toBeLessThan(500);
	});
});

describe('a phone number', () => {
	it.each(['-14155550000', '/14155550000', '.14155550000', '+-14155550000', 'tel:-14155550000'])(
		'is refused as %s',
		(phone_number) =>
			expect(read({ phone_number })).toMatchObject({
				failure: { message: expect.stringContaining('"Phone Number"') },
			}),
	);

	it.each(['+14155550000', '+ 1 (415) 555-0000', '(415) 555-0000', '1-415-555-0000 x12'])(
		'is read as %s',
		(phone_number) => expect(read({ phone_number })).toEqual({ ok: true, value: { phone_number } }),
	);
});
