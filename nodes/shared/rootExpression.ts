/** Has no address, whatever the network: nothing can be sent there. */
const NOWHERE = 'https://base-url-has-to-start-with-https.invalid';

/**
 * The expression for what calls start with: the Base URL without spaces around it and without a slash or
 * the version at its end, as `readBaseUrl` reads it in a node. A key sent over plain http can be read on
 * its way, so an http address that is not on this machine leads nowhere; so does one with spaces inside.
 *
 * @param baseUrl how the expression names the Base URL
 * @param versionPaths such as `/v1`
 */
export function rootExpression(baseUrl: string, ...versionPaths: string[]): string {
	const version = `(${versionPaths.join('|')})`.replaceAll('/', '\\/');
	const address = `(${baseUrl} || "").slice(0, 2000).replace(/[\\u200b-\\u200d\\u2060\\ufeff]/g, "").trim()`;
	const isSafe = `/^(https:\\/\\/|http:\\/\\/(([\\w-]+\\.)*localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:|\\/|$))\\S*$/i.test(${address})`;
	const root = `${address}.replace(/[?#].*$/, "").replace(/\\/+$/, "").replace(/${version}$/, "")`;
	return `={{ ${isSafe} ? ${root} : "${NOWHERE}" }}`;
}
