import type { Vendor } from './vendor';

/** What to do where a call may have been carried out. */
export const MAY_HAVE_ACTED = (vendor: string) =>
	`Whether ${vendor} carried the call out is not known. Look there before running it again.`;

export const CHECK_CREDENTIAL =
	'Open the credential, check the key and the Base URL, and save it again.';

/** The status with which a proxy asks who is there. */
export const PROXY_REFUSED = 407;

export const proxyAsks = (vendor: Vendor) =>
	`The proxy on the way to ${vendor.name} asks for a user name and password`;
export const PROXY_LOGIN =
	'Put them into the address of the proxy in the settings of n8n (HTTPS_PROXY), as http://user:password@host:port.';

/**
 * What to do when a vendor is called more often than it allows.
 *
 * @param option the one in Request Options that kept the node from trying for longer, if it can be raised
 */
export const whenTooOften = (
	option?: 'Wait for Rate Limit at Most' | 'Attempts per Call',
): string =>
	option === undefined
		? 'Run it again later.'
		: `Run it again later, or raise "${option}" under Request Options so that the node can wait it out.`;
