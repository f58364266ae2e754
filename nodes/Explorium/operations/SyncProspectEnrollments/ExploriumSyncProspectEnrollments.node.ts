import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { Output } from '../../../shared/nodeRun';
import { paired } from '../../../shared/paired';
import { notice } from '../../../shared/notice';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { runCalls, type Served } from '../../../shared/runCalls';
import { openExplorium } from '../../client';
import { eventTypesField, prospectIdsField } from '../../fields';
import { searchWebhooks } from '../../pickers';
import { webhookField } from '../../webhookChoice';
import { carryOut, type SyncOutcome } from './carryOut';
import type { SyncAction } from './plan';
import { itemsNaming, planCall, type SyncTask } from './planCall';
import { itemReader, sayUnchanged, type SyncSettings } from './readTask';

/**
 * Not a call of its own: it reads the enrollments, and adds, updates and deletes what it takes.
 * https://developers.explorium.ai/reference/prospects/events/update_prospects_enrollments
 */
export class ExploriumSyncProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Sync Prospect Enrollments',
		name: 'exploriumSyncProspectEnrollments',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.enrollmentKeyPrefix }}',
		description:
			'Have Explorium monitor exactly the prospects of a list, with as few calls as possible. All input items together are the list',
		defaults: { name: 'Explorium: Sync Prospect Enrollments' },
		documentationUrl: docsPage('explorium.md#explorium-sync-prospect-enrollments'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// It can end enrollments, so it is not offered to AI agents.
		usableAsTool: undefined,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			notice(
				'Changes and deletes the enrollments of this list: prospects that are not on it are no longer monitored. Dry Run, under Options, shows the changes first.',
			),
			{
				displayName: 'List Name',
				name: 'enrollmentKeyPrefix',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. customers',
				description:
					'A name for the list, at least 4 characters. Explorium calls it the enrollment key. Enrollments with this name, or with this name and "-2", "-3" and so on, belong to the list and are added, changed and deleted to fit it. No other enrollment is touched.',
			},
			{
				...prospectIdsField,
				description:
					'The prospects to monitor: one or more Explorium prospect IDs (40 characters, 0-9 and a-f), separated by commas, or a list from an expression. All items together are the list. Prospects that are not in it are no longer monitored under this name.',
			},
			eventTypesField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Allow Empty List',
						name: 'allowEmptyList',
						type: 'boolean',
						default: false,
						description:
							'Whether a single item without prospects ends all enrollments of the list. Otherwise it is refused. Among several items, an empty one is always refused.',
					},
					{
						displayName: 'Dry Run',
						name: 'dryRun',
						type: 'boolean',
						default: false,
						description: 'Whether to return the changes that would be made, without making them',
					},
					{
						...webhookField,
						description:
							'Where Explorium sends the events of enrollments that are added, or that were paused. Only for credentials with API version 2. If this is empty, the only active webhook of the account is used.',
					},
				],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchWebhooks } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const goesOn = this.continueOnFail();
		return await runCalls(this, {
			open: openExplorium,
			read: itemReader(),
			togetherOrNot: sayUnchanged,
			plan: async (requests, { client }) => await planCall(client, requests),
			attempt: async ({ settings: task }, _ids, { client, concurrency }) =>
				success(
					task.settings.dryRun
						? { done: task.actions }
						: await carryOut(client, task.actions, concurrency, task.webhookId),
				),
			output: (served) => outputOf(served, goesOn),
		});
	}
}

/**
 * One item for each change, linked to the first input item that it is about, and the failure that ended the sync, if one
 * did. The list is all input items together, so they have no items of their own.
 */
function outputOf(
	{ call: { settings: task, ids, itemsOf }, value }: Served<SyncTask, SyncOutcome>,
	goesOn: boolean,
): Output {
	const { settings } = task;
	const items = value.done.map((action) =>
		paired(summaryOf(action, settings), itemsNaming(action.added, itemsOf, task)[0]),
	);
	if (value.failed) {
		// The list as a whole is not in force, so no item has got what it asked for.
		const concerned = goesOn ? task.items : itemsNaming(value.failed.ids, itemsOf, task);
		return { items, failures: [{ items: concerned, failure: value.failed.failure }] };
	}
	if (items.length > 0) return { items };
	return { items: [paired(nothingToDo(settings, ids), task.items[0])] };
}

function summaryOf(action: SyncAction, { dryRun }: SyncSettings): IDataObject {
	return {
		action: action.kind,
		enrollment_key: action.enrollment_key,
		enrollment_id: action.enrollment_id ?? null,
		event_types: action.event_types,
		prospects: action.prospect_ids.length,
		prospects_added: action.added.length,
		prospects_removed: action.removed.length,
		added_prospect_ids: action.added,
		removed_prospect_ids: action.removed,
		dry_run: dryRun,
	};
}

function nothingToDo({ prefix, eventTypes, dryRun }: SyncSettings, ids: string[]): IDataObject {
	return {
		action: 'none',
		enrollment_key: prefix,
		enrollment_id: null,
		event_types: eventTypes,
		prospects: ids.length,
		prospects_added: 0,
		prospects_removed: 0,
		added_prospect_ids: [],
		removed_prospect_ids: [],
		dry_run: dryRun,
	};
}
