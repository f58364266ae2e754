import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { Client } from '../../../shared/client';
import { foundOrNot, ifNotFoundField } from '../../../shared/ifNotFound';
import { limitFields } from '../../../shared/limit';
import { inShape, outputForm } from '../../../shared/outputShape';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { eachList, runLists, type Answers } from '../../../shared/runLists';
import type { Run } from '../../../shared/runNode';
import { listProspects, type Prospect } from '../../api';
import { openSaleshandy } from '../../client';
import { includeCustomFieldsOption, searchByField, sortByOption, sortOption } from './fields';
import { getOutputFields } from './getOutputFields';
import { flatProspect, OUTPUT } from './flatProspect';
import {
	keyOf,
	listKey,
	matching,
	readSearch,
	withoutRepeats,
	type ItemSearch,
	type Search,
} from './searches';

/** https://developer.saleshandy.com/introduction */
export class SaleshandyGetManyProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Get Many Prospects',
		name: 'saleshandyGetManyProspects',
		icon: {
			light: 'file:../../../../icons/saleshandy.svg',
			dark: 'file:../../../../icons/saleshandy.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter.searchBy === "all" ? "all" : "by " + $parameter.searchBy }}',
		description:
			'Find Saleshandy prospects by email address or text, or list all of them. Needs what to search for and returns one item per prospect with its ID and field values.',
		defaults: { name: 'Saleshandy: Get Many Prospects' },
		documentationUrl: docsPage('saleshandy.md#saleshandy-get-many-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			searchByField,
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. ann@example.com',
				displayOptions: { show: { searchBy: ['email'] } },
				description:
					'One or more email addresses, separated by commas, or a list from an expression. An address that several items name is searched for once.',
			},
			{
				displayName: 'Search Text',
				name: 'searchText',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Smith',
				displayOptions: { show: { searchBy: ['text'] } },
				description: 'Part of a first name, last name or email address',
			},
			...limitFields(['text', 'all']),
			...outputForm(OUTPUT),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [ifNotFoundField, includeCustomFieldsOption, sortByOption, sortOption],
			},
			requestOptions,
		],
	};

	methods = { loadOptions: { getOutputFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runLists(this, {
			open: openSaleshandy,
			read: readSearch,
			listKey,
			find: findAll,
			nothing: 'No prospects were found in Saleshandy',
		});
	}
}

/** Makes each search once, also one that several items share, such as for the same email address. */
async function findAll(
	wanted: ItemSearch[],
	run: Run<Client, unknown>,
): Promise<Answers<ItemSearch>> {
	const searches = new Map(
		wanted.flatMap((item) => item.searches).map((search) => [keyOf(search), search]),
	);
	const find = eachList<Client, Search, Prospect>(async (search, client) => {
		const found = await listProspects(client, search, search.limit);
		return found.ok ? success(matching(search, found.value)) : found;
	});
	const answers = await find([...searches.values()], run);
	return (item) => gather(item, (search) => answers(searches.get(keyOf(search)) ?? search));
}

/** What the searches of one input item found together. */
function gather(
	item: ItemSearch,
	answers: (search: Search) => Result<Prospect[]> | undefined,
): Result<IDataObject[]> {
	const prospects: Prospect[] = [];
	for (const search of item.searches) {
		const result = answers(search);
		if (result === undefined) continue;
		if (!result.ok) return result;
		for (const one of result.value) prospects.push(one);
	}
	const records = withoutRepeats(prospects).map((one) => shown(one, item));
	return foundOrNot(item, records, 'Saleshandy', 'prospect');
}

function shown(prospect: Prospect, { shape }: ItemSearch): IDataObject {
	return inShape(shape, OUTPUT, {
		whole: () => flatProspect(prospect),
		raw: () => ({ ...prospect }) as unknown as IDataObject,
	});
}
