import { badInput, success, type Result } from './result';

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/;

/**
 * Reads a credential's Base URL. It may end in slashes or already name the API's version.
 *
 * @param versionPaths what to leave off at its end, such as `/v1`
 * @returns the address without a slash at its end; a failure unless it is https, or http on this
 * machine: a key sent over plain http can be read on its way
 */
export function readBaseUrl(value: unknown, ...versionPaths: string[]): Result<string> {
	const text = String(value ?? '').trim();
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		return badInput(
			`The Base URL of the credential is "${text}", which is not a web address`,
			'Open the credential and set it, for example to its default value.',
		);
	}
	const isLocal = LOCAL_HOST.test(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
		return badInput(
			`The Base URL of the credential is "${text}"`,
			'It has to start with https:// (http:// is accepted for localhost only).',
		);
	}
	const trimmed = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	const version = versionPaths.find((path) => trimmed.endsWith(path)) ?? '';
	return success(trimmed.slice(0, trimmed.length - version.length));
}
