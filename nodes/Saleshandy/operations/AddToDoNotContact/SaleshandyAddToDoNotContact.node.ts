import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { counted } from '../../../shared/counted';
import { clockOf } from '../../../shared/executionClock';
import { itemsBehind, mergeItems, type ItemRequest } from '../../../shared/merge';
import type { Output } from '../../../shared/nodeRun';
import { pairedWithEach } from '../../../shared/paired';
import { notice } from '../../../shared/notice';
import { pickerField } from '../../../shared/pickerField';
import { requestOptions } from '../../requestOptions';
import { success, type Failure, type Result } from '../../../shared/result';
import { runCalls, type Served } from '../../../shared/runCalls';
import { printText } from '../../../shared/valueText';
import { openSaleshandy } from '../../client';
import { searchDncLists } from '../../pickers';
import { readPicked } from '../../readPicked';
import { addEntries, type AddedEntries } from './addEntries';
import { ENTRIES_FIELD, entryOf, readDncValues } from './readEntries';

/** The vendor names no limit. A call of this size is still read by a person. */
const MOST_ENTRIES = 1000;

const listField = pickerField({
	displayName: 'List',
	name: 'dncListId',
	method: 'searchDncLists',
	placeholder: 'Select a list...',
	exampleId: 'mB3xK9pQ2v',
	description: 'The Do Not Contact list to add to',
});

interface ToList {
	listId: string;
}

/** https://developer.saleshandy.com/api-reference/dnc/add */
export class SaleshandyAddToDoNotContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Add to Do Not Contact',
		name: 'saleshandyAddToDoNotContact',
		icon: {
			light: 'file:../../../../icons/saleshandy.svg',
			dark: 'file:../../../../icons/saleshandy.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.items }}',
		description:
			'Add email addresses and domains to a Do Not Contact list of Saleshandy, so that nothing is sent to them',
		defaults: { name: 'Saleshandy: Add to Do Not Contact' },
		documentationUrl: docsPage('saleshandy.md#saleshandy-add-to-do-not-contact'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			notice(
				'Stops all email to the addresses and domains. Only a person can take them off the list again, in Saleshandy.',
			),
			listField,
			{
				displayName: ENTRIES_FIELD,
				name: 'items',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. ann@example.com',
				description:
					'One or more email addresses or domains, separated by commas, or a list from an expression. A domain stops email to everybody who has an address there.',
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchDncLists } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const clock = clockOf(this);
		return await runCalls(this, {
			open: openSaleshandy,
			read: readItem,
			plan: async (requests) => ({ calls: await mergeItems(requests, MOST_ENTRIES) }),
			idField: 'items',
			attempt: async ({ settings }, values, { client, concurrency }) =>
				await addEntries(settings.listId, values, { client, clock, concurrency }),
			output: itemPerEntry,
			describe: ({ listId, there }) =>
				`${counted(there.size, 'entry', 'entries')} of the list ${listId}`,
		});
	}
}

function readItem(context: IExecuteFunctions, itemIndex: number): Result<ItemRequest<ToList>> {
	const listId = readPicked(context, itemIndex, listField);
	if (!listId.ok) return listId;
	const values = readDncValues(context.getNodeParameter('items', itemIndex));
	if (!values.ok) return values;
	return success({ itemIndex, settings: { listId: listId.value }, ids: values.value });
}

/** One item for each entry that is there now, and a failure for those that are not. */
function itemPerEntry({ call, value }: Served<ToList, AddedEntries>): Output {
	const { listId, there, unconfirmed } = value;
	const items = [...there].flatMap(([entry, alreadyThere]) =>
		pairedWithEach(
			{ ...entryOf(entry), alreadyThere, dncListId: listId },
			itemsBehind(call.itemsOf, [entry]),
		),
	);
	const failures = unconfirmed.map((entry) => ({
		items: itemsBehind(call.itemsOf, [entry]),
		failure: notConfirmed(entry, listId),
	}));
	return { items, failures };
}

function notConfirmed(entry: string, listId: string): Failure {
	return {
		kind: 'partial',
		hasActed: true,
		message: `Adding "${printText(entry)}" to the Do Not Contact list ${printText(listId)} is not confirmed: Saleshandy was told to, but its search does not find the entry there`,
		hint: 'Look at the list in Saleshandy, or run the node again: what is there is not added again.',
	};
}
