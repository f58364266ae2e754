import { success, type Result } from '../../shared/result';
import { ask, listOf, type Body } from '../ask';
import type { ExploriumClient } from '../client';
import type { Registration, Webhook, WebhookRegistry } from './webhookRegistry';

const WEBHOOKS = '/webhooks';

/**
 * Version 2 has several webhooks, and shows the secret of one only when it makes it.
 * https://developers.explorium.ai/v2/webhooks
 */
export const webhooksV2: WebhookRegistry = {
	async find(client, { url }, known) {
		if (!isOfVersion2(known)) return success(undefined);
		const present = await read(client, known.id);
		if (!present.ok) return present;
		const isAtWork = present.value?.webhook_url === url && present.value.status === 'active';
		return success(isAtWork && known.secret !== '' ? known : undefined);
	},

	async register(client, { url, name }, known) {
		const earlier = await readEarlier(client, url, known);
		if (!earlier.ok) return earlier;
		if (earlier.value === undefined) {
			const made = await ask(client, {
				method: 'POST',
				path: WEBHOOKS,
				body: { name, webhook_url: url },
				repeatable: false,
				lookAt: 'at the webhooks of the account',
			});
			return made.ok
				? success(registrationOf(String(made.value.webhook_id), url, made.value))
				: made;
		}
		const { webhook_id: id, webhook_url, status } = earlier.value;
		if (webhook_url !== url || status !== 'active') {
			const body = { name, webhook_url: url, status: 'active' };
			const changed = await change(client, id, body);
			if (!changed.ok) return changed;
		}
		if (known?.id === id && known.secret !== '') return success({ ...known, url });
		const rotated = await ask(client, {
			method: 'POST',
			path: `${pathOf(id)}/rotate_secret`,
			repeatable: true,
		});
		return rotated.ok ? success(registrationOf(id, url, rotated.value)) : rotated;
	},

	async remove(client, known) {
		if (!isOfVersion2(known)) return success(undefined);
		const present = await read(client, known.id);
		if (!present.ok) return present;
		if (present.value?.webhook_url !== known.url) return success(undefined);
		const path = pathOf(known.id);
		const deleted = await ask(client, { method: 'DELETE', path, repeatable: true });
		if (deleted.ok || deleted.failure.kind === 'notFound') return success(undefined);
		if (deleted.failure.kind !== 'rejected') return deleted;
		// Enrollments send their events there. Deleting it all the same would pause them.
		const changed = await change(client, known.id, { status: 'disabled' });
		return changed.ok ? success(known) : changed;
	},

	async simulate(client, { id }, event_name) {
		return await ask(client, {
			method: 'POST',
			path: `${pathOf(id)}/check_connectivity`,
			body: { simulation: { event_name, number_of_events: 1 } },
			repeatable: false,
			lookAt: 'at the webhooks of the account',
		});
	},
};

/** The account's webhooks that are at work. */
export async function getActiveWebhooks(client: ExploriumClient): Promise<Result<Webhook[]>> {
	const result = await ask(client, {
		method: 'GET',
		path: WEBHOOKS,
		query: 'status=active',
		repeatable: true,
	});
	if (!result.ok) return result;
	const webhooks = listOf<Webhook>(result.value.webhooks);
	return success(webhooks.filter(({ status }) => status === 'active'));
}

const pathOf = (webhookId: string) => `${WEBHOOKS}/${encodeURIComponent(webhookId)}`;

const isOfVersion2 = (known: Registration | undefined): known is Registration =>
	known?.version === 'v2';

function registrationOf(id: string, url: string, { webhook_secret }: Body): Registration {
	return { version: 'v2', id, url, secret: String(webhook_secret ?? '') };
}

async function read(client: ExploriumClient, id: string): Promise<Result<Webhook | undefined>> {
	const result = await ask(client, { method: 'GET', path: pathOf(id), repeatable: true });
	if (result.ok) {
		return success(result.value.webhook_id ? (result.value as unknown as Webhook) : undefined);
	}
	return result.failure.kind === 'notFound' ? success(undefined) : result;
}

async function change(client: ExploriumClient, id: string, body: object): Promise<Result<Body>> {
	return await ask(client, { method: 'PATCH', path: pathOf(id), body, repeatable: true });
}

/** The webhook of an earlier activation: the one that is remembered, or else the one with this address. */
async function readEarlier(
	client: ExploriumClient,
	url: string,
	known: Registration | undefined,
): Promise<Result<Webhook | undefined>> {
	if (isOfVersion2(known)) {
		const present = await read(client, known.id);
		if (!present.ok || present.value !== undefined) return present;
	}
	const result = await ask(client, { method: 'GET', path: WEBHOOKS, repeatable: true });
	if (!result.ok) return result;
	const webhooks = listOf<Webhook>(result.value.webhooks);
	return success(webhooks.find(({ webhook_url, legacy }) => webhook_url === url && !legacy));
}
