import { sleep } from 'n8n-workflow';
import { readBaseUrl } from './baseUrl';
import { n8nTransport, type RequestContext } from './n8nTransport';
import { pacerFor } from './pacer';
import type { RequestSettings } from './requestOptions';
import { failed, type Failure, type Result } from './result';
import { secretsIn, withoutSecrets } from './secrets';
import { send } from './send';
import { beginTry } from './tryOf';
import type { Writes } from './unclearWrites';
import type { Reply, Vendor, VendorRequest } from './vendor';

/** Sends one request with all the care of `send`. Never throws; its failures show no secret. */
export interface Client {
	(request: VendorRequest): Promise<Result<Reply>>;
	/** A failure found in an answer, without the secrets that the vendor may have repeated in it. */
	cleaned(failure: Failure): Failure;
	/** Says in n8n's log, and beside the output, what was left out of an answer and why. */
	report(message: string): void;
	/** What may be sent once only, however often n8n tries the node. */
	writes: Writes;
}

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
	const credential = await context.getCredentials(vendor.credentialType);
	const address = readBaseUrl(
		credential.baseUrl,
		vendor.versionPath,
		...(vendor.otherVersionPaths ?? []),
	);
	const secrets = new Set<string>();
	const noteSecrets = (of: object) => secretsIn(of).forEach((secret) => secrets.add(secret));
	noteSecrets(credential);
	const cleaned = (failure: Failure) => withoutSecrets(failure, secrets);
	const report = (message: string) => reportTo(context, message);
	const tools = { cleaned, report, writes: beginTry(context) };
	if (!address.ok) return Object.assign(async () => address, tools);
	const credentialId = context.getNode().credentials?.[vendor.credentialType]?.id ?? '';
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const sendTools = {
		vendor,
		transport: n8nTransport(context, vendor, address.value, noteSecrets),
		pacer: pacerFor(`${vendor.credentialType} ${credentialId} ${address.value}`),
		now: Date.now,
		random: Math.random,
		sleep,
		isCancelled: () => signal?.aborted ?? false,
	};
	const request = async (one: VendorRequest) => {
		const result = await send(one, settings, sendTools);
		if (result.ok) return result;
		// The token may have been renewed by another execution meanwhile, and the answer repeat it.
		if (vendor.usesOAuth2) noteSecrets(await context.getCredentials(vendor.credentialType));
		return failed(cleaned(result.failure));
	};
	return Object.assign(request, tools);
}

function reportTo(context: RequestContext, message: string): void {
	context.logger.warn(message);
	if ('addExecutionHints' in context) {
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
}
