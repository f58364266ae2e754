/**
 * Whether two texts are the same address. Explorium may write the one it was given in another form: the
 * host in other letters or in punycode, the port that goes without saying, a slash at the end.
 */
export function isSameAddress(one: string, other: string): boolean {
	return normalAddress(one) === normalAddress(other);
}

/** An address in the one form that can be compared. What is no address stays as it is. */
export function normalAddress(text: string): string {
	const url = parsed(text);
	if (url === undefined) return text;
	// A slash within a query is part of a value, so only the path may lose one.
	url.pathname = url.pathname.replace(/\/$/, '');
	return url.href;
}

function parsed(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
