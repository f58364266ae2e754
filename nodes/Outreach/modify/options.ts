import type { INodeProperties } from 'n8n-workflow';
import { fieldsToSetFields } from '../../shared/fieldsToSet';

/** The options of Modify besides those of every bulk action. */
export const modifyOptions: INodeProperties[] = [
	{
		displayName: 'Clear Fields With Empty Values',
		name: 'clearEmpty',
		type: 'boolean',
		default: false,
		description:
			'Whether to clear the fields whose value is empty, instead of leaving them as they are',
	},
	{
		displayName: 'Single-Field Request',
		name: 'singleFieldForm',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the older form of the API, fieldName and fieldValue, which takes one field only',
	},
];

/**
 * The fields that say what Modify sets.
 *
 * @param mapperMethod the node's method that lists the fields of a record
 */
export function modifyFields(mapperMethod: string): INodeProperties[] {
	return fieldsToSetFields(mapperMethod, {
		choice: { name: 'By Field Name', value: 'byName' },
		inputs: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. custom1',
				description: 'The name of the field in the API, such as custom1',
			},
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				placeholder: 'e.g. VP Sales',
				description:
					'The new value of the field: text, a number, true or false, or a date such as 2026-01-31',
			},
		],
	});
}
