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
import { readUsers, usersField } from '../users';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddAssignmentsToProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Assignments to Prospects',
		name: 'outreachAddAssignmentsToProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "users " + $parameter.userIds }}',
		description:
			'Assign users to Outreach prospects in bulk, beside those who are assigned. Needs the IDs of the users and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Add Assignments to Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...prospectTarget, usersField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: prospectLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'prospectsAddAssignments',
			recordType: prospects,
			readAttributes: (item) => readUsers(this, item),
		});
	}
}
