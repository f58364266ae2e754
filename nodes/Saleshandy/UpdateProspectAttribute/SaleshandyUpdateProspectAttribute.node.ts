import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { fieldsToSetFields } from '../../shared/fieldsToSet';
import type { Client } from '../../shared/client';
import { readMapperSchema } from '../../shared/mappedFields';
import type { ItemFailure } from '../../shared/nodeRun';
import { readSettings, switchSetting } from '../../shared/read/settings';
import { guarded } from '../../shared/readItems';
import { requestOptions } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { runCalls, type PlannedCalls } from '../../shared/runCalls';
import { giveTurns } from '../../shared/turns';
import { updateAttributes, type Field } from '../api';
import { openSaleshandy } from '../client';
import { fieldsOfSchema } from '../fieldList';
import { getUpdatableFields } from '../pickers';
import { readChanges, readProspectId, type ProspectChange } from './changes';
import { entriesOf, fieldsFor, readGivenFields, type GivenFields } from './fieldEntries';
import { judge, mergeByProspect, type ProspectWrite } from './prospectWrite';

const clearEmptyOption: INodeProperties = {
	displayName: 'Clear Fields With Empty Values',
	name: 'clearEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to empty the fields whose value is empty, instead of leaving them as they are',
};

const singleFieldOption: INodeProperties = {
	displayName: 'Single-Field Request',
	name: 'singleField',
	type: 'boolean',
	default: false,
	description: 'Whether to send the form of the API for a single field when there is only one',
};

const SETTINGS = {
	clearEmpty: switchSetting(clearEmptyOption),
	singleField: switchSetting(singleFieldOption),
};

/** https://developer.saleshandy.com/introduction */
export class SaleshandyUpdateProspectAttribute implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Update Prospect Attribute',
		name: 'saleshandyUpdateProspectAttribute',
		icon: {
			light: 'file:../../../icons/saleshandy.svg',
			dark: 'file:../../../icons/saleshandy.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.fieldsToSet === "mapped" ? "mapped fields" : "fields by ID" }}',
		description:
			'Set one or more fields of Saleshandy prospects, built-in or custom. Needs the ID of the prospect and the fields with their new values, and returns one item per prospect with what was updated.',
		defaults: { name: 'Update Prospect Attribute' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			{
				displayName: 'Prospect ID',
				name: 'prospectId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 8PvBmrB7P7',
				description:
					'The ID of one prospect, as Get Many Prospects returns it. Items with the same prospect share one call, in which later values win.',
			},
			...fieldsToSetFields('getUpdatableFields', {
				choice: { name: 'By Field ID', value: 'byId' },
				inputs: [
					{
						displayName: 'Field ID',
						name: 'fieldId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1qPB1GBBwD',
						description: 'The ID of one field, as Get Many Fields returns it',
					},
					{
						displayName: 'Value',
						name: 'attributeValue',
						type: 'string',
						default: '',
						placeholder: 'e.g. VP Sales',
						description: 'The new value of the field: text, a number, or a date such as 2026-01-31',
					},
				],
			}),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [clearEmptyOption, singleFieldOption],
			},
			requestOptions,
		],
	};

	methods = { resourceMapping: { getUpdatableFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const stored = fieldsOfSchema(readMapperSchema(this.getNode(), 'attributes'));
		return await runCalls(this, {
			open: openSaleshandy,
			read: (item) => readItem(this, item),
			plan: async (requests, { client }) => await planWrites(client, stored, requests),
			attempt: async ({ settings }, _ids, { client }) => await write(client, settings),
			output: ({ value }) => value.output,
			describe: ({ prospectId }) => prospectId,
			sayDone: ({ length }, calls) => `Of ${calls} prospects, ${length} had been updated.`,
		});
	}
}

/** What one input item asks for. */
interface ItemUpdate {
	itemIndex: number;
	prospectId: string;
	given: GivenFields;
	clearEmpty: boolean;
	singleField: boolean;
	/** The time zone of the workflow. */
	zone: string | undefined;
}

function readItem(context: IExecuteFunctions, itemIndex: number): Result<ItemUpdate> {
	const prospectId = readProspectId(context.getNodeParameter('prospectId', itemIndex));
	if (!prospectId.ok) return prospectId;
	const given = readGivenFields(context, itemIndex);
	if (!given.ok) return given;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	return success({
		itemIndex,
		prospectId: prospectId.value,
		given: given.value,
		zone: context.getTimezone?.(),
		...options.value,
	});
}

/** One call for each prospect, with the fields that all items set about it. */
async function planWrites(
	client: Client,
	stored: Field[],
	updates: ItemUpdate[],
): Promise<PlannedCalls<ProspectWrite>> {
	const finderFor = await fieldsFor(
		client,
		stored,
		updates.map(({ given }) => given),
	);
	const wanted: ProspectChange[] = [];
	const failures: ItemFailure[] = [];
	const giveTurn = giveTurns();
	for (const { given, clearEmpty, zone, ...update } of updates) {
		await giveTurn();
		const finder = finderFor(given);
		const changes = guarded(() => {
			const entries = finder.ok ? entriesOf(given, finder.value) : finder;
			return entries.ok ? readChanges(entries.value, clearEmpty, zone) : entries;
		});
		if (changes.ok) wanted.push({ ...update, changes: changes.value });
		else failures.push({ items: [update.itemIndex], failure: changes.failure });
	}
	const calls = mergeByProspect(wanted).map((write) => ({
		settings: write,
		ids: [write.prospectId],
		itemsOf: new Map([[write.prospectId, write.items]]),
	}));
	return { calls, failures };
}

async function write(client: Client, one: ProspectWrite) {
	const { prospectId, fields, singleField } = one;
	const attributes = fields.map(({ fieldId, value }) => ({ fieldId, attributeValue: value }));
	const result = await updateAttributes(client, prospectId, attributes, singleField);
	return result.ok ? success({ prospectId, output: judge(one, result.value) }) : result;
}
