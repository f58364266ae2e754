import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestOptions } from '../../shared/requestOptions';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { prospectTarget } from '../bulk/targetFields';
import { prospectLists } from '../filter/lists';
import { prospects } from '../recordTypes';
import { readTags, tagsField } from '../tags';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddTagsToProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Tags to Prospects',
		name: 'outreachAddTagsToProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.tags }}',
		description:
			'Add tags to Outreach prospects in bulk; tags they have stay. Needs the tags and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Add Tags to Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...prospectTarget, tagsField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: prospectLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'prospectsAddTags',
			recordType: prospects,
			readAttributes: (item) => readTags(this.getNodeParameter('tags', item)),
		});
	}
}
