import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { Client } from '../../../shared/client';
import { counted } from '../../../shared/counted';
import { readMapperSchema } from '../../../shared/mappedFields';
import type { ItemFailure } from '../../../shared/nodeRun';
import { readSettings, switchSetting } from '../../../shared/read/settings';
import { guarded } from '../../../shared/readItems';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { runCalls, type PlannedCalls } from '../../../shared/runCalls';
import type { Run } from '../../../shared/runNode';
import { eachInTurns } from '../../../shared/turns';
import type { Field } from '../../api';
import { openSaleshandy } from '../../client';
import { entriesOf, fieldsFor, readGivenFields, type GivenFields } from '../../fieldEntries';
import { fieldsOfSchema } from '../../fieldList';
import type { Change } from '../../fieldTexts';
import { prospectFieldsToSet } from '../../fieldsToSet';
import { findProspects } from '../../findProspects';
import { getUpdatableFields, searchProspects } from '../../pickers';
import { prospectField, readProspect, type ProspectChoice } from '../../prospectChoice';
import { readChanges, type ProspectChange } from './changes';
import { goneFieldFinder, type GoneFieldFinder } from './goneFields';
import { judge, mergeByProspect, type ProspectWrite } from './prospectWrite';
import { writeFields } from './writeFields';

const clearEmptyOption: INodeProperties = {
	displayName: 'Clear Fields With Empty Values',
	name: 'clearEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to clear the fields whose value is empty, instead of leaving them as they are',
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
			light: 'file:../../../../icons/saleshandy.svg',
			dark: 'file:../../../../icons/saleshandy.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.fieldsToSet === "mapped" ? "mapped fields" : "fields by ID" }}',
		description:
			'Set one or more fields of Saleshandy prospects, built-in or custom. Needs the ID or the email of the prospect and the fields with their new values, and returns one item per prospect with what was updated.',
		defaults: { name: 'Saleshandy: Update Prospect Attribute' },
		documentationUrl: docsPage('saleshandy.md#saleshandy-update-prospect-attribute'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			{
				...prospectField,
				hint: 'Items with the same prospect share one call, in which later values win',
			},
			...prospectFieldsToSet('The new value of the field'),
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

	methods = { listSearch: { searchProspects }, resourceMapping: { getUpdatableFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const stored = fieldsOfSchema(readMapperSchema(this.getNode(), 'attributes'));
		const goneFields = goneFieldFinder();
		return await runCalls(this, {
			open: openSaleshandy,
			read: readItem,
			plan: async (requests, run) => await planWrites(stored, requests, run),
			attempt: async ({ settings }, _ids, { client }) => await write(client, settings, goneFields),
			output: ({ value }) => value.output,
			describe: ({ prospectId }) => prospectId,
			sayDone: ({ length }, calls) =>
				`Of ${counted(calls, 'prospect')}, ${length} ${length === 1 ? 'was' : 'were'} updated.`,
		});
	}
}

/** What one input item asks for. */
interface ItemUpdate {
	itemIndex: number;
	prospect: ProspectChoice;
	given: GivenFields;
	clearEmpty: boolean;
	singleField: boolean;
	/** The time zone of the workflow. */
	zone: string | undefined;
}

function readItem(context: IExecuteFunctions, itemIndex: number): Result<ItemUpdate> {
	const prospect = readProspect(context, itemIndex);
	if (!prospect.ok) return prospect;
	const given = readGivenFields(context, itemIndex);
	if (!given.ok) return given;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	return success({
		itemIndex,
		prospect: prospect.value,
		given: given.value,
		zone: context.getTimezone?.(),
		...options.value,
	});
}

/** One call for each prospect, with the fields that all items set about it. */
async function planWrites(
	stored: Field[],
	updates: ItemUpdate[],
	run: Run<Client, unknown>,
): Promise<PlannedCalls<ProspectWrite>> {
	const finderFor = await fieldsFor(
		run.client,
		stored,
		updates.map(({ given }) => given),
	);
	const ready: Array<ItemUpdate & { changes: Change[] }> = [];
	const failures: ItemFailure[] = [];
	await eachInTurns(updates, (update) => {
		const { itemIndex, given, clearEmpty, zone } = update;
		const finder = finderFor(given);
		const changes = guarded(() => {
			const entries = finder.ok ? entriesOf(given, finder.value) : finder;
			return entries.ok ? readChanges(entries.value, clearEmpty, zone) : entries;
		});
		if (changes.ok) ready.push({ ...update, changes: changes.value });
		else failures.push({ items: [itemIndex], failure: changes.failure });
	});
	// Nobody is looked for in vain if the node stops anyway.
	if (failures.length > 0 && !run.goesOn) return { calls: [], failures };
	const found = await withProspects(ready, run);
	const calls = mergeByProspect(found.wanted).map((write) => ({
		settings: write,
		ids: [write.prospectId],
		itemsOf: new Map([[write.prospectId, write.items]]),
	}));
	return { calls, failures: [...failures, ...found.failures] };
}

/** Finds whom the changes are about. */
async function withProspects(
	updates: Array<ItemUpdate & { changes: Change[] }>,
	run: Run<Client, unknown>,
): Promise<{ wanted: ProspectChange[]; failures: ItemFailure[] }> {
	const find = await findProspects(
		updates.map(({ prospect }) => prospect),
		run,
	);
	const wanted: ProspectChange[] = [];
	const failures: ItemFailure[] = [];
	await eachInTurns(updates, ({ itemIndex, prospect: choice, changes, singleField }) => {
		const prospect = find(choice);
		if (prospect?.ok) wanted.push({ itemIndex, prospect: prospect.value, changes, singleField });
		else if (prospect) failures.push({ items: [itemIndex], failure: prospect.failure });
	});
	return { wanted, failures };
}

async function write(client: Client, one: ProspectWrite, goneFields: GoneFieldFinder) {
	const result = await writeFields(client, one);
	if (!result.ok) return result;
	const gone = await goneFields(client, one.fields, result.value);
	return success({ prospectId: one.prospectId, output: judge(one, result.value, gone) });
}
