import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { Client } from '../../../shared/client';
import { readSwitch } from '../../../shared/read/switch';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { eachList, runLists } from '../../../shared/runLists';
import { listFields } from '../../api';
import { openSaleshandy } from '../../client';

/** https://developer.saleshandy.com/introduction */
export class SaleshandyGetManyFields implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Get Many Fields',
		name: 'saleshandyGetManyFields',
		icon: {
			light: 'file:../../../../icons/saleshandy.svg',
			dark: 'file:../../../../icons/saleshandy.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter.systemFields ? "built-in and custom" : "custom" }}',
		description:
			'List the fields that Saleshandy prospects have. Needs nothing and returns one item per field with the ID that Update Prospect Attribute takes.',
		defaults: { name: 'Saleshandy: Get Many Fields' },
		documentationUrl: docsPage('saleshandy.md#saleshandy-get-many-fields'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			{
				displayName: 'Include Built-In Fields',
				name: 'systemFields',
				type: 'boolean',
				default: true,
				description:
					'Whether to list built-in fields such as First Name, Company and Job Title too, instead of the custom fields only',
			},
			requestOptions,
		],
	};

	/** One call lists all fields, so it serves all input items that want the same ones. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runLists(this, {
			open: openSaleshandy,
			read: (context, item) =>
				readSwitch(context.getNodeParameter('systemFields', item, true), 'Include Built-In Fields'),
			find: eachList(async (withBuiltIn: boolean, client: Client) => {
				const fields = await listFields(client, withBuiltIn);
				return fields.ok
					? success(fields.value.map(({ id, ...field }) => ({ ...field, id })))
					: fields;
			}),
			nothing: 'No fields were found in Saleshandy',
		});
	}
}
