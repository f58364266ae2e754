import { domainToUnicode } from 'node:url';
import { unicodeDomain } from '../../../nodes/Outreach/operations/CreateOrUpdateAccount/unicodeDomain';

it.each([
	'acme.com',
	'xn--mller-kva.de',
	'www.xn--bcher-kva.xn--vermgensberatung-pwb',
	'xn--80ak6aa92e.com',
	'xn--fsqu00a.xn--0zwm56d',
	'xn--strae-oqa.de',
	'xn--wgv71a119e.jp',
])('writes %s as Node does', (domain) => {
	expect(unicodeDomain(domain)).toBe(domainToUnicode(domain));
});

it.each(['xn--.de', 'xn--a-.de', 'xn--99999999999.de', 'xn--!!.de'])('survives %s', (domain) => {
	expect(typeof unicodeDomain(domain)).toBe('string');
});
