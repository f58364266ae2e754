import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { notice } from '../../../shared/notice';
import { success } from '../../../shared/result';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { targetSubtitle } from '../../bulk/targetFields';
import { prospects } from '../../recordTypes';

const form = bulkForm(prospects, {
	notice: notice('Deletes the prospects from Outreach. This node cannot bring them back.'),
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachDeleteProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Delete Prospects',
		name: 'outreachDeleteProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description: 'Delete Outreach prospects in bulk',
		defaults: { name: 'Outreach: Delete Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-delete-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsDestroyAll',
			readAttributes: () => success({}),
		});
	}
}
