import type { INodeProperties } from 'n8n-workflow';

/** How a node lets a user name fields by hand. */
interface ByHand {
	/** The choice in the form, such as "By Field ID", and its value. */
	choice: { name: string; value: string };
	/** The two inputs for one field: its name or id, and its value. */
	inputs: [INodeProperties, INodeProperties];
}

/** The choice of the mapper that lists the fields. */
export const mapped = { name: 'Choose From the List of Fields', value: 'mapped' } as const;

/**
 * The form for setting fields of a record: a mapper that lists them, or their names by hand, which
 * takes expressions for the names too.
 *
 * @param mapperMethod the node's resource mapping method
 */
export function fieldsToSetFields(mapperMethod: string, byHand: ByHand): INodeProperties[] {
	return [
		{
			displayName: 'Fields to Set',
			name: 'fieldsToSet',
			type: 'options',
			noDataExpression: true,
			default: 'mapped',
			options: [byHand.choice, mapped],
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
					resourceMapperMethod: mapperMethod,
					mode: 'add',
					fieldWords: { singular: 'field', plural: 'fields' },
					addAllFields: false,
					supportAutoMap: true,
					// Lists the fields of today in an example too. An older n8n offers a button instead.
					refreshStaleSchemaOnOpen: true,
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
			displayOptions: { show: { fieldsToSet: [byHand.choice.value] } },
			description: 'The fields to set and their values',
			options: [{ displayName: 'Field', name: 'field', values: byHand.inputs }],
		},
	];
}
