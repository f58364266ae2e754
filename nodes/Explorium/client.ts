import { openClient } from '../shared/client';
import type { RequestContext } from '../shared/n8nTransport';
import type { RequestSettings } from '../shared/requestOptions';
import type { AccountClient } from './accountClient';
import { chooseVersion } from './versions/chooseVersion';
import type { ApiVersion } from './versions/version';

/** The way to Explorium, in the version that the credential says. */
export interface ExploriumClient extends AccountClient {
	version: ApiVersion;
}

/**
 * The way to Explorium from a node.
 *
 * @throws what n8n throws when the node has no credential
 */
export async function openExplorium(
	context: RequestContext,
	settings: RequestSettings,
): Promise<ExploriumClient> {
	const { apiVersion, partnerId } = await context.getCredentials('exploriumApi');
	const version = chooseVersion(apiVersion);
	const client = await openClient(context, version.vendor, settings);
	return Object.assign(client, { version, partnerId: String(partnerId ?? '').trim() });
}
