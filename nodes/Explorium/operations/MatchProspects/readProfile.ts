const PROFILE =
	/^(?:https?:\/\/)?(?:[a-z\d-]+\.)*linkedin\.[a-z]+\/(?:in|pub)\/([^\s/?#,;]+)((?:\/[^\s?#,;]*)?)(?:[?#][^\s,;]*)?$/i;
const LONGEST = 500;

/** What an expression that finds nothing, or a step in a path, leaves in place of a name. */
const NO_NAMES = ['.', '..', 'undefined', 'null', 'nan', '[object object]'];

/**
 * Reads the address of one LinkedIn profile.
 *
 * @returns the text as it is; nothing for addresses at other hosts, without a name, and for two in one
 */
export function readProfile(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const [, name, rest] = PROFILE.exec(text) ?? [];
	if (name === undefined || text.toLowerCase().split('linkedin.').length !== 2) return undefined;
	const isName = !NO_NAMES.includes(decoded(name).trim().toLowerCase());
	const holdsAnother = /\/(?:in|pub|\.{1,2})(?:\/|$)/i.test(decoded(rest));
	return isName && !holdsAnother ? text : undefined;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
