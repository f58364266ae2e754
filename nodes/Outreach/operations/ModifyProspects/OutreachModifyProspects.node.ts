import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { bulkForm } from '../../bulk/bulkForm';
import { runSettledAction } from '../../bulk/runBulkAction';
import { prospectFields } from '../../modify/prospectFields';
import { modifyFields, modifyOptions } from '../../modify/options';
import { getProspectFields } from '../../modify/picker';
import { modificationsOf, readGivenFields } from '../../modify/readModification';
import { prospects } from '../../recordTypes';

const form = bulkForm(prospects, {
	fields: modifyFields('getProspectFields'),
	options: modifyOptions,
	methods: { resourceMapping: { getProspectFields } },
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachModifyProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Modify Prospects',
		name: 'outreachModifyProspects',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.fieldsToSet === "mapped" ? "mapped fields" : "fields by name" }}',
		description:
			'Set fields of Outreach prospects in bulk, such as title, company or custom fields. Needs the fields with their new values and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Modify Prospects' },
		documentationUrl: docsPage('outreach.md#outreach-modify-prospects'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSettledAction(this, form, {
			action: 'prospectsBulkModify',
			repeatable: true,
			readAttributes: readGivenFields,
			settle: modificationsOf(prospectFields),
		});
	}
}
