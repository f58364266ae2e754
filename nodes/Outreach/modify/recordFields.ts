/** How a value of a field is sent. */
export type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'dateTime';

/** A field that can be modified. */
export interface ModifiableField {
	name: string;
	label: string;
	type: FieldType;
	/** Custom fields hold text, whatever their type. */
	isCustom: boolean;
	/** The values to choose from, where there are just some. */
	choices?: string[];
	/** Whether several of the choices may be given. */
	isMultiple?: boolean;
}

/** The standard fields of a record type. */
export interface RecordFields {
	recordType: 'prospect' | 'account';
	modifiable: ModifiableField[];
	/** Set by Outreach itself. */
	readOnly: string[];
	/** Hold lists, which Modify does not take. */
	lists: string[];
}
