/** How a value of a field is sent. */
export type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'dateTime';

/** A field that can be modified. */
export interface ModifiableField {
	name: string;
	label: string;
	type: FieldType;
	/** Custom fields hold text, whatever their type. */
	isCustom: boolean;
	/** Whether it holds sentences. */
	isLong?: boolean;
	/** The values to choose from, where there are just some. */
	choices?: string[];
	/** Whether several of the choices may be given. */
	isMultiple?: boolean;
	/** The most characters that its text may have; nothing if Outreach names no limit. */
	longest?: number;
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

/** The names of the standard fields of a record type, those that are only read as well. */
export const fieldNames = ({ modifiable, readOnly, lists }: RecordFields): string[] => [
	...modifiable.map(({ name }) => name),
	...readOnly,
	...lists,
];

/** What Outreach calls fields of an account's own. */
export const CUSTOM_FIELD = /^custom\d{1,3}$/;

/** The most characters of most fields that hold text: https://developers.outreach.io/api/reference */
const LONGEST = 255;

/**
 * The standard fields of a record type.
 *
 * @param rows label, name and type of each
 * @param long the names of those that hold sentences
 * @param longest the most characters of those that hold text, by name, where Outreach has another limit or none
 */
export function standardFields(
	rows: Array<[string, string, FieldType]>,
	long: string[],
	longest: Record<string, number | undefined>,
): ModifiableField[] {
	return rows.map(([label, name, type]) => ({
		name,
		label,
		type,
		isCustom: false,
		isLong: long.includes(name),
		...(type === 'string' && { longest: name in longest ? longest[name] : LONGEST }),
	}));
}
