import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { finish, paired, readItems } from '../../shared/nodeRun';
import { readSwitch } from '../../shared/read/switch';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { listFields } from '../api';
import { saleshandy } from '../saleshandy';

/** https://developer.saleshandy.com/introduction */
export class SaleshandyGetManyFields implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Get Many Fields',
		name: 'saleshandyGetManyFields',
		icon: {
			light: 'file:../../../icons/saleshandy.svg',
			dark: 'file:../../../icons/saleshandy.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter.systemFields ? "built-in and custom" : "custom" }}',
		description:
			'List the fields that Saleshandy prospects have. Needs nothing and returns one item per field with the ID that Update Prospect Attribute takes.',
		defaults: { name: 'Get Many Fields' },
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
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openClient(this, saleshandy, request);
		const items: INodeExecutionData[] = [];
		const { requests, failures } = readItems(this, (itemIndex) => {
			const given = this.getNodeParameter('systemFields', itemIndex, true);
			const withBuiltIn = readSwitch(given, 'Include Built-In Fields');
			return withBuiltIn.ok ? success({ itemIndex, withBuiltIn: withBuiltIn.value }) : withBuiltIn;
		});
		for (const [withBuiltIn, itemIndexes] of itemsByChoice(requests)) {
			const result = await listFields(client, withBuiltIn);
			if (!result.ok) failures.push({ items: itemIndexes, failure: result.failure });
			else items.push(...result.value.map((field) => paired({ ...field }, itemIndexes)));
		}
		return finish(this, items, failures);
	}
}

function itemsByChoice(
	requests: Array<{ itemIndex: number; withBuiltIn: boolean }>,
): Map<boolean, number[]> {
	const choices = new Map<boolean, number[]>();
	for (const { itemIndex, withBuiltIn } of requests) {
		choices.set(withBuiltIn, [...(choices.get(withBuiltIn) ?? []), itemIndex]);
	}
	return choices;
}
