import type { Result } from '../../shared/result';
import type { ExploriumClient } from '../client';

/** A webhook that n8n has registered. It holds a secret: for the node's static data, and nowhere else. */
export interface Registration {
	/** The version of the API that it was made with. */
	version: 'v1' | 'v2';
	/** The webhook's ID, or in version 1 that of the partner. */
	id: string;
	url: string;
	/** What Explorium signs its deliveries with. */
	secret: string;
}

/** A webhook as Explorium lists it, which is without its secret. */
export interface Webhook {
	webhook_id: string;
	name: string;
	webhook_url: string;
	status: 'active' | 'disabled';
	/** Registered with version 1. */
	legacy?: boolean;
}

/** The webhook that n8n wants to be called through. */
export interface WantedWebhook {
	url: string;
	/** Shown in Explorium. No two webhooks of an account may share it. */
	name: string;
	/** For one test event only, so nothing that is at work may suffer. */
	isTest: boolean;
	/** Whether to take the place of an address that is not n8n's. */
	replaceOthers: boolean;
}

/** How the versions of the API keep webhooks. */
export interface WebhookRegistry {
	/** Looks whether the webhook is there and at work, and its secret known. */
	find(
		client: ExploriumClient,
		wanted: WantedWebhook,
		known: Registration | undefined,
	): Promise<Result<Registration | undefined>>;
	/** Registers it, or brings back the one there was before. */
	register(
		client: ExploriumClient,
		wanted: WantedWebhook,
		known: Registration | undefined,
	): Promise<Result<Registration>>;
	/**
	 * Ends it, unless it is somebody else's by now.
	 *
	 * @returns what to remember of it, if it could only be switched off
	 */
	remove(client: ExploriumClient, known: Registration): Promise<Result<Registration | undefined>>;
	/** Has Explorium send a made-up event. */
	simulate(
		client: ExploriumClient,
		known: Registration,
		eventName: string,
	): Promise<Result<object>>;
}
