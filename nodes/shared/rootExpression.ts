/** Has no address, whatever the network: nothing can be sent there. */
const NOWHERE = 'https://base-url-has-to-start-with-https.invalid';

/**
 * The expression for what calls start with: the Base URL without a slash or the version at its end, as
 * the user may have typed it. A key sent over plain http can be read on its way, so an http address that
 * is not on this machine leads nowhere.
 *
 * @param baseUrl how the expression names the Base URL
 * @param versionPaths such as `/v1`
 */
export function rootExpression(baseUrl: string, ...versionPaths: string[]): string {
	const version = `(${versionPaths.join('|')})`.replaceAll('/', '\\/');
	const isSafe = `/^(https:|http:\\/\\/(([\\w-]+\\.)*localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:|\\/|$))/i.test(${baseUrl})`;
	const root = `${baseUrl}.replace(/\\/+$/, "").replace(/${version}$/, "")`;
	return `={{ ${isSafe} ? ${root} : "${NOWHERE}" }}`;
}
