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
import { searchUsers } from '../pickers';
import { prospects } from '../recordTypes';
import { ownerField, readOwner } from '../users';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAssignOwnerToProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Assign Owner to Prospects',
		name: 'outreachAssignOwnerToProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "owner " + $parameter.ownerId }}',
		description:
			'Make a user the owner of Outreach prospects in bulk. Needs the ID of the user and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Assign Owner to Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...prospectTarget, ownerField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: prospectLists, listSearch: { searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'prospectsAssignOwner',
			recordType: prospects,
			readAttributes: (item) => readOwner(this, item),
		});
	}
}
