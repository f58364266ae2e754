import { isObject } from '../shared/answers';
import { pickerField } from '../shared/pickerField';
import { readOpaqueId } from '../shared/read/id';
import type { Setting } from '../shared/read/settings';
import { badInput, success, type Result } from '../shared/result';
import type { ExploriumClient } from './client';
import { recognizeOtherThan } from './foreignIds';

const WEBHOOK_ID = /^wh_/i;

/** Where version 2 of the API sends the events of an enrollment. */
export const webhookField = pickerField({
	displayName: 'Webhook',
	name: 'webhookId',
	method: 'searchWebhooks',
	placeholder: 'Choose a webhook...',
	exampleId: 'wh_7f3a91c2',
	required: false,
	description:
		'Where Explorium sends the events of the enrollment. Only for credentials with API version 2. If this is empty, the only active webhook of the account is used.',
});

/** The setting for that field: an ID, or what the picker holds. An empty picker means none. */
export const webhookSetting: Setting<string | undefined> = {
	initial: undefined,
	read: (value) => {
		const chosen = isObject(value) && '__rl' in value ? value.value : value;
		if (chosen === '') return success(undefined);
		return readOpaqueId(chosen, {
			field: webhookField.displayName,
			ifEmpty: 'Choose one, give its ID such as wh_7f3a91c2, or remove the field.',
			recognize: (text) => recognizeOtherThan(WEBHOOK_ID, text),
		});
	},
};

/** Refuses a choice where the version of the API offers none. */
export function checkWebhookId(
	{ version }: ExploriumClient,
	chosen: string | undefined,
): Result<string | undefined> {
	if (chosen === undefined || version.webhooksToEnrollTo) return success(chosen);
	return badInput(
		'"Webhook" is set, but version 1 of the API has one webhook for the whole account',
		'Remove it, or choose version 2 in the credential.',
	);
}

/**
 * The webhook to enroll prospects to, where the version of the API wants one.
 *
 * @param chosen by the user; otherwise it is the account's active one, if there is only one
 */
export async function webhookToEnrollTo(
	client: ExploriumClient,
	chosen: string | undefined,
): Promise<Result<string | undefined>> {
	if (chosen !== undefined) return checkWebhookId(client, chosen);
	const webhooks = await client.version.webhooksToEnrollTo?.(client);
	if (webhooks === undefined) return success(undefined);
	if (!webhooks.ok) return webhooks;
	const [webhook, ...others] = webhooks.value;
	if (webhook === undefined) {
		return badInput(
			'The Explorium account has no active webhook, and version 2 of the API needs one for every enrollment',
			'Publish a workflow with the Explorium Prospect Events Webhook Trigger, or register a webhook in Explorium.',
		);
	}
	if (others.length === 0) return success(webhook.webhook_id);
	const names = [webhook, ...others].map(({ name, webhook_id }) => `${name} (${webhook_id})`);
	return badInput(
		`"Webhook" is empty, and the Explorium account has ${names.length} active webhooks`,
		`Choose the one that gets the events: ${names.join(', ')}.`,
	);
}
