import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestOptions } from '../../shared/requestOptions';
import { bulkOptions, waitField } from '../bulk/options';
import { runSettledAction } from '../bulk/runBulkAction';
import { prospectTarget } from '../bulk/targetFields';
import { prospectLists } from '../filter/lists';
import { prospectFields } from '../modify/prospectFields';
import { modifyFields, modifyOptions } from '../modify/options';
import { getProspectFields } from '../modify/picker';
import { modificationsOf, readGivenFields } from '../modify/readModification';
import { prospects } from '../recordTypes';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachModifyProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Modify Prospects',
		name: 'outreachModifyProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.fieldsToSet === "mapped" ? "mapped fields" : "fields by name" }}',
		description:
			'Set fields of Outreach prospects in bulk, such as title, company or custom fields. Needs the fields with their new values and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Modify Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			...prospectTarget,
			...modifyFields('getProspectFields'),
			waitField,
			bulkOptions(modifyOptions),
			requestOptions,
		],
	};

	methods = { loadOptions: prospectLists, resourceMapping: { getProspectFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSettledAction(this, {
			action: 'prospectsBulkModify',
			recordType: prospects,
			readAttributes: (item) => readGivenFields(this, item),
			settle: modificationsOf(prospectFields),
		});
	}
}
