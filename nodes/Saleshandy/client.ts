import { openClient, type Client } from '../shared/client';
import type { RequestContext } from '../shared/n8nTransport';
import type { RequestSettings } from '../shared/requestOptions';
import { saleshandy } from './saleshandy';

/**
 * The way to Saleshandy from a node.
 *
 * @throws what n8n throws when the node has no credential
 */
export async function openSaleshandy(
	context: RequestContext,
	settings: RequestSettings,
): Promise<Client> {
	return await openClient(context, saleshandy, settings);
}
