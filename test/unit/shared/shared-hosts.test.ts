import { isSharedHost } from '../../../nodes/shared/sharedHosts';

it.each([
	'co.uk',
	'www.com.au',
	'github.io',
	'sites.google.com',
	'facebook.com',
	'LinkedIn.com',
	'www.linkedin.com',
	'de.linkedin.com',
	'gmail.com',
])('%s belongs to many', (host) => expect(isSharedHost(host)).toBe(true));

it.each([
	'acme.com',
	'acme.co.uk',
	'www.acme.co.uk',
	'acme.github.io',
	'google.com',
	'ab.de',
	't.co',
	'xlinkedin.com',
	'netflix.com',
	'www.com',
])('%s may be that of one company', (host) => expect(isSharedHost(host)).toBe(false));
