const HASH = /^[a-f\d]{40}$/i;
const WEB_ADDRESS = /^https?:\/\//i;
const NUMBER_AT_END = /^(?:https?:\/\/\S*\/(\d{1,16})\/?(?:[?#]\S*)?|#(\d{1,16}))$/i;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const DOMAIN = /^(?:[a-z\d_-]+\.)+[a-z][a-z\d-]*$/i;
const SALESHANDY_ID = /^(?=.*\d)(?=.*[a-z])[a-z\d]{8,10}$/i;
const EXPLORIUM_ENROLLMENT = /^en_\w+$/i;

/** Where a form offers other ways to name records: the label of the choice, and of its values. */
export interface OtherWays {
	/** Such as "Select By". */
	choice: string;
	/** The value that the record is known by besides its ID, such as "Email". */
	key: 'Email' | 'Domain';
}

/**
 * What a text looks like that is not an ID of Outreach; nothing if that cannot be told.
 *
 * @param ways to name records that the form offers besides their IDs
 */
export function recognizeNoId(text: string, ways?: OtherWays): string | undefined {
	if (text.length > 300) return undefined;
	const advice = (key: OtherWays['key']) =>
		ways?.key === key ? `: set ${ways.choice} to ${key}` : '';
	if (EMAIL.test(text)) return `This is an email address${advice('Email')}`;
	const [, address, hashed] = NUMBER_AT_END.exec(text) ?? [];
	if (address) return `This is a web address. The ID is the number at its end: write ${address}`;
	if (hashed) return `Write the number without the #: ${hashed}`;
	if (WEB_ADDRESS.test(text)) return 'This is a web address';
	if (HASH.test(text)) return 'This looks like an Explorium prospect ID';
	if (EXPLORIUM_ENROLLMENT.test(text)) return 'This looks like an Explorium enrollment ID';
	if (SALESHANDY_ID.test(text)) return 'This looks like a Saleshandy ID';
	return DOMAIN.test(text) ? `This is a domain${advice('Domain')}` : undefined;
}

/** What a text looks like that is not an email address or a domain; nothing if that cannot be told. */
export function recognizeNoKey(text: string, { choice, key }: OtherWays): string | undefined {
	if (text.length > 300) return undefined;
	if (/^\d+$/.test(text)) return `This looks like an Outreach ID: set ${choice} to ID`;
	if (/[^\x20-\x7E]/.test(text)) {
		return 'It has letters outside a-z, and some of them look like others. Write a domain with such letters in the form that starts with xn--';
	}
	if (key === 'Domain' && EMAIL.test(text)) return 'This is an email address';
	return HASH.test(text) ? 'This looks like an Explorium prospect ID' : undefined;
}
