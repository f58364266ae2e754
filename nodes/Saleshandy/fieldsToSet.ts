import type { INodeProperties } from 'n8n-workflow';
import { fieldsToSetFields } from '../shared/fieldsToSet';

/**
 * The fields of a prospect to set, picked from a list or by their IDs.
 *
 * @param value what the value of a field is, such as "The new value of the field"
 */
export const prospectFieldsToSet = (value: string): INodeProperties[] =>
	fieldsToSetFields('getUpdatableFields', {
		choice: { name: 'By Field ID', value: 'byId' },
		inputs: [
			{
				displayName: 'Field ID',
				name: 'fieldId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1qPB1GBBwD',
				description: 'The ID of one field, as Get Many Fields returns it',
			},
			{
				displayName: 'Value',
				name: 'attributeValue',
				type: 'string',
				default: '',
				placeholder: 'e.g. VP Sales',
				description: `${value}: text, a number, or a date such as 2026-01-31`,
			},
		],
	});
