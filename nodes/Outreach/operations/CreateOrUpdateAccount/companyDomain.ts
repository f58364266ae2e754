import { isFreeMail } from '../../../shared/freeMail';
import { plainWord } from '../../../shared/read/characters';
import { readDomain } from '../../../shared/read/domain';
import { isSharedHost } from '../../../shared/sharedHosts';
import { unicodeDomain } from './unicodeDomain';

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
const LONGEST = 2000;

/** An address of the web in its parts; a domain has no path. */
function partsOf(text: string): { host: string; path: string } | undefined {
	const word = plainWord(text);
	if (word.length > LONGEST || /\s/.test(word)) return undefined;
	const [, host = '', port = '', path = ''] =
		/^([^/?#:@]*)(:\d{1,5})?([/?#].*)?$/s.exec(word.replace(SCHEME, '').replace(/^\/\//, '')) ?? [];
	const domain = readDomain(host);
	if (domain === undefined) return undefined;
	return { host: domain, path: port + path };
}

/**
 * Reads the domain of a company: example.com, or the address of its website.
 *
 * @returns the host in the case it has; nothing for what is neither, and for a page on a site of many
 * companies or the domain of personal mailboxes, which would take one company for another
 */
export function readCompanyDomain(text: string): string | undefined {
	const parts = partsOf(text);
	return parts === undefined || noCompany(parts) ? undefined : parts.host;
}

/** What a text looks like that does not name the domain of a company; nothing if that cannot be told. */
export function recognizeNoCompany(text: string): string | undefined {
	const parts = partsOf(text);
	return parts && noCompany(parts);
}

function noCompany({ host }: { host: string }): string | undefined {
	const domain = host.toLowerCase();
	if (isFreeMail(bareDomain(domain))) {
		return 'This is a domain of personal mailboxes, and no company';
	}
	if (isSharedHost(domain)) return 'This is a site or an ending that many companies use';
	// What is left of "www.example.com" where the middle is lost.
	return /^www\.[^.]+$/.test(domain)
		? 'There is no domain between "www" and its ending'
		: undefined;
}

/** A domain as two are compared: in lower case, without www. */
export function bareDomain(host: string): string {
	const domain = host.toLowerCase();
	const rest = domain.slice('www.'.length);
	return domain.startsWith('www.') && rest.includes('.') ? rest : domain;
}

/** The domain that an account has, as two are compared; nothing if it has none. */
export function domainOfAccount(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const parts = partsOf(value) ?? partsOf(inAscii(value));
	return parts && bareDomain(parts.host);
}

/** An address whose domain has letters outside a-z, with the domain in the form that starts with xn--. */
function inAscii(address: string): string {
	try {
		return new URL(`https://${plainWord(address).replace(SCHEME, '')}`).hostname;
	} catch {
		return '';
	}
}

/**
 * The forms in which an account may have a domain. Outreach keeps what it was sent, and finds only that:
 * https://developers.outreach.io/api/reference
 *
 * @param host as it was given
 */
export function formsOf(host: string): string[] {
	const domain = bareDomain(host);
	const hosts = [...new Set([domain, unicodeDomain(domain)])].flatMap((one) => [one, `www.${one}`]);
	const addresses = ['https://', 'http://'].flatMap((scheme) =>
		hosts.flatMap((one) => [`${scheme}${one}`, `${scheme}${one}/`]),
	);
	return [...new Set([host, ...hosts, `WWW.${domain}`, ...addresses])];
}
