import { isFreeMail } from '../../../shared/freeMail';
import { registrableDomain } from '../../../shared/registrableDomain';
import { remember } from '../../../shared/remember';

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

/** What the domain of an address tells. */
interface Mailbox {
	isPrivate: boolean;
	/** Nothing where it cannot be told. */
	company?: string;
}

function mailboxAt(domain: string): Mailbox {
	return isFreeMail(domain)
		? { isPrivate: true }
		: { isPrivate: false, company: registrableDomain(domain) };
}

/**
 * Tells which addresses stay after several changes: private ones, work addresses of the company that each
 * change is of, and those of which it cannot be told.
 *
 * A change is to be noted once it is known which of its own addresses stay: from the last one to the first.
 */
function companyGuard(): { stays: (email: string) => boolean; note: (emails: string[]) => void } {
	const mailbox = remember(mailboxAt);
	let allowed: Set<string> | undefined;
	return {
		stays: (email) => {
			const { company } = mailbox(domainOf(email));
			return allowed === undefined || company === undefined || allowed.has(company);
		},
		note: (emails) => {
			const work = emails.map((email) => mailbox(domainOf(email))).filter((one) => !one.isPrivate);
			const companies = new Set(work.map(({ company }) => company));
			// A change that may be of any company says of none that it was left.
			if (companies.size === 0 || companies.has(undefined)) return;
			const known = [...companies].filter((company) => company !== undefined);
			allowed = new Set(known.filter((company) => allowed?.has(company) ?? true));
		},
	};
}

/**
 * Works out the addresses that a prospect is to have after several changes, as if one were made after the
 * other. An address that it has already keeps the case it has there.
 *
 * What the changes give is all wanted, but for work addresses of companies that a later change leaves: these
 * could be mailed.
 *
 * @param changes the addresses that each gives, the new one first; the last change comes last. None changes
 * nothing
 */
export function planEmails(present: string[], changes: string[][], others: OtherEmails): EmailPlan {
	const guard = companyGuard();
	const stays = (email: string) => others === 'keep' || guard.stays(email);
	const wanted: string[] = [];
	for (const emails of [...changes].reverse()) {
		wanted.push(...emails.filter(stays));
		guard.note(emails);
	}
	if (wanted.length === 0) return { emails: present, removed: [], isUnchanged: true };
	const casing = new Map([...present].reverse().map((email) => [email.toLowerCase(), email]));
	const first = eachOnce(wanted).map((email) => casing.get(email.toLowerCase()) ?? email);
	const isWanted = new Set(first.map((email) => email.toLowerCase()));
	const rest = eachOnce(present).filter((email) => !isWanted.has(email.toLowerCase()));
	const isKept = (email: string) => others !== 'replace' && stays(email);
	const emails = [...first, ...rest.filter(isKept)];
	return {
		emails,
		removed: rest.filter((email) => !isKept(email)),
		isUnchanged: isSameList(emails, present),
	};
}

/** Whether two lists have the same addresses in the same order, whatever their case. */
export function isSameList(one: string[], other: string[]): boolean {
	return one.length === other.length && one.every((email, at) => sameEmail(email, other[at]));
}
