const RULES: Array<[RegExp, string]> = [
	[/^[^\s@]+@[^\s@]+$/, 'This is an email address: Match Prospects finds the prospect ID for it'],
	[/^https?:\/\//i, 'This is a web address: Match Prospects finds the prospect ID for a profile'],
	[/^[a-f\d]{32}$/i, 'This looks like an Explorium company ID'],
	[/^[a-f\d]{40}$/i, 'This looks like an Explorium prospect ID'],
	[/^en_\w+$/i, 'This looks like the ID of an enrollment'],
	[/^wh_\w+$/i, 'This looks like the ID of a webhook'],
	[/^\d{1,19}$/, 'This looks like an Outreach ID'],
];
/** Too common a shape to refuse an ID for it whose own shape is not known. */
const SALESHANDY_ID = /^(?=.*\d)(?=.*[a-z])[a-z\d]{8,10}$/i;

/** What a text looks like that is no ID of the kind that was asked for; nothing if that cannot be told. */
export function recognizeId(text: string): string | undefined {
	if (text.length > 200) return undefined;
	const known = RULES.find(([shape]) => shape.test(text))?.[1];
	return known ?? (SALESHANDY_ID.test(text) ? 'This looks like a Saleshandy ID' : undefined);
}

/** The same for a field that takes IDs of any form: only what is certainly another ID. */
export function recognizeOtherThan(own: RegExp, text: string): string | undefined {
	if (text.length > 200 || own.test(text)) return undefined;
	return RULES.find(([shape]) => shape.test(text))?.[1];
}
