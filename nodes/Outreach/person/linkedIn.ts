import { readText } from '../../shared/read/text';
import { badInput, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';

/** How a person is known on LinkedIn. */
export interface LinkedInPage {
	/**
	 * Outreach's `linkedInSlug` as it was given, decoded. LinkedIn does not tell cases apart, but a look-up in
	 * Outreach may.
	 */
	slug: string;
	url: string;
}

const LONGEST = 200;
/** The page of a person; other pages are of companies, schools and posts. */
const PAGE =
	/^(?:https?:\/\/)?((?:[a-z\d-]+\.)?linkedin\.[a-z.]{2,20})\/in\/([^/?#\s]+)\/?(?:[/?#]\S*)?$/i;
const SLUG = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$/u;

/**
 * Reads the address of a person's page on LinkedIn, or the last part of it, the slug.
 *
 * @param field the label of the form field
 */
export function readLinkedIn(value: unknown, field: string): Result<LinkedInPage> {
	const allowed = 'the address of a page such as https://www.linkedin.com/in/ann-lee, or ann-lee';
	const text = readText(value, { field, allowed, ifEmpty: `Give ${allowed}.` });
	if (!text.ok) return text;
	const given = text.value.length > LONGEST ? '' : text.value;
	const [, host, part] = PAGE.exec(given) ?? [];
	const slug = decoded(part ?? given);
	if (slug === undefined || !SLUG.test(slug)) {
		return badInput(`"${field}" is ${printValue(value)}, but must be ${allowed}`);
	}
	const url =
		host === undefined ? `https://www.linkedin.com/in/${slug}` : `https://${host}/in/${part}`;
	return success({ slug, url });
}

/** The ways in which Outreach may keep a slug: it takes it from the address as it stands there. */
export function spellingsOf(slug: string): string[] {
	const encoded = encodeURIComponent(slug);
	const inLowerHex = encoded.replace(/%[A-F\d]{2}/g, (part) => part.toLowerCase());
	const capitalized = slug
		.toLowerCase()
		.replace(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase());
	const ways = [slug, encoded, inLowerHex].flatMap((one) => [one, one.toLowerCase()]);
	return [...new Set([...ways, capitalized])];
}

/** Tells whether a slug of Outreach, in lower case, is the one of a page. */
export function isSlug({ slug }: Pick<LinkedInPage, 'slug'>): (kept: string) => boolean {
	const spellings = new Set(spellingsOf(slug.toLowerCase()).map((one) => one.toLowerCase()));
	return (kept) => spellings.has(kept);
}

function decoded(part: string): string | undefined {
	try {
		return decodeURIComponent(part);
	} catch {
		return undefined;
	}
}
