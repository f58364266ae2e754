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
