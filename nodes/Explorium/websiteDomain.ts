import { textIn } from '../shared/answers';
import { readDomain } from '../shared/read/domain';
import { isSharedHost } from '../shared/sharedHosts';

const SCHEME = /^(?:https?:)?\/\//i;
/** Longer ones are no address of a website. */
const LONGEST = 2048;

/**
 * The domain of a website as Explorium writes it, such as `example.com` for
 * `HTTP://www.Example.com:80/about`: without scheme, `www.`, port, path, query and the dot at its end, in
 * lower case, and in the form with `xn--` where it has letters outside a-z.
 *
 * @returns nothing where there is no website, its address holds no domain, or the domain belongs to many,
 * such as linkedin.com: it would take one company for another
 */
export function websiteDomain(website: unknown): string | undefined {
	const address = textIn(website);
	if (address === undefined || address.length > LONGEST) return undefined;
	const rest = address.replace(SCHEME, '');
	const [authority] = rest.split(/[/\\?#]/);
	// Another scheme such as "mailto:", a login, or an email address: that is no website.
	if (authority.includes('@') || /\s|:(?!\d*$)/.test(authority)) return undefined;
	const host = hostOf(authority);
	const domain = host === undefined ? undefined : readDomain(host);
	return domain === undefined || isSharedHost(domain) ? undefined : withoutWww(domain);
}

/** In lower case, and in ASCII. */
function hostOf(authority: string): string | undefined {
	try {
		return new URL(`https://${authority}`).hostname;
	} catch {
		return undefined;
	}
}

/** "www.com" is a domain itself. */
const withoutWww = (domain: string) => domain.replace(/^(?:www\.)+(?=[^.]+\.)/, '');
