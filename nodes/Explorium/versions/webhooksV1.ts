import { badInput, success, type Result } from '../../shared/result';
import { ask } from '../ask';
import type { ExploriumClient } from '../client';
import type { Registration, WantedWebhook, WebhookRegistry } from './webhookRegistry';

const WEBHOOKS = '/webhooks';

interface PresentWebhook {
	webhook_url?: string;
	webhook_secret?: string;
}

/**
 * Version 1 has one webhook for each partner, and registering replaces it.
 * https://developers.explorium.ai/reference/webhooks
 */
export const webhooksV1: WebhookRegistry = {
	async find(client, { url }) {
		const present = await read(client);
		if (!present.ok) return present;
		const { webhook_url, webhook_secret } = present.value ?? {};
		const isThere = webhook_url === url && webhook_secret !== undefined;
		return success(isThere ? kept(client, { webhook_url, webhook_secret }) : undefined);
	},

	async register(client, wanted, known) {
		const present = await read(client);
		if (!present.ok) return present;
		const address = present.value?.webhook_url;
		if (address !== undefined && !mayReplace(address, wanted, known)) {
			return refusal(client.partnerId, address, wanted);
		}
		const result = await ask(client, {
			method: 'POST',
			path: WEBHOOKS,
			body: { partner_id: client.partnerId, webhook_url: wanted.url },
			repeatable: true,
		});
		return result.ok ? success(kept(client, { ...result.value, webhook_url: wanted.url })) : result;
	},

	async remove(client, { id, url }) {
		const present = await read(client, id);
		if (!present.ok) return present;
		if (present.value?.webhook_url !== url) return success(undefined);
		const result = await ask(client, { method: 'DELETE', path: pathOf(id), repeatable: true });
		return result.ok || result.failure.kind === 'notFound' ? success(undefined) : result;
	},

	async simulate(client, { id }, event_name) {
		return await ask(client, {
			method: 'POST',
			path: `${WEBHOOKS}/check_connectivity`,
			body: { partner_id: id, simulation: { event_name, number_of_events: 1 } },
			repeatable: false,
			lookAt: 'at the webhooks of the account',
		});
	},
};

const pathOf = (partnerId: string) => `${WEBHOOKS}/${encodeURIComponent(partnerId)}`;

/** The partner's webhook, if there is one. */
async function read(
	client: ExploriumClient,
	partnerId = client.partnerId,
): Promise<Result<PresentWebhook | undefined>> {
	if (partnerId === '') {
		return badInput(
			'"Partner ID" of the Explorium credential is empty',
			'Version 1 of the API registers webhooks under it; Explorium tells it to you. Or choose version 2 in the credential, which does without.',
		);
	}
	const result = await ask(client, { method: 'GET', path: pathOf(partnerId), repeatable: true });
	if (result.ok) return success(result.value.webhook_url ? result.value : undefined);
	return result.failure.kind === 'notFound' ? success(undefined) : result;
}

function kept({ partnerId }: ExploriumClient, present: PresentWebhook): Registration {
	const { webhook_url: url = '', webhook_secret: secret = '' } = present;
	return { version: 'v1', id: partnerId, url, secret };
}

function mayReplace(address: string, wanted: WantedWebhook, known?: Registration): boolean {
	if (address === wanted.url) return true;
	if (wanted.isTest) return false;
	return wanted.replaceOthers || address === known?.url || isOfSameNode(address, wanted.url);
}

/**
 * Whether an address is another one of this very node, such as that of a test that was cut short: the
 * same n8n, and the same ID before the last part of the path.
 */
function isOfSameNode(one: string, other: string): boolean {
	const parts = [one, other].map((text) => /^(\w+:\/\/[^/]+)\/.*?([^/]+\/[^/]+)$/.exec(text));
	const [[, origin, end], [, otherOrigin, otherEnd]] = parts.map((match) => match ?? []);
	return origin !== undefined && origin === otherOrigin && end === otherEnd;
}

function refusal(partnerId: string, address: string, { isTest }: WantedWebhook) {
	const host = /^\w+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(address)?.[1] ?? 'another address';
	const message = `Explorium sends the events of the partner "${partnerId}" to ${host}`;
	const sorry = 'Version 1 of the API has one address for each partner.';
	return isTest
		? badInput(
				`${message}, and a test would take them away from there`,
				`${sorry} Unpublish what uses it first, or work with the events of an earlier execution.`,
			)
		: badInput(
				`${message} already`,
				`${sorry} To send them here instead, switch on "Replace Existing Webhook" under Options. Or choose version 2 in the credential, which has several.`,
			);
}
