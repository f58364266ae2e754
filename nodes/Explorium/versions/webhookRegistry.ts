import { isObject, textIn, type AnswerCheck } from '../../shared/answers';
import type { Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import type { AccountClient } from '../accountClient';
import { isSameAddress } from '../sameAddress';
import { isUsableSecret } from '../webhookSecret';

/** Whose a webhook is. */
export interface Owner {
	/** The n8n that registered it. */
	instanceId: string;
	workflowId: string;
}

/** A webhook that n8n has registered. It holds a secret: for the node's static data, and nowhere else. */
export interface Registration {
	/** The version of the API that it was made with. */
	version: 'v1' | 'v2';
	/** The webhook's ID, or in version 1 that of the partner. */
	id: string;
	url: string;
	/** What Explorium signs its deliveries with. */
	secret: string;
	/** Missing in what earlier versions of the node saved. */
	owner?: Owner;
}

/** A webhook as Explorium lists it, which is without its secret. */
export interface Webhook {
	webhook_id: string;
	name: string;
	webhook_url: string;
	status: string;
	/** Registered with version 1. */
	legacy: boolean;
}

/** Where n8n wants to be called, and for which workflow. */
export interface Place {
	url: string;
	owner: Owner;
}

/** The webhook that n8n wants to be called through. */
export interface WantedWebhook extends Place {
	/** Shown in Explorium. No two webhooks of an account may share it. */
	name: string;
	/** For one test event only, so nothing that is at work may suffer. */
	isTest: boolean;
	/** Whether to take the place of an address that is not this one. */
	replaceOthers: boolean;
}

/** How the versions of the API keep webhooks. */
export interface WebhookRegistry {
	/** Looks whether the webhook is there and at work, and its secret known. */
	find(
		client: AccountClient,
		wanted: WantedWebhook,
		known: Registration | undefined,
	): Promise<Result<Registration | undefined>>;
	/**
	 * Registers it, or brings back the one there was before. What comes back without a secret is a
	 * failure, and is taken back.
	 *
	 * @param known what the workflow remembers; it may be another one's
	 */
	register(
		client: AccountClient,
		wanted: WantedWebhook,
		known: Registration | undefined,
	): Promise<Result<Registration>>;
	/**
	 * Ends it, unless it is somebody else's by now.
	 *
	 * @returns what to remember of it, if it could only be switched off
	 */
	remove(client: AccountClient, known: Registration): Promise<Result<Registration | undefined>>;
	/** Has Explorium send a made-up event. */
	simulate(client: AccountClient, known: Registration, eventName: string): Promise<Result<object>>;
}

/** Where a user sees whether a change of webhooks was carried out. */
export const LOOK_AT_WEBHOOKS = 'at the webhooks of the account';

/**
 * Whether a saved registration is this workflow's own. An exported workflow carries what it saved with
 * it, so a copy finds the registration of the original: then the address, the workflow or n8n differs.
 */
export function isOwn(known: Registration | undefined, place: Place): boolean {
	if (known === undefined || !isSameAddress(known.url, place.url)) return false;
	return isOfOwner(known, place.owner);
}

/** Whether a saved registration was made by this workflow in this n8n, for whatever address. */
export function isOfOwner({ owner }: Registration, { instanceId, workflowId }: Owner): boolean {
	if (owner === undefined) return true;
	return owner.instanceId === instanceId && owner.workflowId === workflowId;
}

/** The answer is about this address, and its webhook is at work. It need not say so, but says nothing else. */
export function atWorkCheck(url: string): AnswerCheck {
	return (body) => {
		if (!isObject(body)) return 'the webhook';
		const address = textIn(body.webhook_url) ?? url;
		const word = textIn(body.status)?.toLowerCase() ?? 'active';
		if (!isSameAddress(address, url)) return `the address of this n8n: it names ${hostOf(address)}`;
		const isAtWork = word === 'active' || word === 'success';
		return isAtWork ? undefined : `an active webhook: it is ${printValue(word)}`;
	};
}

/** The same of an answer that gives the secret. */
export function registrationCheck(url: string): AnswerCheck {
	const isAtWork = atWorkCheck(url);
	return (body) => {
		const hasSecret = isObject(body) && isUsableSecret(body.webhook_secret);
		return hasSecret ? isAtWork(body) : 'the secret of the webhook';
	};
}

/** What to do after a registration that failed. */
export const PUBLISH_AGAIN =
	'Publish the workflow again. If this keeps happening, tell Explorium what this message says.';

/** The host of an address, for a message: the rest of it may be secret. */
export function hostOf(address: string): string {
	return /^\w+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(address)?.[1] ?? 'another address';
}
