import type { IDataObject } from 'n8n-workflow';
import { isObject, textIn } from '../shared/answers';
import { reasonIn } from './answers/readRows';
import type { EnrichedRow } from './records';

/** The only status with which an address may be written to. Others, such as "catch-all", prove nothing. */
const VERIFIED = 'valid';

/** Explorium lists email addresses as objects, and may list phone numbers so too, or name one alone. */
function texts(value: unknown, key: string): string[] {
	const list = Array.isArray(value) ? value : [value];
	return list
		.map((entry) => textIn(isObject(entry) ? entry[key] : entry))
		.filter((entry) => entry !== undefined);
}

const isAddress = (text: string | undefined) => text?.includes('@') === true;

/**
 * The contact data worth having, flat. `found` is false where Explorium knows nothing; `reason` is why,
 * where it says so.
 * `verified_email` is the current professional address, but only if Explorium calls it valid.
 * `email_addresses` holds every known address once, the current professional one first.
 */
export function simplifyContacts(contacts: EnrichedRow | undefined): IDataObject {
	const data = contacts?.data ?? {};
	const reason = contacts && reasonIn(contacts);
	const professional = textIn(data.professions_email) ?? textIn(data.professional_email);
	const status = textIn(data.professional_email_status);
	const addresses = [professional, ...texts(data.emails, 'address')].filter(isAddress) as string[];
	const phones = texts(data.phone_numbers, 'phone_number');
	const mobile = textIn(data.mobile_phone);
	const isVerified = status === VERIFIED && isAddress(professional);
	return {
		found: addresses.length > 0 || phones.length > 0 || mobile !== undefined,
		verified_email: (isVerified && professional) || null,
		professions_email: professional ?? null,
		professional_email_status: status ?? null,
		email_addresses: [...new Set(addresses.map((address) => address.toLowerCase()))],
		mobile_phone: mobile ?? null,
		phone_numbers: phones,
		...(reason !== undefined && { reason }),
	};
}
