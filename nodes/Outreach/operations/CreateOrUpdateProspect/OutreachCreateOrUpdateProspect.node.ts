import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { getProspectFields } from '../../modify/picker';
import { searchAccounts, searchStages, searchUsers } from '../../pickers';
import { prospects } from '../../recordTypes';
import { runRecordWrites } from '../../records/runRecordWrites';
import { planProspects } from './findProspects';
import { properties } from './form';
import { showProspect } from './output';
import { readProspect } from './readProspect';
import { writeProspect } from './writeProspect';

/** https://developers.outreach.io/api/reference */
export class OutreachCreateOrUpdateProspect implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Create or Update Prospect',
		name: 'outreachCreateOrUpdateProspect',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ({ emails: "by email", id: "by ID", linkedIn: "by LinkedIn" })[$parameter.findBy] || $parameter.findBy }}',
		description:
			'Update an Outreach prospect, or create the prospect if there is none; opt-outs are never cleared. Needs an email address, a LinkedIn page or an ID to find the person by, and the values to set. It returns one item per prospect with its ID, whether it was created, and its fields.',
		defaults: { name: 'Outreach: Create or Update Prospect' },
		documentationUrl: docsPage('outreach.md#outreach-create-or-update-prospect'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties,
	};

	methods = {
		listSearch: { searchAccounts, searchStages, searchUsers },
		resourceMapping: { getProspectFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runRecordWrites(this, prospects, {
			read: readProspect,
			plan: planProspects,
			write: writeProspect,
			show: showProspect,
			none: 'nobody',
		});
	}
}
