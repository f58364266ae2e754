import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { prospects } from '../../recordTypes';
import { readTags, tagsField } from '../../tags';

const form = bulkForm(prospects, { fields: [tagsField] });

/** https://developers.outreach.io/api/bulk-api */
export class OutreachRemoveTagsFromProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Remove Tags From Prospects',
		name: 'outreachRemoveTagsFromProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.tags }}',
		description:
			'Remove tags from Outreach prospects in bulk; other tags stay. Needs the tags and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Remove Tags From Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-remove-tags-from-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsRemoveTags',
			repeatable: true,
			readAttributes: (context, item) => readTags(context.getNodeParameter('tags', item)),
		});
	}
}
