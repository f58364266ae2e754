import { createHash } from 'node:crypto';
import { hexId } from '../core/hash.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import type { Enrollment, ExploriumState, Webhook } from './state.ts';

export const PARTNER_ID = 'demo-partner';

export type WebhookFields = Pick<Webhook, 'name' | 'webhook_url'> & Partial<Webhook>;

/** A new webhook with a secret of its own. Ids and secrets are the same in every run. */
export function addWebhook(state: ExploriumState, fields: WebhookFields, now: number): Webhook {
	const time = new Date(now).toISOString();
	const webhook: Webhook = {
		webhook_id: `wh_${hexId(`webhook ${state.nextWebhook}`, 8)}`,
		payload_format: 'json',
		status: 'active',
		created_at: time,
		last_modified_time: time,
		legacy: false,
		...fields,
		webhook_secret: nextSecret(state),
	};
	state.webhooks.push(webhook);
	return webhook;
}

/** 32 bytes in base64url with padding, as the vendor's own sample decodes it. A new one each time. */
export function nextSecret(state: ExploriumState): string {
	state.nextWebhook += 1;
	const digest = createHash('sha256').update(`webhook secret ${state.nextWebhook}`).digest();
	return `${digest.toString('base64url')}=`;
}

/** What a registration tells of the secret: all of it, unless a switch says otherwise. */
export function secretShown(sandbox: ExploriumSandbox, { webhook_secret }: Webhook): object {
	const form = sandbox.switches.explorium.webhookSecret;
	if (form === 'absent') return {};
	return { webhook_secret: { present: webhook_secret, empty: '', unreadable: '====' }[form] };
}

/** The webhook of version 1, if one is registered. */
export function legacyWebhook(state: ExploriumState): Webhook | undefined {
	return state.webhooks.find(({ legacy }) => legacy);
}

/** The webhook that an enrollment's events go to; one made with version 1 uses the partner's. */
export function webhookIdOf(state: ExploriumState, { webhook_id }: Enrollment): string {
	const fallback = legacyWebhook(state) ?? state.webhooks[0];
	return webhook_id ?? fallback?.webhook_id ?? 'wh_none';
}
