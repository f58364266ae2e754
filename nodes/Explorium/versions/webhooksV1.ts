import { anyAnswer, isObject, textIn, type AnswerCheck, type Json } from '../../shared/answers';
import {
	badInput,
	failed,
	isMissing,
	success,
	type Failure,
	type Result,
} from '../../shared/result';
import { says, saysDone, verdictCheck } from '../answers/verdict';
import { ask } from '../ask';
import type { AccountClient } from '../accountClient';
import { isSameAddress, normalAddress } from '../sameAddress';
import { isUsableSecret } from '../webhookSecret';
import {
	hostOf,
	isOwn,
	LOOK_AT_WEBHOOKS,
	PUBLISH_AGAIN,
	registrationCheck,
	type Owner,
	type Registration,
	type WantedWebhook,
	type WebhookRegistry,
} from './webhookRegistry';

const WEBHOOKS = '/webhooks';

interface PresentWebhook {
	url: string;
	/** Missing where Explorium shows none that could be used. */
	secret?: string;
	/** What else was registered with it. */
	more: Json;
}

/**
 * Version 1 has one webhook for each partner, and registering replaces it.
 * https://developers.explorium.ai/reference/webhooks
 */
export const webhooksV1: WebhookRegistry = {
	async find(client, wanted, known) {
		const present = await read(client);
		if (!present.ok) return present;
		if (!isAt(present.value, wanted.url)) return success(undefined);
		// It stays another one's to end, where it was another one that registered this very address.
		const isForeign =
			known !== undefined && isSameAddress(known.url, wanted.url) && !isOwn(known, wanted);
		const owner = isForeign ? known.owner : wanted.owner;
		return success(kept(client, present.value, { url: wanted.url, owner }));
	},

	async register(client, wanted) {
		const present = await read(client);
		if (!present.ok) return present;
		const before = present.value;
		if (before !== undefined && !mayReplace(before.url, wanted)) {
			return refusal(client.partnerId, before.url, wanted);
		}
		let answeredUrl: string | undefined;
		const made = await post(client, wanted.url, {}, (url) => (answeredUrl = url));
		if (made.ok) {
			const secret = String(made.value.webhook_secret).trim();
			const { url, owner } = wanted;
			return success({ version: 'v1', id: client.partnerId, url, secret, owner });
		}
		if (!made.failure.ambiguous) return made;
		return await settle(client, wanted, { before, answeredUrl }, made.failure);
	},

	async remove(client, { id, url }) {
		const present = await read(client, id);
		if (!present.ok) return present;
		if (!isAt(present.value, url)) return success(undefined);
		const result = await remove(client, id);
		return result.ok ? success(undefined) : result;
	},

	async simulate(client, { id }, event_name) {
		return await ask(client, {
			method: 'POST',
			path: `${WEBHOOKS}/check_connectivity`,
			body: { partner_id: id, simulation: { event_name, number_of_events: 1 } },
			repeatable: false,
			lookAt: LOOK_AT_WEBHOOKS,
			missing: anyAnswer,
		});
	},
};

/** Whether there is a webhook, and at this address. */
const isAt = (webhook: PresentWebhook | undefined, url: string): boolean =>
	webhook !== undefined && isSameAddress(webhook.url, url);

const pathOf = (partnerId: string) => `${WEBHOOKS}/${encodeURIComponent(partnerId)}`;

/** The answer has an address, or says that there is none. */
const webhookCheck: AnswerCheck = (body) => {
	const words = 'the webhook of the partner';
	if (!isObject(body)) return words;
	const isNone = body.webhook_url === null || body.webhook_url === '';
	if (says(body, 'miss') || (isNone && saysDone(body))) return undefined;
	return textIn(body.webhook_url) === undefined ? words : undefined;
};

/** The partner's webhook, if there is one. */
async function read(
	client: AccountClient,
	partnerId = client.partnerId,
): Promise<Result<PresentWebhook | undefined>> {
	if (partnerId === '') {
		return badInput(
			'"Partner ID" of the Explorium credential is empty',
			'Version 1 of the API registers webhooks under this ID. Ask Explorium for it, or choose version 2 in the credential, which needs no Partner ID.',
		);
	}
	const result = await ask(client, {
		method: 'GET',
		path: pathOf(partnerId),
		repeatable: true,
		missing: webhookCheck,
	});
	if (!result.ok) return isMissing(result.failure) ? success(undefined) : result;
	const { webhook_url, webhook_secret, headers, payload_format } = result.value;
	const url = textIn(webhook_url);
	if (url === undefined) return success(undefined);
	return success({
		url,
		...(isUsableSecret(webhook_secret) && { secret: webhook_secret.trim() }),
		more: {
			...(Array.isArray(headers) && { headers }),
			...(typeof payload_format === 'string' && { payload_format }),
		},
	});
}

/** @param hear is told the address in each answer, if there is one */
async function post(
	client: AccountClient,
	webhook_url: string,
	more: Json,
	hear?: (url: string | undefined) => void,
) {
	const isDone = registrationCheck(webhook_url);
	return await ask(client, {
		method: 'POST',
		path: WEBHOOKS,
		body: { partner_id: client.partnerId, webhook_url, ...more },
		repeatable: true,
		lookAt: LOOK_AT_WEBHOOKS,
		missing: (body) => {
			hear?.(isObject(body) ? textIn(body.webhook_url) : undefined);
			return isDone(body);
		},
	});
}

/** Ends the partner's webhook; none is there any more if it was not there. */
async function remove(client: AccountClient, partnerId: string): Promise<Result<object>> {
	const result = await ask(client, {
		method: 'DELETE',
		path: pathOf(partnerId),
		repeatable: true,
		lookAt: LOOK_AT_WEBHOOKS,
		missing: verdictCheck('the word that the webhook was deleted'),
	});
	return !result.ok && isMissing(result.failure) ? success({}) : result;
}

function kept(
	{ partnerId }: AccountClient,
	present: PresentWebhook | undefined,
	{ url, owner }: { url: string; owner?: Owner },
): Registration | undefined {
	if (present?.secret === undefined) return undefined;
	const { secret } = present;
	return { version: 'v1', id: partnerId, url, secret, ...(owner && { owner }) };
}

/** What is known of a registration whose answer was not the right one. */
interface Unsettled {
	before: PresentWebhook | undefined;
	/** The address in the answer. */
	answeredUrl: string | undefined;
}

/**
 * What to do when Explorium registered the address without giving a secret, or another address, or may
 * have: the secret can be read later as well. Without it every delivery would be refused, so all is put
 * back as it was.
 */
async function settle(
	client: AccountClient,
	wanted: WantedWebhook,
	{ before, answeredUrl }: Unsettled,
	failure: Failure,
): Promise<Result<Registration>> {
	const end = (word: string) => failed(withWord(failure, word));
	const present = await read(client);
	if (!present.ok) return end(UNCLEAR);
	const now = present.value;
	const isWanted = isAt(now, wanted.url);
	const registration = isWanted ? kept(client, now, wanted) : undefined;
	if (registration) return success(registration);
	if (now === undefined && before === undefined) return end('Nothing was registered.');
	if (before !== undefined && isAt(now, before.url)) {
		return end(
			isWanted
				? 'The address had been registered before, and still is.'
				: 'Nothing was registered.',
		);
	}
	const isMade = isWanted || (answeredUrl !== undefined && isAt(now, answeredUrl));
	if (now !== undefined && !isMade) {
		return end(`Explorium sends the events of the partner to ${hostOf(now.url)} by now.`);
	}
	if (before === undefined) {
		const deleted = await remove(client, client.partnerId);
		return end(deleted.ok ? 'It was deleted again.' : UNCLEAR);
	}
	return end(await putBack(client, before));
}

/** Registers again what was registered before. Says whether that went well. */
async function putBack(client: AccountClient, { url, more }: PresentWebhook): Promise<string> {
	const restored = await post(client, url, more);
	const now = restored.ok ? undefined : await read(client);
	const isBack = now === undefined || (now.ok && isAt(now.value, url));
	return isBack
		? `The address at ${hostOf(url)} was registered again in its place, but Explorium makes a new secret each time, so the program that runs there has to read it again.`
		: `The address at ${hostOf(url)} was registered before, and could not be put back.`;
}

const UNCLEAR =
	'It may still be registered, and then its events are refused: look in Explorium, or publish again.';

const withWord = (failure: Failure, word: string): Failure => ({
	...failure,
	message: `The webhook could not be registered: ${failure.message}. ${word}`,
	hint: PUBLISH_AGAIN,
});

function mayReplace(address: string, wanted: WantedWebhook): boolean {
	if (isSameAddress(address, wanted.url)) return true;
	if (wanted.isTest) return false;
	return wanted.replaceOthers || isTestOf(address, wanted.url);
}

/**
 * Whether an address is that of a test of this very node which was cut short: it differs from the
 * node's own in the part before the last two alone, and there by its end.
 */
function isTestOf(address: string, own: string): boolean {
	const [parts, ownParts] = [address, own].map((one) => normalAddress(one).split('/'));
	const place = ownParts.length - 3;
	return (
		parts.length === ownParts.length &&
		/test$/i.test(parts[place] ?? '') &&
		parts.every((part, index) => index === place || part === ownParts[index])
	);
}

function refusal(partnerId: string, address: string, { isTest }: WantedWebhook) {
	const message = `Explorium sends the events of the partner "${partnerId}" to ${hostOf(address)}`;
	const sorry = 'Version 1 of the API has one address for each partner.';
	return isTest
		? badInput(
				`${message}, and a test would take them away from there`,
				`${sorry} Unpublish what uses it first, or work with the events of an earlier execution.`,
			)
		: badInput(
				`${message} already`,
				`${sorry} To send them here instead, turn on "Replace Existing Webhook" under Options. Or choose version 2 in the credential, which allows several.`,
			);
}
