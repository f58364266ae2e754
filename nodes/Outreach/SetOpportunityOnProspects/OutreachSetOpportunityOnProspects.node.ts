import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { pickerField } from '../../shared/pickerField';
import { requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { prospectTarget } from '../bulk/targetFields';
import { prospectLists } from '../filter/lists';
import { searchOpportunities } from '../pickers';
import { readPicked } from '../readId';
import { prospects } from '../recordTypes';

const opportunityField = pickerField({
	displayName: 'Opportunity',
	name: 'opportunityId',
	method: 'searchOpportunities',
	placeholder: 'Choose an opportunity...',
	exampleId: '51',
	description: 'The opportunity to set',
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachSetOpportunityOnProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Set Opportunity on Prospects',
		name: 'outreachSetOpportunityOnProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "opportunity " + $parameter.opportunityId }}',
		description:
			'Set the opportunity that Outreach prospects belong to, in bulk. Needs the ID of the opportunity and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Set Opportunity on Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...prospectTarget, opportunityField, waitField, bulkOptions(), requestOptions],
	};

	methods = { loadOptions: prospectLists, listSearch: { searchOpportunities } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'prospectsAssignOpportunity',
			recordType: prospects,
			readAttributes: (item) => {
				const id = readPicked(this, item, opportunityField);
				return id.ok ? success({ opportunityId: String(id.value) }) : id;
			},
		});
	}
}
