import type { Client } from '../shared/client';

/** The way to Explorium for one account, in any version of the API. */
export interface AccountClient extends Client {
	/** The account's partner ID; empty where the credential has none. */
	partnerId: string;
}
