import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
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
		subtitle: '={{ "prospects " + $parameter.ids }}',
		description:
			'Set fields of prospects in bulk, such as title, company or custom fields. Returns one item per prospect.',
		defaults: { name: 'Modify Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			prospectIdsField,
			{
				displayName: 'Fields to Set',
				name: 'fieldsToSet',
				type: 'options',
				noDataExpression: true,
				default: 'mapped',
				options: [
					{ name: 'By Field Name', value: 'byName' },
					{ name: 'Choose From the List of Fields', value: 'mapped' },
				],
				description: 'How to name the fields',
			},
			{
				displayName: 'Fields',
				name: 'attributes',
				type: 'resourceMapper',
				noDataExpression: true,
				default: { mappingMode: 'defineBelow', value: null },
				required: true,
				typeOptions: {
					resourceMapper: {
						resourceMapperMethod: 'getProspectFields',
						mode: 'add',
						fieldWords: { singular: 'field', plural: 'fields' },
						addAllFields: false,
						supportAutoMap: true,
					},
				},
				displayOptions: { show: { fieldsToSet: ['mapped'] } },
				description: 'The fields to set and their values',
			},
			{
				displayName: 'Fields',
				name: 'fieldValues',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Field',
				default: {},
				displayOptions: { show: { fieldsToSet: ['byName'] } },
				description: 'The fields to set and their values',
				options: [
					{
						displayName: 'Field',
						name: 'field',
						values: [
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
					},
				],
			},
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
