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
	notice: notice('Takes every assigned user off the prospects. This node cannot bring them back.'),
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachRemoveAllAssignmentsFromProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Remove All Assignments From Prospects',
		name: 'outreachRemoveAllAssignmentsFromProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description: 'Take all assigned users off Outreach prospects in bulk',
		defaults: { name: 'Outreach: Remove All Assignments From Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-remove-all-assignments-from-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsRemoveAllAssignments',
			repeatable: true,
			readAttributes: () => success({}),
		});
	}
}
