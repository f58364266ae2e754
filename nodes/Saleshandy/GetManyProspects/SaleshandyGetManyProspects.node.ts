import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { ifNotFoundField, joinLists, limitFields, nobodyFound } from '../../shared/lookUp';
import { finish, paired, readItems } from '../../shared/nodeRun';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { failed, success, type Result } from '../../shared/result';
import { simplifyField } from '../../shared/simplifyField';
import { listProspects, type Prospect } from '../api';
import { saleshandy } from '../saleshandy';
import { includeCustomFieldsOption, searchByField, sortByOption, sortOption } from './fields';
import { keyOf, listKey, matching, readSearch, withoutRepeats, type ItemSearch } from './searches';
import { simplify } from './simplify';

/** https://developer.saleshandy.com/introduction */
export class SaleshandyGetManyProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Get Many Prospects',
		name: 'saleshandyGetManyProspects',
		icon: {
			light: 'file:../../../icons/saleshandy.svg',
			dark: 'file:../../../icons/saleshandy.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter.searchBy === "all" ? "all" : "by " + $parameter.searchBy }}',
		description:
			'Find Saleshandy prospects by email address or text, or list all of them. Needs what to search for and returns one item per prospect with its ID and field values.',
		defaults: { name: 'Get Many Prospects' },
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
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					ifNotFoundField,
					includeCustomFieldsOption,
					simplifyField,
					sortByOption,
					sortOption,
				],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openClient(this, saleshandy, request);
		const { requests, failures } = readItems(this, (itemIndex) => {
			const search = readSearch(this, itemIndex);
			return search.ok ? success({ itemIndex, search: search.value }) : search;
		});

		const searches = new Map(
			requests.flatMap(({ search }) => search.searches).map((search) => [keyOf(search), search]),
		);
		const keys = [...searches.keys()];
		const goesOn = this.continueOnFail();
		const found = await concurrently(
			[...searches.values()],
			request.concurrency,
			async (search) => {
				const result = await listProspects(client, search, search.limit);
				return result.ok ? success(matching(search, result.value)) : result;
			},
			(result) => !goesOn && !result.ok,
		);
		const results = new Map(keys.map((key, index) => [key, found[index]]));

		const items: INodeExecutionData[] = [];
		for (const { items: askedBy, search } of joinLists(requests, listKey)) {
			const people = gather(search, results);
			if (!people.ok) failures.push({ items: askedBy, failure: people.failure });
			else items.push(...people.value.map((one) => paired(shown(one, search), askedBy)));
		}
		return finish(this, items, failures);
	}
}

/** What the searches of one input item found together. */
function gather(
	{ searches, wanted, failsIfNotFound }: ItemSearch,
	results: Map<string, Result<Prospect[]> | undefined>,
): Result<Prospect[]> {
	const prospects: Prospect[] = [];
	for (const search of searches) {
		const result = results.get(keyOf(search));
		if (result === undefined) continue;
		if (!result.ok) return result;
		prospects.push(...result.value);
	}
	if (prospects.length > 0 || !failsIfNotFound) return success(withoutRepeats(prospects));
	return failed(nobodyFound('Saleshandy', wanted));
}

function shown(prospect: Prospect, { simplify: isFlat }: ItemSearch): IDataObject {
	return isFlat ? simplify(prospect) : ({ ...prospect } as unknown as IDataObject);
}
