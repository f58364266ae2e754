import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { Client } from '../../../shared/client';
import { docsPage } from '../../../shared/docsPage';
import { itemsBehind, mergeItems, type ItemRequest } from '../../../shared/merge';
import type { Output } from '../../../shared/nodeRun';
import {
	inShape,
	outputForm,
	pairedInShape,
	readShape,
	shapesOf,
	type OutputFields,
	type Shape,
	type ShapedRequest,
} from '../../../shared/outputShape';
import { readSettings, switchSetting, type Setting } from '../../../shared/read/settings';
import { requestOptions } from '../../requestOptions';
import { badInput, success, type Result } from '../../../shared/result';
import { runCalls, type Served } from '../../../shared/runCalls';
import { fetchEvents, type EventQuery, type ProspectEvent } from '../../api';
import { openExplorium } from '../../client';
import { eventItem } from '../../eventItem';
import { PROSPECT_IDS, PROSPECTS_PER_FETCH } from '../../explorium';
import { eventTypesField, eventTypesSubtitle, prospectIdsField } from '../../fields';
import { EVENT_FIELDS } from '../../flatten';
import { readEventTypes, readProspectIds, readTimestamp } from '../../input';
import { readWatchList } from '../../watchList';

type EventRequest = ItemRequest<Omit<EventQuery, 'prospect_ids'>> &
	ShapedRequest & { addsKey: boolean };

/** The list name comes with the option that adds it. */
const FIELDS = [...EVENT_FIELDS, 'enrollment_key'];

const OUTPUT: OutputFields = {
	offered: FIELDS,
	optional: FIELDS,
	ids: ['prospect_id', 'event_id'],
};

/** The enrollment of each prospect, and the items that want to know it. */
interface EnrollmentKeys {
	of: ReadonlyMap<string, string>;
	wantedBy: ReadonlySet<number>;
}

const NO_KEYS: EnrollmentKeys = { of: new Map(), wantedBy: new Set() };

const addKeyField: INodeProperties = {
	displayName: 'Add List Name',
	name: 'addEnrollmentKey',
	type: 'boolean',
	default: false,
	description:
		'Whether each event also gets the list name of the enrollment that its prospect is in (enrollment_key), so that the items have the same fields as those of the Explorium triggers. Takes one more call, but no credits.',
};

/** https://developers.explorium.ai/reference/prospects/events/fetch_prospects_events */
export class ExploriumFetchProspectEvents implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Fetch Prospect Events',
		name: 'exploriumFetchProspectEvents',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: eventTypesSubtitle,
		description:
			'Get the role changes, company changes and work anniversaries of prospects in about the last three months, which uses Explorium credits. Needs Explorium prospect IDs and returns one item per event.',
		defaults: { name: 'Explorium: Fetch Prospect Events' },
		documentationUrl: docsPage('explorium.md#explorium-fetch-prospect-events'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			prospectIdsField,
			{
				...eventTypesField,
				hint: 'Explorium uses credits for the events it returns, also for events that were fetched before',
			},
			...outputForm(OUTPUT),
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
							'Only events that happened after this date, such as 2026-01-31. Explorium dates a change to the first of its month, and may find it weeks later.',
					},
					{
						displayName: 'Happened Until',
						name: 'timestampTo',
						type: 'dateTime',
						default: '',
						description:
							'Only events that happened up to this date, such as 2026-01-31. Upcoming anniversaries are in the future.',
					},
					addKeyField,
				],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		let shapeOf: ReadonlyMap<number, Shape>;
		let keys: EnrollmentKeys;
		return await runCalls(this, {
			open: openExplorium,
			read: readItem,
			plan: async (requests, { client }) => {
				shapeOf = await shapesOf(requests);
				const wanting = requests.filter((one) => one.addsKey).map((one) => one.itemIndex);
				// Before the events, as it is free. Items that do not want the keys can do without.
				const read = await readKeys(client, wanting);
				keys = read.ok ? read.value : NO_KEYS;
				const failures = read.ok ? [] : [{ items: wanting, failure: read.failure }];
				const able = read.ok ? requests : requests.filter((one) => !one.addsKey);
				return { calls: await mergeItems(able, PROSPECTS_PER_FETCH), failures };
			},
			idField: PROSPECT_IDS,
			attempt: async ({ settings: query }, prospect_ids, { client }) =>
				await fetchEvents(client, { ...query, prospect_ids }),
			output: (served) => itemPerEvent(served, shapeOf, keys),
			nothing: 'No events were found in Explorium',
		});
	}
}

/** Asks for the enrollments once, if any item wants to know them. */
async function readKeys(client: Client, wanting: number[]): Promise<Result<EnrollmentKeys>> {
	if (wanting.length === 0) return success(NO_KEYS);
	const list = await readWatchList({ kind: 'enrollments', keys: [] }, client);
	if (!list.ok) return list;
	return success({ of: list.value.enrollmentKeyOf, wantedBy: new Set(wanting) });
}

/** Each input item gets the events of its prospects, the list name only where it asked for it. */
function itemPerEvent(
	{ call: { itemsOf }, value: { events } }: Served<object, { events: ProspectEvent[] }>,
	shapeOf: ReadonlyMap<number, Shape>,
	keys: EnrollmentKeys,
): Output {
	const items = events.flatMap((event) => {
		// One without a key is said like none, as in the triggers.
		const enrollment_key = keys.of.get(event.prospect_id) || undefined;
		const inItems = (some: number[], key: string | undefined) =>
			pairedInShape(some, shapeOf, (shape) => ({
				...inShape(shape, OUTPUT, {
					whole: () => eventItem(event, key).json,
					raw: () => ({ ...event }),
				}),
				...(key !== undefined && { enrollment_key: key }),
			}));
		const asking = itemsBehind(itemsOf, [event.prospect_id]);
		if (enrollment_key === undefined) return inItems(asking, undefined);
		return asking.flatMap((item) =>
			inItems([item], keys.wantedBy.has(item) ? enrollment_key : undefined),
		);
	});
	return { items };
}

function readItem(context: IExecuteFunctions, item: number): Result<EventRequest> {
	const ids = readProspectIds(context.getNodeParameter('prospectIds', item));
	if (!ids.ok) return ids;
	const eventTypes = readEventTypes(context.getNodeParameter('eventTypes', item));
	if (!eventTypes.ok) return eventTypes;
	const shape = readShape(context, item, OUTPUT);
	if (!shape.ok) return shape;
	const options = readSettings(context.getNodeParameter('options', item, {}), {
		addEnrollmentKey: switchSetting(addKeyField),
		timestampFrom: timestampSetting('Happened After'),
		timestampTo: timestampSetting('Happened Until'),
	});
	if (!options.ok) return options;
	const { addEnrollmentKey, timestampFrom, timestampTo } = options.value;
	if (isAfter(timestampFrom, timestampTo)) {
		return badInput(
			`"Happened After" (${timestampFrom}) is later than "Happened Until" (${timestampTo}), so no event can match`,
			'Swap the two dates, or remove one of them from Options.',
		);
	}
	return success({
		itemIndex: item,
		ids: ids.value,
		settings: {
			event_types: eventTypes.value,
			timestamp_from: timestampFrom,
			timestamp_to: timestampTo,
		},
		shape: shape.value,
		addsKey: addEnrollmentKey,
	});
}

const DAY_MS = 86_400_000;

/** Whether one moment lies after another, which may be a whole day. */
function isAfter(from: string | undefined, until: string | undefined): boolean {
	if (from === undefined || until === undefined) return false;
	const isDay = !until.includes('T');
	return Date.parse(from) >= Date.parse(until) + (isDay ? DAY_MS : 1);
}

const timestampSetting = (field: string): Setting<string | undefined> => ({
	initial: undefined,
	read: (value) => readTimestamp(value, field),
});
