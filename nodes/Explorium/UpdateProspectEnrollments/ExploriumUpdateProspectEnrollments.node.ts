import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { finish, itemPerCall, readItems, refuseCalls, runCalls } from '../../shared/nodeRun';
import { readCollection, readSettings } from '../../shared/read/settings';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { badInput, success, type Result } from '../../shared/result';
import { listEnrollments, updateEnrollment } from '../api';
import { openExplorium, type ExploriumClient } from '../client';
import { enrollmentField, eventTypesField } from '../fields';
import { readEnrollmentId, readEnrollmentKey, readEventTypes, readProspectIds } from '../input';
import { searchEnrollments, searchWebhooks } from '../pickers';
import { checkWebhookId, webhookField, webhookSetting } from '../webhookChoice';
import {
	applyChange,
	changesOf,
	checkSize,
	findEnrollment,
	isPartial,
	joinChanges,
	type Change,
} from './changes';

/** https://developers.explorium.ai/reference/prospects/events/update_prospects_enrollments */
export class ExploriumUpdateProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Update Prospect Enrollments',
		name: 'exploriumUpdateProspectEnrollments',
		icon: {
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.enrollmentId }}',
		description:
			'Change the label, the event types or the prospects of an Explorium enrollment; what is not given stays as it is. Needs the enrollment ID and returns one item per enrollment with what it monitors now.',
		defaults: { name: 'Update Prospect Enrollments' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			enrollmentField,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Enrollment Key',
						name: 'enrollmentKey',
						type: 'string',
						default: '',
						placeholder: 'e.g. tech_executives_monitor',
						description: 'The new label, at least 4 characters',
					},
					{
						...eventTypesField,
						required: undefined,
						description: 'The event types to look for from now on, instead of those so far',
					},
					{
						displayName: 'Prospect IDs',
						name: 'prospectIds',
						type: 'string',
						default: '',
						placeholder: 'e.g. 4c485f009d59e319dc039cdf3e935b85014e6a33',
						hint: 'Whoever is not named here is no longer monitored by this enrollment',
						description:
							'The prospects to monitor from now on, instead of those so far: at most 20 prospect IDs (40 characters, 0-9 and a-f), separated by commas, or a list from an expression. Those of items that name the same enrollment add up.',
					},
					{
						...webhookField,
						description:
							'Where Explorium sends the events of the enrollment from now on. An active webhook also sets a paused enrollment to work again. Only for credentials with API version 2.',
					},
				],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchEnrollments, searchWebhooks } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openExplorium(this, request);
		const { requests, failures: badItems } = readItems(this, (item) =>
			readItem(this, client, item),
		);
		const { calls, failures: tooLarge } = refuseCalls(this, joinChanges(requests), checkSize);

		const needsCurrent = calls.some(({ settings }) => isPartial(settings));
		const current = needsCurrent ? await listEnrollments(client) : success(undefined);
		const { finished, failures } = await runCalls(this, calls, {
			concurrency: request.concurrency,
			idField: 'enrollment_id',
			attempt: async ({ settings }, [id]) => {
				if (!current.ok) return current;
				const known = findEnrollment(id, current.value);
				if (!known.ok) return known;
				const enrollment = applyChange(settings, known.value);
				if (!enrollment.ok) return enrollment;
				return await updateEnrollment(client, enrollment.value, changesOf(settings));
			},
			describe: ({ enrollment_id }) => enrollment_id,
		});

		return finish(this, itemPerCall(finished), [...badItems, ...tooLarge, ...failures]);
	}
}

function readItem(
	context: IExecuteFunctions,
	client: ExploriumClient,
	itemIndex: number,
): Result<Change> {
	const id = readEnrollmentId(
		context.getNodeParameter('enrollmentId', itemIndex, '', { extractValue: true }),
	);
	if (!id.ok) return id;
	const given = readCollection(
		context.getNodeParameter('updateFields', itemIndex, {}),
		'Update Fields',
	);
	if (!given.ok) return given;
	const fields = given.value;
	const change: Change = { itemIndex, enrollmentId: id.value };
	if ('enrollmentKey' in fields) {
		const key = readEnrollmentKey(fields.enrollmentKey);
		if (!key.ok) return key;
		change.key = key.value;
	}
	if ('eventTypes' in fields) {
		const eventTypes = readEventTypes(fields.eventTypes);
		if (!eventTypes.ok) return eventTypes;
		change.eventTypes = eventTypes.value;
	}
	if ('prospectIds' in fields) {
		const ids = readProspectIds(fields.prospectIds);
		if (!ids.ok) return ids;
		change.prospectIds = ids.value;
	}
	const chosen = readSettings(fields, { webhookId: webhookSetting }, 'Update Fields');
	if (!chosen.ok) return chosen;
	const webhook = checkWebhookId(client, chosen.value.webhookId);
	if (!webhook.ok) return webhook;
	change.webhookId = webhook.value;
	const { key, eventTypes, prospectIds, webhookId } = change;
	if (key ?? eventTypes ?? prospectIds ?? webhookId) return success(change);
	return badInput(
		'"Update Fields" is empty',
		'Add what is to change, such as the enrollment key, the event types or the prospect IDs.',
	);
}
