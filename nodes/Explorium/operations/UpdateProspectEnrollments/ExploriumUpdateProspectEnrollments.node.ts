import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { readCollection, readSettings } from '../../../shared/read/settings';
import { requestOptions } from '../../requestOptions';
import { badInput, isMissing, success, type Failure, type Result } from '../../../shared/result';
import { runCalls, sortOutCalls, type PlannedCalls } from '../../../shared/runCalls';
import {
	getEnrollments,
	listEnrollments,
	updateEnrollment,
	type Enrollment,
	type EnrollmentChanges,
} from '../../api';
import { openExplorium, type ExploriumClient } from '../../client';
import { keyInPlaceOfId } from '../../enrollmentKeys';
import { enrollmentField, eventTypesField } from '../../fields';
import { readEnrollmentId, readEnrollmentKey, readEventTypes, readProspectIds } from '../../input';
import { searchEnrollments, searchWebhooks } from '../../pickers';
import { checkWebhookId, webhookField, webhookSetting } from '../../webhookChoice';
import {
	applyChange,
	changesOf,
	checkGaps,
	checkSize,
	enrollmentFinder,
	isPartial,
	joinChanges,
	type Change,
} from './changes';
import { givesProspects, holdBack } from './heldBack';

/** An enrollment as it is to be, and what of it changes. */
interface Update {
	enrollment: Enrollment & { prospect_ids: string[] };
	changes: EnrollmentChanges;
}

/** https://developers.explorium.ai/reference/prospects/events/update_prospects_enrollments */
export class ExploriumUpdateProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Update Prospect Enrollments',
		name: 'exploriumUpdateProspectEnrollments',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('enrollmentId', 'by ID')} }}`,
		description:
			'Change the list name, the event types or the prospects of an Explorium enrollment; what is not given stays as it is. Needs the enrollment ID and returns one item per enrollment with what it monitors now.',
		defaults: { name: 'Explorium: Update Prospect Enrollments' },
		documentationUrl: docsPage('explorium.md#explorium-update-prospect-enrollments'),
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
						displayName: 'List Name',
						name: 'enrollmentKey',
						type: 'string',
						default: '',
						placeholder: 'e.g. tech_executives_monitor',
						description:
							'The new name of the list, at least 4 characters. If several items name the enrollment, the last one counts.',
					},
					{
						...eventTypesField,
						required: undefined,
						description: 'The event types to look for from now on. They replace those so far.',
					},
					{
						displayName: 'Explorium Prospect IDs',
						name: 'prospectIds',
						type: 'string',
						default: '',
						placeholder: 'e.g. 4c485f009d59e319dc039cdf3e935b85014e6a33',
						hint: 'Prospects that are not named here are no longer monitored by this enrollment',
						description:
							'The prospects to monitor from now on. They replace those so far: at most 20 prospect IDs (40 characters, 0-9 and a-f), separated by commas, or a list from an expression. Items that name the same enrollment add up.',
					},
					{
						...webhookField,
						description:
							'Where Explorium sends the events of the enrollment from now on. An active webhook also starts a paused enrollment again. Only for credentials with API version 2.',
					},
				],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchEnrollments, searchWebhooks } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const setsProspects = givesProspects(this.getNode());
		const refusedFor = new Map<number, string>();
		return await runCalls(this, {
			open: openExplorium,
			read: (context, itemIndex, client) => {
				const id = readEnrollment(context, itemIndex);
				if (!id.ok) return id;
				refusedFor.set(itemIndex, id.value);
				const change = readItem(context, itemIndex, client, id.value);
				if (change.ok) refusedFor.delete(itemIndex);
				return change;
			},
			plan: async (requests, { client, unread }) => {
				if (!setsProspects) return await planUpdates(client, requests);
				const { going, failures } = holdBack(requests, unread, refusedFor);
				const planned = await planUpdates(client, going);
				return { calls: planned.calls, failures: [...failures, ...planned.failures] };
			},
			attempt: async ({ settings: { enrollment, changes } }, _ids, { client }) => {
				const result = await updateEnrollment(client, enrollment, changes);
				return result.ok ? result : await explainMissing(client, enrollment, result);
			},
			describe: ({ enrollment_id }) => enrollment_id,
		});
	}
}

/** One call for each enrollment: as it is now, with the changes that the items want. */
async function planUpdates(
	client: ExploriumClient,
	requests: Change[],
): Promise<Required<PlannedCalls<Update>>> {
	const joined = await sortOutCalls(await joinChanges(requests), checkSize);
	const needsCurrent = joined.calls.some(({ settings }) => isPartial(settings));
	const current = needsCurrent ? await listEnrollments(client) : success(undefined);
	const find = enrollmentFinder(current.ok ? current.value : undefined);
	const applied = await sortOutCalls(joined.calls, (change): Result<Update> => {
		if (!current.ok) return current;
		const known = find(change.enrollmentId);
		if (!known.ok) return known;
		const enrollment = applyChange(change, known.value);
		if (!enrollment.ok) return enrollment;
		const whole = checkGaps(change, current.value?.gaps.get(change.enrollmentId));
		if (!whole.ok) return whole;
		return success({ enrollment: enrollment.value, changes: changesOf(change) });
	});
	return { calls: applied.calls, failures: [...joined.failures, ...applied.failures] };
}

/** Where a text is neither an ID nor looks like one, it may be a key: the list of enrollments tells. */
async function explainMissing(
	client: ExploriumClient,
	{ enrollment_id }: Enrollment,
	result: { ok: false; failure: Failure },
): Promise<Result<Enrollment>> {
	if (!isMissing(result.failure) || /^en_/i.test(enrollment_id)) return result;
	const enrollments = await getEnrollments(client);
	return (enrollments.ok && keyInPlaceOfId(enrollment_id, enrollments.value)) || result;
}

const readEnrollment = (context: IExecuteFunctions, itemIndex: number) =>
	readEnrollmentId(context.getNodeParameter('enrollmentId', itemIndex, '', { extractValue: true }));

function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
	client: ExploriumClient,
	enrollmentId: string,
): Result<Change> {
	const given = readCollection(
		context.getNodeParameter('updateFields', itemIndex, {}),
		'Update Fields',
	);
	if (!given.ok) return given;
	const fields = given.value;
	const change: Change = { itemIndex, enrollmentId };
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
		'Add what you want to change, such as the list name, the event types or the prospect IDs.',
	);
}
