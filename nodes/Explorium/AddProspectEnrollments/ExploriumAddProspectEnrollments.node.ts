import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { mergeItems, type ItemRequest } from '../../shared/merge';
import { finish, itemPerCall, readItems, runCalls } from '../../shared/nodeRun';
import { readSettings } from '../../shared/read/settings';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { openExplorium, type ExploriumClient } from '../client';
import { enrollOnce } from '../enrollOnce';
import { PROSPECT_IDS, PROSPECTS_PER_ENROLLMENT } from '../explorium';
import { eventTypesField, prospectIdsField } from '../fields';
import { readEnrollmentKey, readEventTypes, readProspectIds } from '../input';
import { searchWebhooks } from '../pickers';
import { checkWebhookId, webhookField, webhookSetting, webhookToEnrollTo } from '../webhookChoice';
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
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.enrollmentKey }}',
		description:
			'Have Explorium monitor prospects for role changes, company changes and work anniversaries. Needs a label and Explorium prospect IDs, and returns one item per enrollment made.',
		defaults: { name: 'Add Prospect Enrollments' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			{
				displayName: 'Enrollment Key',
				name: 'enrollmentKey',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. tech_executives_monitor',
				hint: 'Every run adds enrollments. Sync Prospect Enrollments keeps a list without adding anybody twice.',
				description:
					'A label for the enrollment, at least 4 characters. An enrollment holds 20 prospects: a longer list makes several, and "-2", "-3" and so on are added to their keys.',
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
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openExplorium(this, request);
		const { requests, failures: badItems } = readItems(this, (item) =>
			readItem(this, client, item),
		);

		const calls = numberKeys(mergeItems(requests, PROSPECTS_PER_ENROLLMENT));
		const mustChoose = calls.some(({ settings }) => settings.webhook_id === undefined);
		const usual = mustChoose ? await webhookToEnrollTo(client, undefined) : success(undefined);
		const { finished, failures } = await runCalls(this, calls, {
			concurrency: request.concurrency,
			idField: PROSPECT_IDS,
			attempt: async ({ settings }, prospect_ids) => {
				const webhook = settings.webhook_id === undefined ? usual : success(settings.webhook_id);
				if (!webhook.ok) return webhook;
				const webhook_id = webhook.value;
				return await enrollOnce(client, { ...settings, webhook_id, prospect_ids });
			},
			describe: ({ enrollment_key, enrollment_id }) => `${enrollment_key} (${enrollment_id})`,
		});

		return finish(this, itemPerCall(finished), [...badItems, ...failures]);
	}
}

function readItem(
	context: IExecuteFunctions,
	client: ExploriumClient,
	item: number,
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
