import type { IDataObject } from 'n8n-workflow';
import type { ProspectContacts } from '../api';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Explorium lists e-mail addresses as objects, and may list phone numbers so too. */
function texts(list: unknown, key: string): string[] {
	if (!Array.isArray(list)) return [];
	return list
		.map((entry) => text(entry) ?? text((entry as Record<string, unknown> | null)?.[key]))
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
	const professional = text(data.professions_email) ?? text(data.professional_email);
	const addresses = [professional, ...texts(data.emails, 'address')].filter(
		(address) => address !== undefined,
	);
	const phones = texts(data.phone_numbers, 'phone_number');
	const mobile = text(data.mobile_phone);
	return {
		prospect_id,
		found: addresses.length > 0 || phones.length > 0 || mobile !== undefined,
		professions_email: professional ?? null,
		professional_email_status: text(data.professional_email_status) ?? null,
		email_addresses: [...new Set(addresses.map((address) => address.toLowerCase()))],
		mobile_phone: mobile ?? null,
		phone_numbers: phones,
	};
}
