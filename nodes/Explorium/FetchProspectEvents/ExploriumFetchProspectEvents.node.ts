import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { itemsBehind, mergeItems, type ItemRequest } from '../../shared/merge';
import { paired, type Output } from '../../shared/nodeRun';
import { readSettings, switchSetting, type Setting } from '../../shared/read/settings';
import { requestOptions } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { runCalls, type Served } from '../../shared/runCalls';
import { simplifyField } from '../../shared/simplifyField';
import { fetchEvents, type EventQuery, type ProspectEvent } from '../api';
import { openExplorium } from '../client';
import { PROSPECT_IDS, PROSPECTS_PER_FETCH } from '../explorium';
import { eventTypesField, eventTypesSubtitle, prospectIdsField } from '../fields';
import { flatten } from '../flatten';
import { readEventTypes, readProspectIds, readTimestamp } from '../input';

type FetchSettings = Omit<EventQuery, 'prospect_ids'> & { simplify: boolean };

/** https://developers.explorium.ai/reference/prospects/events/fetch_prospects_events */
export class ExploriumFetchProspectEvents implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Fetch Prospect Events',
		name: 'exploriumFetchProspectEvents',
		icon: {
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: eventTypesSubtitle,
		description:
			'Get the role changes, company changes and work anniversaries of prospects in about the last three months, for which Explorium takes credits. Needs Explorium prospect IDs and returns one item per event.',
		defaults: { name: 'Fetch Prospect Events' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			prospectIdsField,
			{
				...eventTypesField,
				hint: 'Explorium takes credits for the events it returns, also for those fetched before',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Happened After',
						name: 'timestampFrom',
						type: 'dateTime',
						default: '',
						description:
							'Only events that happened after this date, in ISO 8601. Explorium dates a change to the first of its month and may find it weeks later.',
					},
					{
						displayName: 'Happened Until',
						name: 'timestampTo',
						type: 'dateTime',
						default: '',
						description:
							'Only events that happened up to this date, in ISO 8601. Upcoming anniversaries lie in the future.',
					},
					simplifyField,
				],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openExplorium,
			read: (item) => readItem(this, item),
			plan: (requests) => ({ calls: mergeItems(requests, PROSPECTS_PER_FETCH) }),
			idField: PROSPECT_IDS,
			attempt: async ({ settings: { simplify: _, ...query } }, prospect_ids, { client }) =>
				await fetchEvents(client, { ...query, prospect_ids }),
			output: itemPerEvent,
			nothing: 'No events were found for these prospects in Explorium.',
		});
	}
}

function itemPerEvent({
	call: { settings, itemsOf },
	value,
}: Served<FetchSettings, { events: ProspectEvent[] }>): Output {
	const items = value.events.map((event) =>
		paired(
			settings.simplify ? flatten(event) : { ...event },
			itemsBehind(itemsOf, [event.prospect_id]),
		),
	);
	return { items };
}

function readItem(context: IExecuteFunctions, item: number): Result<ItemRequest<FetchSettings>> {
	const ids = readProspectIds(context.getNodeParameter('prospectIds', item));
	if (!ids.ok) return ids;
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes', item));
	if (!eventTypes.ok) return eventTypes;
	const options = readSettings(context.getNodeParameter('options', item, {}), {
		simplify: switchSetting(simplifyField),
		timestampFrom: timestampSetting('Happened After'),
		timestampTo: timestampSetting('Happened Until'),
	});
	if (!options.ok) return options;
	const { simplify, timestampFrom, timestampTo } = options.value;
	return success({
		itemIndex: item,
		ids: ids.value,
		settings: {
			event_types: eventTypes.value,
			timestamp_from: timestampFrom,
			timestamp_to: timestampTo,
			simplify,
		},
	});
}

const timestampSetting = (field: string): Setting<string | undefined> => ({
	initial: undefined,
	read: (value) => readTimestamp(value, field),
});
