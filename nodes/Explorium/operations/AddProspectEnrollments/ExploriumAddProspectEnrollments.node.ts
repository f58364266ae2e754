import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { mergeItems, type ItemRequest, type MergedCall } from '../../../shared/merge';
import { readSettings } from '../../../shared/read/settings';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { runCalls, sortOutCalls, type PlannedCalls } from '../../../shared/runCalls';
import { openExplorium, type ExploriumClient } from '../../client';
import { enrollOnce } from '../../enrollOnce';
import { PROSPECT_IDS, PROSPECTS_PER_ENROLLMENT } from '../../explorium';
import { eventTypesField, prospectIdsField } from '../../fields';
import { readEnrollmentKey, readEventTypes, readProspectIds } from '../../input';
import { searchWebhooks } from '../../pickers';
import {
	checkWebhookId,
	webhookField,
	webhookSetting,
	webhookToEnrollTo,
} from '../../webhookChoice';
import { numberKeys } from './numberKeys';

interface EnrollSettings {
	enrollment_key: string;
	event_types: string[];
	webhook_id?: string;
}

/** https://developers.explorium.ai/reference/prospects/events/add_prospects_enrollments */
export class ExploriumAddProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Add Prospect Enrollments',
		name: 'exploriumAddProspectEnrollments',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.enrollmentKey }}',
		description:
			'Have Explorium monitor prospects for role changes, company changes and work anniversaries. Needs a list name and Explorium prospect IDs, and returns one item per enrollment made.',
		defaults: { name: 'Explorium: Add Prospect Enrollments' },
		documentationUrl: docsPage('explorium.md#explorium-add-prospect-enrollments'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			{
				displayName: 'List Name',
				name: 'enrollmentKey',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. tech_executives_monitor',
				hint: 'Every run adds enrollments. Sync Prospect Enrollments keeps a list without adding a prospect twice.',
				description:
					'A name for the list, at least 4 characters. Explorium calls it the enrollment key. An enrollment holds 20 prospects: a longer list makes several, and "-2", "-3" and so on are added to their names.',
			},
			prospectIdsField,
			eventTypesField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [webhookField],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchWebhooks } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openExplorium,
			read: readItem,
			plan: async (requests, { client }) =>
				await withWebhook(client, numberKeys(await mergeItems(requests, PROSPECTS_PER_ENROLLMENT))),
			idField: PROSPECT_IDS,
			attempt: async ({ settings }, prospect_ids, { client }) =>
				await enrollOnce(client, { ...settings, prospect_ids }),
			describe: ({ enrollment_key, enrollment_id }) => `${enrollment_key} (${enrollment_id})`,
		});
	}
}

/** The calls with the webhook that the account uses, where none was chosen and one is needed. */
async function withWebhook(
	client: ExploriumClient,
	calls: Array<MergedCall<EnrollSettings>>,
): Promise<PlannedCalls<EnrollSettings>> {
	if (calls.every(({ settings }) => settings.webhook_id !== undefined)) return { calls };
	const usual = await webhookToEnrollTo(client, undefined);
	return await sortOutCalls(calls, (settings) => {
		if (settings.webhook_id !== undefined) return success(settings);
		return usual.ok ? success({ ...settings, webhook_id: usual.value }) : usual;
	});
}

function readItem(
	context: IExecuteFunctions,
	item: number,
	client: ExploriumClient,
): Result<ItemRequest<EnrollSettings>> {
	const key = readEnrollmentKey(context.getNodeParameter('enrollmentKey', item));
	if (!key.ok) return key;
	const ids = readProspectIds(context.getNodeParameter('prospectIds', item));
	if (!ids.ok) return ids;
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes', item));
	if (!eventTypes.ok) return eventTypes;
	const options = readSettings(context.getNodeParameter('options', item, {}), {
		webhookId: webhookSetting,
	});
	if (!options.ok) return options;
	const webhook = checkWebhookId(client, options.value.webhookId);
	if (!webhook.ok) return webhook;
	return success({
		itemIndex: item,
		ids: ids.value,
		settings: {
			enrollment_key: key.value,
			event_types: eventTypes.value,
			webhook_id: webhook.value,
		},
	});
}
