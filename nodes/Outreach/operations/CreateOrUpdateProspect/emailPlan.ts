import { isFreeMail } from '../../../shared/freeMail';
import { registrableDomain } from '../../../shared/registrableDomain';

/** What becomes of the addresses that a prospect has besides the wanted ones. */
export type OtherEmails = 'removeWork' | 'keep' | 'replace';

/** The addresses that a prospect is to have. */
export interface EmailPlan {
	/** In their order, the wanted ones first. */
	emails: string[];
	/** Those of the prospect that are not among them. */
	removed: string[];
	/** Whether this is what the prospect has already. */
	isUnchanged: boolean;
}

export const sameEmail = (one: string, other: string): boolean =>
	one.toLowerCase() === other.toLowerCase();

/** Each text once, whatever its case. */
export function eachOnce(texts: string[]): string[] {
	const seen = new Set<string>();
	return texts.filter((text) => {
		const isNew = !seen.has(text.toLowerCase());
		seen.add(text.toLowerCase());
		return isNew;
	});
}

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1);

/** The companies that work addresses belong to; nothing for one that cannot be told. */
function companiesOf(emails: string[]): Array<string | undefined> {
	return emails
		.map(domainOf)
		.filter((domain) => !isFreeMail(domain))
		.map(registrableDomain);
}

/**
 * Whether an address is a work address of another company than the wanted ones are of. Where that cannot be
 * told, it is none.
 */
function isOfOtherCompany(email: string, wanted: string[]): boolean {
	const companies = companiesOf(wanted);
	const [own] = companiesOf([email]);
	const isSure = companies.length > 0 && companies.every((company) => company !== undefined);
	return isSure && own !== undefined && !companies.includes(own);
}

/**
 * Works out the addresses that a prospect is to have. An address that it has already keeps the case it has
 * there.
 *
 * @param wanted the new one first; none changes nothing
 */
export function planEmails(present: string[], wanted: string[], others: OtherEmails): EmailPlan {
	if (wanted.length === 0) return { emails: present, removed: [], isUnchanged: true };
	const first = eachOnce(wanted).map(
		(email) => present.find((one) => sameEmail(one, email)) ?? email,
	);
	const rest = eachOnce(present).filter((email) => !first.some((one) => sameEmail(one, email)));
	const isRemoved = (email: string) =>
		others === 'replace' || (others === 'removeWork' && isOfOtherCompany(email, first));
	const emails = [...first, ...rest.filter((email) => !isRemoved(email))];
	return {
		emails,
		removed: rest.filter(isRemoved),
		isUnchanged: isSameList(emails, present),
	};
}

/** Whether two lists have the same addresses in the same order, whatever their case. */
export function isSameList(one: string[], other: string[]): boolean {
	return one.length === other.length && one.every((email, at) => sameEmail(email, other[at]));
}
