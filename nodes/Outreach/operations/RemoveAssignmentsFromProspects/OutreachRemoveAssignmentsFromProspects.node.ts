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
import { readUsers, usersField, usersSubtitle } from '../../users';

const form = bulkForm(prospects, { fields: [usersField] });

/** https://developers.outreach.io/api/bulk-api */
export class OutreachRemoveAssignmentsFromProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Remove Assignments From Prospects',
		name: 'outreachRemoveAssignmentsFromProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: usersSubtitle,
		description:
			'Take users off Outreach prospects in bulk; other assigned users stay. Needs the IDs of the users and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Remove Assignments From Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-remove-assignments-from-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsRemoveAssignments',
			repeatable: true,
			readAttributes: readUsers,
		});
	}
}
