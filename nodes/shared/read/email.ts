import { readDomain, unwrapped } from './domain';

const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** Dots stand between other characters, one at a time. */
const LOCAL = /^[a-z\d!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z\d!#$%&'*+/=?^_`{|}~-]+)*$/i;

/** What an expression that finds nothing leaves behind in an address that is put together. */
const LEFTOVER = /(?:^|[._+-])(?:undefined|NaN)(?:[._+-][^@]*)?@/;

/** What most addresses look like, with nothing around them. */
const PLAIN =
	/^(?=[^@]{1,64}@)[a-z\d+_-]+(?:\.[a-z\d+_-]+)*@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/**
 * Reads an email address in the case it has. "mailto:", "Ann <ann@example.com>", quotes, unseen marks
 * and a dot at the end are taken off. Letters outside a-z are refused, since some look like others. So
 * are addresses such as undefined@example.com.
 *
 * @returns nothing if it is no address
 */
export function readAddress(entry: string): string | undefined {
	const address = anyAddress(entry);
	return address === undefined || LEFTOVER.test(address) ? undefined : address;
}

function anyAddress(entry: string): string | undefined {
	// Long text is looked at no further, so that no text takes long.
	if (entry.length > LONGEST * 4) return undefined;
	if (entry.length <= LONGEST && PLAIN.test(entry)) return entry;
	const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>[\s"']*$/.exec(entry) ?? [];
	const address = addressIn(bracketed ?? entry);
	// A name may be the address once more. Another address is not known to be a name.
	const isOther = name.includes('@') && addressIn(name)?.toLowerCase() !== address?.toLowerCase();
	return isOther ? undefined : address;
}

function addressIn(text: string): string | undefined {
	const [, scheme, rest] = /^\s*(mailto:)?(.*)$/is.exec(unwrapped(text)) ?? [];
	const address = unwrapped(scheme ? rest.split('?')[0] : (rest ?? ''));
	const [local, host, ...more] = address.split('@');
	if (host === undefined || more.length > 0 || address.length > LONGEST) return undefined;
	if (local.length > LONGEST_LOCAL || !LOCAL.test(local)) return undefined;
	// In a link these stand for other characters.
	if (scheme && local.includes('%')) return undefined;
	const domain = readDomain(host);
	return domain === undefined ? undefined : `${local}@${domain}`;
}

/** The same in lower case. */
export function readEmail(entry: string): string | undefined {
	return readAddress(entry)?.toLowerCase();
}

/**
 * Splits text with email addresses, with or without names: `Ann <ann@example.com>, ben@example.com`.
 */
export function* splitAddresses(text: string): Generator<string> {
	// A comma between quotes belongs to the name.
	const hasNames = text.includes('<');
	const withoutNames = hasNames ? text.replace(/"[^"\r\n]*"(?=\s*<)/g, ' ') : text;
	for (const [part] of withoutNames.matchAll(/[^,;\r\n]+/g)) {
		if (part.includes('<')) yield* bracketedIn(part);
		else for (const [word] of part.matchAll(/\S+/g)) yield word;
	}
}

function bracketedIn(part: string): string[] {
	const found = part.match(/<[^<>]*>/g) ?? [];
	const around = part.replace(/<[^<>]*>/g, ' ');
	// What stands outside is a name, unless it is an address itself.
	return around.includes('@') || found.length === 0 ? [part] : found;
}
