import { badInput, success, type Result } from './result';

const LONGEST_ADDRESS = 2_000;
const SHOWN = 100;
/** Come along when an address is copied from a page, and cannot be seen. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;
const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

/**
 * Reads a credential's Base URL. It may stand between spaces, end in slashes, or already name the API's
 * version. `rootExpression` reads it in the same way for the credential's test.
 *
 * @param versionPaths what to leave off at its end, such as `/v1`
 * @returns the address without a slash at its end; a failure unless it is https, or http on this
 * machine: a key sent over plain http can be read on its way
 */
export function readBaseUrl(value: unknown, ...versionPaths: string[]): Result<string> {
	const given = typeof value === 'string' ? value : '';
	const text = given.slice(0, LONGEST_ADDRESS).replace(INVISIBLE, '').trim();
	const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
	if (given.length > LONGEST_ADDRESS || /\s/.test(text)) {
		return badInput(
			`The Base URL of the credential is "${shown}", which is not one web address`,
			'Open the credential and set it to one address without spaces, for example to its default value.',
		);
	}
	let url: URL;
	try {
		if (!/^[a-z]+:\/\//i.test(text)) throw new TypeError('It does not start like an address');
		url = new URL(text);
	} catch {
		return badInput(
			`The Base URL of the credential is "${shown}", which is not a web address`,
			'Open the credential and set it, for example to its default value.',
		);
	}
	const isLocal = LOCAL_HOST.test(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
		return badInput(
			`The Base URL of the credential is "${shown}", but must start with https://`,
			'Open the credential and set an address with https://. Only localhost may have http://.',
		);
	}
	const trimmed = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	const version = versionPaths.find((path) => trimmed.endsWith(path)) ?? '';
	return success(trimmed.slice(0, trimmed.length - version.length));
}
