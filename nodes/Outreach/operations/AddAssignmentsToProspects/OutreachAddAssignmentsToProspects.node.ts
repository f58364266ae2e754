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
export class OutreachAddAssignmentsToProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Assignments to Prospects',
		name: 'outreachAddAssignmentsToProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: usersSubtitle,
		description:
			'Assign users to Outreach prospects in bulk, in addition to those who are assigned already. Needs the IDs of the users and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Add Assignments to Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-add-assignments-to-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsAddAssignments',
			repeatable: true,
			readAttributes: readUsers,
		});
	}
}
