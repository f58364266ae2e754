import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { requestOptions } from '../../requestOptions';
import { runGetMany } from '../../getMany/runGetMany';
import { searchFields, searchSubtitle } from '../../getMany/searchFields';
import { prospects } from '../../recordTypes';
import { OUTPUT } from './output';

/** https://developers.outreach.io/api/making-requests */
export class OutreachGetManyProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Get Many Prospects',
		name: 'outreachGetManyProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: searchSubtitle,
		description:
			'Find Outreach prospects by email address, ID, text or conditions, find one person by all that is known, or list all. Needs what to search for and returns one item per prospect with its ID and fields.',
		defaults: { name: 'Outreach: Get Many Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-get-many-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...searchFields(prospects, OUTPUT), requestOptions],
	};

	methods = { loadOptions: prospects.lists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runGetMany(this, prospects, OUTPUT);
	}
}
