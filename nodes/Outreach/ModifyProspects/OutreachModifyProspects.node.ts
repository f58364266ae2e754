import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { fieldsToSetFields } from '../../shared/fieldsToSet';
import { requestOptions } from '../../shared/requestOptions';
import { prospectIdsField } from '../bulk/idFields';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { modifyOptions } from '../modify/options';
import { getProspectFields } from '../modify/picker';
import { prospectFields } from '../modify/prospectFields';
import { customFieldsFor, readModification } from '../modify/readModification';

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
			'Set fields of prospects in bulk, such as title, company or custom fields. Returns one item per prospect.',
		defaults: { name: 'Modify Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			prospectIdsField,
			...fieldsToSetFields('getProspectFields', {
				choice: { name: 'By Field Name', value: 'byName' },
				inputs: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. title',
						description: 'The name of the field in the API, such as title, company or custom1',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'The new value of the field',
					},
				],
			}),
			waitField,
			bulkOptions(modifyOptions),
			requestOptions,
		],
	};

	methods = { resourceMapping: { getProspectFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, async (client) => {
			const custom = await customFieldsFor(this, client, prospectFields);
			return {
				action: 'prospectsBulkModify',
				idsLabel: 'Prospect IDs',
				readAttributes: (item) =>
					custom.ok ? readModification(this, item, prospectFields, custom.value) : custom,
			};
		});
	}
}
