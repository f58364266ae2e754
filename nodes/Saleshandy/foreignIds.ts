const RULES: Array<[RegExp, string]> = [
	[/^[^\s@]+@[^\s@]+$/, 'This is an email address'],
	[/^https?:\/\//i, 'This is a web address'],
	[/^[a-f\d]{40}$/i, 'This looks like an Explorium prospect ID'],
	[/^en_\w+$/i, 'This looks like an Explorium enrollment ID'],
];

/** What a text looks like that is certainly not an ID of Saleshandy; nothing if that cannot be told. */
export function recognizeNoId(text: string): string | undefined {
	if (text.length > 300) return undefined;
	return RULES.find(([shape]) => shape.test(text))?.[1];
}

/** What an ID looks like that Saleshandy may have, but does not know; nothing if that cannot be told. */
export function recognizeOther(id: string): string | undefined {
	return /^\d{1,19}$/.test(id) ? `${id} looks like an Outreach ID` : undefined;
}

/** What a text looks like that is not an email address; nothing if that cannot be told. */
export function recognizeNoEmail(text: string): string | undefined {
	if (text.length > 300) return undefined;
	if (/[^\x20-\x7E]/.test(text)) {
		return 'It has letters outside a-z, and some of them look like others. Write a domain with such letters in the form that starts with xn--';
	}
	return /^[a-f\d]{40}$/i.test(text) ? 'This looks like an Explorium prospect ID' : undefined;
}
