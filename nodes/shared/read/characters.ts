/** Marks that show nothing on a screen: they come with text copied from web pages and spreadsheets. */
const INVISIBLE = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** Show nothing either, but hold letters and emoji together. */
const JOINERS = /[\u200C\u200D]/g;

/** Half a character, as cutting a text gives it: no address can hold it. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** A text without marks that nobody sees, and without spaces at its ends. */
export function visibleText(text: string): string {
	return text.replace(INVISIBLE, '').trim();
}

/** The same for IDs and names, which need no joiners of letters and emoji either. */
export function plainWord(text: string): string {
	return visibleText(text.replace(JOINERS, ''));
}

/** Whether a text holds half a character. */
export function isBroken(text: string): boolean {
	return HALF_CHARACTER.test(text);
}

/** A name as people compare names: without case, unseen marks and differences between spaces. */
export function comparableName(name: string): string {
	return plainWord(name).normalize('NFC').replace(/\s+/g, ' ').toLowerCase();
}
