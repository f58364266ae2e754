import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { fieldsToSetFields } from '../../shared/fieldsToSet';
import { openClient, type Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { finish, readItems } from '../../shared/nodeRun';
import { readSettings, switchSetting } from '../../shared/read/settings';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { updateAttributes, type Field } from '../api';
import { getUpdatableFields } from '../pickers';
import { saleshandy } from '../saleshandy';
import { readChanges, readProspectId, type ProspectChange } from './changes';
import { fieldsFor, readFieldEntries } from './fieldEntries';
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
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openClient(this, saleshandy, request);
		const fields = await fieldsFor(this, client);
		const { requests, failures: badItems } = readItems(this, (item) =>
			fields.ok ? readItem(this, item, fields.value) : fields,
		);

		const writes = mergeByProspect(requests);
		const goesOn = this.continueOnFail();
		const outcomes = await concurrently(
			writes,
			request.concurrency,
			async (write) => await send(client, write),
			(outcome) => !goesOn && outcome.failures.length > 0,
		);
		const made = outcomes.filter((outcome) => outcome !== undefined);
		const output = made.flatMap((outcome) => outcome.output);
		const failures = made.flatMap((outcome) => outcome.failures);
		if (!goesOn && failures.length > 0 && writes.length > 1) {
			const { failure } = failures[0];
			const done = `Of ${writes.length} prospects, ${output.length} had been updated.`;
			failures[0].failure = { ...failure, hint: `${failure.hint ?? ''} ${done}`.trim() };
		}
		return finish(this, output, [...badItems, ...failures]);
	}
}

function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
	known: Field[] | undefined,
): Result<ProspectChange> {
	const prospectId = readProspectId(context.getNodeParameter('prospectId', itemIndex));
	if (!prospectId.ok) return prospectId;
	const entries = readFieldEntries(context, itemIndex, known);
	if (!entries.ok) return entries;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const { clearEmpty, singleField } = options.value;
	const changes = readChanges(entries.value, clearEmpty, context.getTimezone?.());
	if (!changes.ok) return changes;
	return success({
		itemIndex,
		prospectId: prospectId.value,
		changes: changes.value,
		singleField,
	});
}

async function send(client: Client, write: ProspectWrite): Promise<ReturnType<typeof judge>> {
	const { prospectId, fields, singleField, items } = write;
	const attributes = fields.map(({ fieldId, value }) => ({ fieldId, attributeValue: value }));
	const result = await updateAttributes(client, prospectId, attributes, singleField);
	if (result.ok) return judge(write, result.value);
	return { output: [], failures: [{ items, failure: result.failure }] };
}
