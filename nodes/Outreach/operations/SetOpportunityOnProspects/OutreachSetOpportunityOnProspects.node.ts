import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { pickerField } from '../../../shared/pickerField';
import { success } from '../../../shared/result';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { searchOpportunities } from '../../pickers';
import { readPicked } from '../../readId';
import { prospects } from '../../recordTypes';

const opportunityField = pickerField({
	displayName: 'Opportunity',
	name: 'opportunityId',
	method: 'searchOpportunities',
	placeholder: 'Choose an opportunity...',
	exampleId: '51',
	description: 'The opportunity to set',
});

const form = bulkForm(prospects, {
	fields: [opportunityField],
	methods: { listSearch: { searchOpportunities } },
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachSetOpportunityOnProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Set Opportunity on Prospects',
		name: 'outreachSetOpportunityOnProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('opportunityId', 'opportunity by ID')} }}`,
		description:
			'Set the opportunity that Outreach prospects belong to, in bulk. Needs the ID of the opportunity and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Set Opportunity on Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-set-opportunity-on-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsAssignOpportunity',
			repeatable: true,
			readAttributes: (context, item) => {
				const id = readPicked(context, item, opportunityField);
				return id.ok ? success({ opportunityId: String(id.value) }) : id;
			},
		});
	}
}
