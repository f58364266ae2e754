import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { ifNotFoundField, joinLists, limitFields, nobodyFound } from '../../shared/lookUp';
import { finish, paired, readItems } from '../../shared/nodeRun';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { simplifyField } from '../../shared/simplifyField';
import type { Resource } from '../api';
import { outreach } from '../outreach';
import { lookUpAll } from './lookUp';
import { listKey, readSearch } from './search';
import { simplify } from './simplify';

/** https://developers.outreach.io/api/making-requests */
export class OutreachGetManyProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Get Many Prospects',
		name: 'outreachGetManyProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ "by " + $parameter.searchBy }}',
		description:
			'Find prospects by email address, ID or name, or list all of them, with their fields. Returns one item per prospect.',
		defaults: { name: 'Get Many Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Search By',
				name: 'searchBy',
				type: 'options',
				noDataExpression: true,
				default: 'emails',
				options: [
					{ name: 'All Prospects', value: 'all', description: 'List everybody' },
					{ name: 'Email', value: 'emails', description: 'Who has this email address' },
					{ name: 'ID', value: 'ids', description: 'Who has this Outreach ID' },
					{
						name: 'Text',
						value: 'query',
						description: 'Whose name, email or company starts with this',
					},
				],
				description: 'How to find prospects',
			},
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. ann@example.com',
				displayOptions: { show: { searchBy: ['emails'] } },
				description:
					'One or more email addresses, separated by commas, or a list from an expression. The addresses of all items share calls.',
			},
			{
				displayName: 'Prospect IDs',
				name: 'ids',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 1001',
				displayOptions: { show: { searchBy: ['ids'] } },
				description:
					'One or more Outreach prospect IDs (whole numbers), separated by commas, or a list from an expression. The IDs of all items share calls.',
			},
			{
				displayName: 'Search Text',
				name: 'searchText',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Smith',
				displayOptions: { show: { searchBy: ['query'] } },
				description: 'How a name, an email address or a company starts',
			},
			...limitFields(['query', 'all']),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [ifNotFoundField, simplifyField],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openClient(this, outreach, request);
		const { requests, failures } = readItems(this, (itemIndex) => {
			const search = readSearch(this, itemIndex);
			return search.ok ? success({ itemIndex, search: search.value }) : search;
		});

		const shared = joinLists(requests, listKey);
		const find = await lookUpAll(
			client,
			shared.map(({ search }) => search),
			request.concurrency,
		);
		const items: INodeExecutionData[] = [];
		for (const { items: askedBy, search } of shared) {
			const people = await find(search);
			if (!people.ok) failures.push({ items: askedBy, failure: people.failure });
			else if (people.value.length === 0 && search.failsIfNotFound) {
				failures.push({ items: askedBy, failure: nobodyFound('Outreach', search.wanted) });
			} else {
				items.push(...people.value.map((one) => paired(shown(one, search.simplify), askedBy)));
			}
		}
		return finish(this, items, failures);
	}
}

function shown(prospect: Resource, isFlat: boolean): IDataObject {
	return isFlat ? simplify(prospect) : ({ ...prospect } as unknown as IDataObject);
}
