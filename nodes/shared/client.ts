import { sleep } from 'n8n-workflow';
import { readBaseUrl } from './baseUrl';
import { n8nTransport, type RequestContext } from './n8nTransport';
import { pacerFor } from './pacer';
import type { RequestSettings } from './requestOptions';
import type { Result } from './result';
import { send } from './send';
import type { Reply, Vendor, VendorRequest } from './vendor';

/** Sends one request with all the care of `send`. Never throws. */
export type Client = (request: VendorRequest) => Promise<Result<Reply>>;

/**
 * The way to a vendor from a node.
 *
 * @throws what n8n throws when the node has no credential
 */
export async function openClient(
	context: RequestContext,
	vendor: Vendor,
	settings: RequestSettings,
): Promise<Client> {
	const { baseUrl } = await context.getCredentials(vendor.credentialType);
	const address = readBaseUrl(baseUrl, vendor.versionPath);
	if (!address.ok) return async () => address;
	const credentialId = context.getNode().credentials?.[vendor.credentialType]?.id ?? '';
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const tools = {
		vendor,
		transport: n8nTransport(context, vendor, address.value),
		pacer: pacerFor(`${vendor.credentialType} ${credentialId} ${address.value}`),
		now: Date.now,
		random: Math.random,
		sleep,
		isCancelled: () => signal?.aborted ?? false,
	};
	return async (request) => await send(request, settings, tools);
}
