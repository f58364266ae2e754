import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { failed, success, type Result } from '../../../shared/result';
import { withoutSecrets } from '../../../shared/secrets';
import type { ExploriumClient } from '../../client';
import { fingerprint } from '../../fingerprint';
import {
	isOwn,
	type Place,
	type Registration,
	type WantedWebhook,
} from '../../versions/webhookRegistry';

/** Where the node's static data holds the registration. It is never part of an output or a message. */
const KEY = 'webhook';

/** The registration of an earlier activation, as the node's static data holds it. */
export function savedRegistration(staticData: IDataObject): Registration | undefined {
	return staticData[KEY] as unknown as Registration | undefined;
}

/** Remembers a registration, or forgets it. */
export function saveRegistration(
	staticData: IDataObject,
	registration: Registration | undefined,
): void {
	if (registration === undefined) delete staticData[KEY];
	// n8n saves what is assigned again.
	else staticData[KEY] = { ...registration };
}

/** Enough to tell the webhooks of one account apart. */
const MARK_LENGTH = 8;

/** Where this node is to be called. */
export function placeOf(context: IHookFunctions): Place {
	return {
		url: context.getNodeWebhookUrl('default') ?? '',
		owner: {
			instanceId: context.getInstanceId(),
			workflowId: String(context.getWorkflow().id ?? ''),
		},
	};
}

/** The webhook that this node is to be called through. */
export function wantedWebhook(context: IHookFunctions): WantedWebhook {
	const { url, owner } = placeOf(context);
	const isTest = context.getMode() === 'manual';
	// No two webhooks may have the same name, so the address and its owner have a say in it.
	const mark = fingerprint(JSON.stringify([url, owner]), MARK_LENGTH);
	return {
		url,
		owner,
		name: `n8n: ${context.getWorkflow().name ?? 'workflow'} (${mark}${isTest ? ', test' : ''})`,
		isTest,
		replaceOthers: context.getNodeParameter('options.replaceExisting', false) === true,
	};
}

/**
 * Makes sure that Explorium calls n8n.
 *
 * @returns the registration to remember
 */
export async function register(
	client: ExploriumClient,
	wanted: WantedWebhook,
	known: Registration | undefined,
): Promise<Result<Registration>> {
	return guarded(await client.version.webhooks.register(client, wanted, known), known);
}

/** Looks whether Explorium calls n8n already. */
export async function find(
	client: ExploriumClient,
	wanted: WantedWebhook,
	known: Registration | undefined,
): Promise<Result<Registration | undefined>> {
	return guarded(await client.version.webhooks.find(client, wanted, known), known);
}

/** Whether a webhook stays when this node is unpublished, because it is not this node's to end. */
export function isAnothers(known: Registration, context: IHookFunctions): boolean {
	return !isOwn(known, placeOf(context));
}

/**
 * Has Explorium call n8n no more.
 *
 * @param known a registration of this very node
 * @returns what is still to be remembered
 */
export async function unregister(
	client: ExploriumClient,
	known: Registration,
): Promise<Result<Registration | undefined>> {
	// The credential says another version by now, which cannot tell what has become of it.
	if (known.version !== client.version.name) return success(undefined);
	return guarded(await client.version.webhooks.remove(client, known), known);
}

/** A failure without the webhook's secret, should Explorium have repeated it. */
function guarded<T>(result: Result<T>, known: Registration | undefined): Result<T> {
	if (result.ok || !known?.secret) return result;
	return failed(withoutSecrets(result.failure, [known.secret]));
}
