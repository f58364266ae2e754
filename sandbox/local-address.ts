const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The address of a server on this machine, as in `http://127.0.0.1:5678`, without a path. Throws for
 * any other: the page names no place outside.
 */
export function localAddress(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isLocal =
		['http:', 'https:'].includes(url?.protocol ?? '') && LOCAL.includes(url!.hostname);
	if (isLocal) return url!.origin;
	throw new Error(`"${text}" is no address on this machine, such as http://127.0.0.1:5678.`);
}
