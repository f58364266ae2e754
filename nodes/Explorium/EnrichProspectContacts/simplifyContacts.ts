import type { IDataObject } from 'n8n-workflow';
import { isObject, textIn } from '../../shared/answers';
import type { ProspectContacts } from '../api';

/** Explorium lists e-mail addresses as objects, and may list phone numbers so too, or name one alone. */
function texts(value: unknown, key: string): string[] {
	const list = Array.isArray(value) ? value : [value];
	return list
		.map((entry) => textIn(isObject(entry) ? entry[key] : entry))
		.filter((entry) => entry !== undefined);
}

/**
 * The contact data worth having, flat. `found` is false where Explorium knows nothing.
 * `email_addresses` holds every known address once, the current professional one first.
 */
export function simplifyContacts(
	prospect_id: string,
	contacts: ProspectContacts | undefined,
): IDataObject {
	const data = contacts?.data ?? {};
	const professional = textIn(data.professions_email) ?? textIn(data.professional_email);
	const addresses = [professional, ...texts(data.emails, 'address')].filter(
		(address) => address?.includes('@') === true,
	) as string[];
	const phones = texts(data.phone_numbers, 'phone_number');
	const mobile = textIn(data.mobile_phone);
	return {
		prospect_id,
		found: addresses.length > 0 || phones.length > 0 || mobile !== undefined,
		professions_email: professional ?? null,
		professional_email_status: textIn(data.professional_email_status) ?? null,
		email_addresses: [...new Set(addresses.map((address) => address.toLowerCase()))],
		mobile_phone: mobile ?? null,
		phone_numbers: phones,
	};
}
