import type { INodeProperties } from 'n8n-workflow';

/** What a picker of one record says. */
interface PickerText {
	displayName: string;
	/** The vendor's name of the id, such as `ownerId`. */
	name: string;
	/** The method that lists the choices. */
	method: string;
	placeholder: string;
	exampleId: string;
	description: string;
	/** What is worth knowing before a choice is made. */
	hint?: string;
	/** Whether the form asks for a choice, which it does if absent. */
	required?: boolean;
}

/** A field for one record: chosen from a list, or given by its ID. */
export function pickerField(text: PickerText): INodeProperties {
	return {
		displayName: text.displayName,
		name: text.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: text.required ?? true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: text.placeholder,
				typeOptions: { searchListMethod: text.method, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${text.exampleId}`,
			},
		],
		description: text.description,
		hint: text.hint,
	};
}
