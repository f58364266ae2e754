import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { searchUsers } from '../../pickers';
import { prospects } from '../../recordTypes';
import { ownerField, readOwner } from '../../users';

const form = bulkForm(prospects, {
	fields: [ownerField],
	methods: { listSearch: { searchUsers } },
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAssignOwnerToProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Assign Owner to Prospects',
		name: 'outreachAssignOwnerToProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('ownerId', 'owner by ID')} }}`,
		description:
			'Make a user the owner of Outreach prospects in bulk. Needs the ID of the user and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Assign Owner to Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-assign-owner-to-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsAssignOwner',
			repeatable: true,
			readAttributes: readOwner,
		});
	}
}
