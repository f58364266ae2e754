import {
	anyAnswer,
	isObject,
	kindOfValue,
	textIn,
	type AnswerCheck,
	type Json,
} from '../../shared/answers';
import { readEntries, sayLeftOut } from '../../shared/oddEntries';
import { failed, isMissing, success, type Failure, type Result } from '../../shared/result';
import { countedList, idCheck, recordIdIn, says, verdictCheck } from '../answers/verdict';
import { ask, listOf, type Body } from '../ask';
import type { AccountClient } from '../accountClient';
import { isSameAddress } from '../sameAddress';
import { isUsableSecret } from '../webhookSecret';
import {
	atWorkCheck,
	hostOf,
	isOfOwner,
	isOwn,
	LOOK_AT_WEBHOOKS,
	PUBLISH_AGAIN,
	registrationCheck,
	type Registration,
	type WantedWebhook,
	type Webhook,
	type WebhookRegistry,
} from './webhookRegistry';

const WEBHOOKS = '/webhooks';

/**
 * Version 2 has several webhooks, and shows the secret of one only when it makes it.
 * https://developers.explorium.ai/v2/webhooks
 */
export const webhooksV2: WebhookRegistry = {
	async find(client, wanted, known) {
		if (!isOfVersion2(known) || !isOwn(known, wanted)) return success(undefined);
		const present = await read(client, known.id);
		if (!present.ok) return present;
		const isAtWork = isAt(present.value, wanted.url) && present.value?.status === 'active';
		const isUsable = isAtWork && isUsableSecret(known.secret);
		const { url, owner } = wanted;
		return success(isUsable ? { ...known, url, owner } : undefined);
	},

	async register(client, wanted, known) {
		const earlier = await readEarlier(client, wanted, known);
		if (!earlier.ok) return earlier;
		const { webhook, others } = earlier.value;
		const registered =
			webhook === undefined
				? await create(client, wanted, others)
				: await bringBack(client, wanted, webhook, known);
		if (registered.ok && known) reportLeftBehind(client, wanted, known, registered.value.id);
		return registered;
	},

	async remove(client, known) {
		if (!isOfVersion2(known)) return success(undefined);
		const present = await read(client, known.id);
		if (!present.ok) return present;
		if (!isAt(present.value, known.url)) return success(undefined);
		const deleted = await remove(client, known.id);
		if (deleted.ok) return success(undefined);
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
			lookAt: LOOK_AT_WEBHOOKS,
			missing: anyAnswer,
		});
	},
};

/** The account's webhooks that are at work. */
export async function getActiveWebhooks(client: AccountClient): Promise<Result<Webhook[]>> {
	const webhooks = await list(client, 'status=active');
	return webhooks.ok
		? success(webhooks.value.filter(({ status }) => status === 'active'))
		: webhooks;
}

const pathOf = (webhookId: string) => `${WEBHOOKS}/${encodeURIComponent(webhookId)}`;

const isOfVersion2 = (known: Registration | undefined): known is Registration =>
	known?.version === 'v2';

/** Whether a webhook is there, and at this address. */
const isAt = (webhook: Webhook | undefined, url: string): boolean =>
	webhook !== undefined && isSameAddress(webhook.webhook_url, url);

function readWebhook(entry: unknown): Webhook | string {
	if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
	const webhook_id = recordIdIn(entry.webhook_id);
	const webhook_url = textIn(entry.webhook_url);
	if (webhook_id === undefined) return 'has no ID';
	if (webhook_url === undefined) return `(${webhook_id}) has no address`;
	return {
		webhook_id,
		webhook_url,
		name: textIn(entry.name) ?? webhook_id,
		status: textIn(entry.status) ?? '',
		legacy: entry.legacy === true,
	};
}

async function list(client: AccountClient, query?: string): Promise<Result<Webhook[]>> {
	const result = await ask(client, {
		method: 'GET',
		path: WEBHOOKS,
		...(query && { query }),
		repeatable: true,
		missing: countedList('webhooks', 'the list of webhooks'),
	});
	if (!result.ok) return result;
	const { entries, odd } = readEntries(listOf(result.value.webhooks), readWebhook);
	if (odd.length > 0) client.report(sayLeftOut('Explorium', 'webhooks', odd));
	return success(entries);
}

/** The answer is about this webhook, or says that it is not there. */
function sameWebhook(id: string): AnswerCheck {
	return (body) => {
		if (says(body, 'miss')) return undefined;
		const webhook = readWebhook(body);
		return typeof webhook === 'string' || webhook.webhook_id !== id ? 'the webhook' : undefined;
	};
}

/** The answer is about no other webhook. */
function aboutWebhook(id: string): AnswerCheck {
	return (body) => {
		const answered = isObject(body) ? textIn(body.webhook_id) : undefined;
		return answered === undefined || answered === id ? undefined : 'the webhook';
	};
}

async function read(client: AccountClient, id: string): Promise<Result<Webhook | undefined>> {
	const result = await ask(client, {
		method: 'GET',
		path: pathOf(id),
		repeatable: true,
		missing: sameWebhook(id),
	});
	if (!result.ok) return isMissing(result.failure) ? success(undefined) : result;
	const webhook = readWebhook(result.value);
	return success(typeof webhook === 'string' ? undefined : webhook);
}

async function change(
	client: AccountClient,
	id: string,
	body: object,
	isDone: AnswerCheck = anyAnswer,
): Promise<Result<Body>> {
	return await ask(client, {
		method: 'PATCH',
		path: pathOf(id),
		body,
		repeatable: true,
		lookAt: LOOK_AT_WEBHOOKS,
		missing: (answer) =>
			idCheck('webhook_id', 'the webhook')(answer) ?? aboutWebhook(id)(answer) ?? isDone(answer),
	});
}

/**
 * Deletes a webhook; one that is not there any more need not be.
 *
 * @returns whether it was there
 */
async function remove(client: AccountClient, id: string): Promise<Result<boolean>> {
	const result = await ask(client, {
		method: 'DELETE',
		path: pathOf(id),
		repeatable: true,
		lookAt: LOOK_AT_WEBHOOKS,
		missing: verdictCheck('the word that the webhook was deleted'),
	});
	if (result.ok) return success(!says(result.value, 'miss'));
	return isMissing(result.failure) ? success(false) : result;
}

/** What there is before a registration: the webhook to bring back, or else the others that are not to be touched. */
interface Earlier {
	webhook?: Webhook;
	others: Webhook[];
}

/**
 * The webhook of an earlier activation: the one that is remembered, or else the one with this address.
 * What a copy remembers of its original is the original's, and is let alone.
 */
async function readEarlier(
	client: AccountClient,
	wanted: WantedWebhook,
	known: Registration | undefined,
): Promise<Result<Earlier>> {
	const isMine = isOfVersion2(known) && (isOwn(known, wanted) || isToMove(known, wanted));
	if (isMine) {
		const present = await read(client, known.id);
		if (!present.ok) return present;
		if (present.value !== undefined) return success({ webhook: present.value, others: [] });
	}
	const foreignId = isOfVersion2(known) && !isMine ? known.id : undefined;
	const webhooks = await list(client);
	if (!webhooks.ok) return webhooks;
	const webhook = webhooks.value.find(
		(one) => isAt(one, wanted.url) && !one.legacy && one.webhook_id !== foreignId,
	);
	return success({ webhook, others: webhooks.value });
}

/** Its own webhook at an earlier address follows only if the user says so: a copy looks the same. */
const isToMove = (known: Registration, { owner, isTest, replaceOthers }: WantedWebhook) =>
	replaceOthers && !isTest && known.owner !== undefined && isOfOwner(known, owner);

function registrationOf(id: string, { url, owner }: WantedWebhook, body: Json): Registration {
	return { version: 'v2', id, url, secret: String(body.webhook_secret).trim(), owner };
}

/** @param others the webhooks there are already */
async function create(
	client: AccountClient,
	wanted: WantedWebhook,
	others: Webhook[],
): Promise<Result<Registration>> {
	let answeredId: string | undefined;
	const made = await ask(client, {
		method: 'POST',
		path: WEBHOOKS,
		body: { name: wanted.name, webhook_url: wanted.url },
		repeatable: false,
		// What has become of it is looked up below.
		lookAt: '',
		missing: (body) => {
			answeredId = isObject(body) ? recordIdIn(body.webhook_id) : undefined;
			const lacking = idCheck('webhook_id', 'the ID of the webhook')(body);
			return lacking ?? registrationCheck(wanted.url)(body);
		},
	});
	if (made.ok)
		return success(registrationOf(textIn(made.value.webhook_id) ?? '', wanted, made.value));
	if (!made.failure.ambiguous) return made;
	return failed(refused(made.failure, await takeBack(client, wanted, others, answeredId)));
}

/**
 * Deletes a webhook that may have been made, but that nobody could use. Says what has become of it.
 *
 * @param others that were there before, and stay
 * @param answeredId the ID in the answer, if there was one
 */
async function takeBack(
	client: AccountClient,
	{ name }: WantedWebhook,
	others: Webhook[],
	answeredId: string | undefined,
): Promise<string> {
	const isOther = (id: string) => others.some(({ webhook_id }) => webhook_id === id);
	const namedId = answeredId !== undefined && !isOther(answeredId) ? answeredId : undefined;
	const webhooks = await list(client);
	const fresh = webhooks.ok ? webhooks.value.filter((one) => !isOther(one.webhook_id)) : [];
	// Explorium may write the address in another way, but no two webhooks share a name.
	const made =
		fresh.find(({ webhook_id }) => webhook_id === namedId) ??
		fresh.find((one) => one.name === name);
	const id = made?.webhook_id ?? namedId;
	const deleted = id === undefined ? success(false) : await remove(client, id);
	if (deleted.ok && (deleted.value || made !== undefined)) return 'It was deleted again.';
	const look = `Look in Explorium for a webhook named "${name}" and delete it there.`;
	if (made !== undefined) return `It could not be deleted again. ${look}`;
	if (webhooks.ok && deleted.ok) return 'No webhook was made.';
	return `Whether it was made is not known. ${look}`;
}

/** Sets an earlier webhook to work for this address, with a secret that is known here. */
async function bringBack(
	client: AccountClient,
	wanted: WantedWebhook,
	{ webhook_id: id, webhook_url, status, name }: Webhook,
	known: Registration | undefined,
): Promise<Result<Registration>> {
	const { url, owner } = wanted;
	const isChanged = !isSameAddress(webhook_url, url) || status !== 'active';
	if (isChanged) {
		const body = { name: wanted.name, webhook_url: url, status: 'active' };
		const changed = await change(client, id, body, atWorkCheck(url));
		if (!changed.ok) return changed;
	}
	if (known?.id === id && isUsableSecret(known.secret)) return success({ ...known, url, owner });
	const rotated = await ask(client, {
		method: 'POST',
		path: `${pathOf(id)}/rotate_secret`,
		repeatable: true,
		lookAt: LOOK_AT_WEBHOOKS,
		missing: (body) => aboutWebhook(id)(body) ?? registrationCheck(url)(body),
	});
	if (rotated.ok) return success(registrationOf(id, wanted, rotated.value));
	const back = isChanged ? await change(client, id, { name, webhook_url, status }) : undefined;
	const word = back?.ok ? 'The webhook was set back to what it was.' : `It is the webhook ${id}.`;
	return failed(refused(rotated.failure, word));
}

function refused(failure: Failure, word: string): Failure {
	return {
		...failure,
		message: `The webhook could not be registered: ${failure.message}. ${word}`,
		hint: PUBLISH_AGAIN,
	};
}

/** Says that an earlier address of this workflow stays where it is, with the enrollments that name it. */
function reportLeftBehind(
	client: AccountClient,
	wanted: WantedWebhook,
	known: Registration,
	id: string,
): void {
	const isElsewhere = !isSameAddress(known.url, wanted.url) && known.id !== id;
	if (!isOfVersion2(known) || !isElsewhere || !isOfOwner(known, wanted.owner)) return;
	client.report(
		`This workflow has another webhook at Explorium, ${known.id} at ${hostOf(known.url)}. It was left as it is, because a copy of the workflow may use it. Enrollments that name it still send their events there. If it is an old address of this n8n, point them to ${id} with Update Prospect Enrollments, or turn on "Replace Existing Webhook" before you publish.`,
	);
}
