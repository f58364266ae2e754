import { readBaseUrl } from './baseUrl';
import { clockOf } from './executionClock';
import { n8nTransport, type RequestContext } from './n8nTransport';
import { pacerFor } from './pacer';
import type { RequestSettings } from './requestOptions';
import { failed, type Failure, type Result } from './result';
import { notesOf, type SayOfEach } from './runFacts';
import { secretsIn, withoutSecrets } from './secrets';
import { send } from './send';
import { beginTry } from './tryOf';
import type { Writes } from './unclearWrites';
import { isBlank } from './valueText';
import type { Reply, Vendor, VendorRequest } from './vendor';

/** Sends one request with all the care of `send`. Never throws; its failures show no secret. */
export interface Client {
	(request: VendorRequest): Promise<Result<Reply>>;
	/** A failure found in an answer, without the secrets that the vendor may have repeated in it. */
	cleaned(failure: Failure): Failure;
	/** Says in n8n's log, and beside the output, what was left out of an answer and why. */
	report(message: string): void;
	/** Says of several records what is so of each: one line of n8n's log for each, and one hint for all. */
	reportEach(say: SayOfEach, name: string): void;
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
	const noteSecrets = (of: object) =>
		secretsIn(of, vendor.openFields).forEach((secret) => secrets.add(secret));
	noteSecrets(credential);
	const cleaned = (failure: Failure) => withoutSecrets(failure, secrets);
	const run = notesOf(context, vendor.name);
	const report = (message: string) => {
		context.logger.warn(message);
		run.note(message);
	};
	const reportEach = (say: SayOfEach, name: string) => {
		context.logger.warn(say([name]));
		run.noteEach(say, name);
	};
	settings.concurrency.suggest(vendor.callsAtOnce);
	const tools = { cleaned, report, reportEach, writes: beginTry(context) };
	if (!address.ok) return Object.assign(async () => address, tools);
	// n8n would send an empty key, and the vendor would call it a wrong one.
	if (isBlank(credential.apiKey)) return Object.assign(async () => noKey(vendor), tools);
	const credentialId = context.getNode().credentials?.[vendor.credentialType]?.id ?? '';
	const sendTools = {
		...clockOf(context),
		vendor,
		transport: n8nTransport(context, vendor, address.value, noteSecrets),
		pacer: pacerFor(`${vendor.credentialType} ${credentialId} ${address.value}`),
		window: settings.concurrency,
		waits: run.waits,
		random: Math.random,
	};
	// The token may have been renewed by another execution meanwhile, and the answer repeat it.
	const noteRenewed = async () => {
		try {
			noteSecrets(await context.getCredentials(vendor.credentialType));
		} catch {
			// What the call failed with is worth more.
		}
	};
	const request = async (one: VendorRequest) => {
		const result = await send(one, settings, sendTools);
		if (result.ok) return result;
		if (vendor.usesOAuth2) await noteRenewed();
		return failed(cleaned(result.failure));
	};
	return Object.assign(request, tools);
}

function noKey({ name }: Vendor) {
	return failed({
		kind: 'unauthorized',
		message: `The API key of the ${name} credential is empty`,
		hint: 'Open the credential, enter the API key and save. Nothing was sent.',
	});
}
