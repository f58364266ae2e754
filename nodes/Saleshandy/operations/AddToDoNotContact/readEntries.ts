import { readDomain } from '../../../shared/read/domain';
import { readEmail, splitAddresses } from '../../../shared/read/email';
import { readList } from '../../../shared/read/list';
import { badInput, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import type { DncEntry } from '../../dnc';
import { recognizeNoEmail } from '../../foreignIds';
import { isShared } from './sharedDomains';

/** The label of the field. */
export const ENTRIES_FIELD = 'Emails and Domains';

/** Whether an entry stands for more than one address: with a star, or with nothing but marks before the @. */
const isPattern = (entry: string): boolean => /\*|(?:^|[\s<:"'])[^a-z\d\s<:"'@]+@/i.test(entry);

/** An entry as it is sent: an address or a domain, in lower case. */
function readEntry(entry: string): string | undefined {
	if (isPattern(entry)) return undefined;
	if (entry.includes('@')) return readEmail(entry);
	const domain = readDomain(entry)?.toLowerCase();
	// Nobody has an address that ends in it.
	return domain?.startsWith('www.') ? undefined : domain;
}

function recognize(entry: string): string | undefined {
	if (/^https?:|^www\.|\//i.test(entry)) {
		return 'This is a web address: give what follows the @ in the addresses, such as example.com';
	}
	if (entry.startsWith('@')) return 'Give the domain without the @';
	if (isPattern(entry)) {
		return 'Wildcards are not taken: give whole addresses, or the domain without anything before it';
	}
	return recognizeNoEmail(entry);
}

/**
 * Reads the addresses and domains of one input item, each once.
 *
 * @returns a failure for what is neither, and for a domain that would shut out people of many companies
 */
export function readDncValues(value: unknown): Result<string[]> {
	const values = readList(value, {
		field: ENTRIES_FIELD,
		allowed: 'an email address such as ann@example.com or a domain such as example.com',
		read: readEntry,
		split: splitAddresses,
		recognize,
	});
	if (!values.ok) return values;
	const shared = values.value.find((one) => !one.includes('@') && isShared(one));
	if (shared === undefined) return values;
	return badInput(
		`"${ENTRIES_FIELD}" holds the domain ${printValue(shared)}, which people of many companies share: nobody there would be contacted any more`,
		'Give the email addresses of the people, one by one.',
	);
}

/** The entry that a value stands for. */
export function entryOf(value: string): DncEntry {
	return { value, type: value.includes('@') ? 'email' : 'domain' };
}
