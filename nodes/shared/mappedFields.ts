import type { IExecuteFunctions, INode, ResourceMapperField } from 'n8n-workflow';
import { isObject } from './answers';
import { plainWord } from './read/characters';
import { readCollection } from './read/settings';
import { readOptionalText } from './read/text';
import { badInput, success, type Result } from './result';
import { printValue } from './valueText';

/** What a field mapper of the form holds for one input item. */
export interface MappedFields {
	/** Taken from the input item by name, instead of field by field. */
	isAutomatic: boolean;
	/** Values by the field's id, or by the input item's own names when automatic. */
	values: Record<string, unknown>;
}

interface StoredMapper {
	mappingMode?: string;
	value?: Record<string, unknown> | null;
	schema?: ResourceMapperField[];
}

const NAME_OF_AUTOMATIC = 'autoMapInputData';

/**
 * Reads a field mapper for one input item. Values come as the expressions gave them, of any type.
 *
 * @param name of the parameter
 * @returns a mapper without values where the form holds something else
 */
export function readMappedFields(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
): MappedFields {
	const mapper = readMapper(context, name, itemIndex);
	const isAutomatic = mapper.mappingMode === NAME_OF_AUTOMATIC;
	const values = isAutomatic ? context.getInputData()[itemIndex].json : mapper.value;
	return { isAutomatic, values: isObject(values) ? values : {} };
}

/** Two names in the data of an item mean one field, and say different things of it. */
export function twoNames(field: string, one: string, other: string) {
	return badInput(
		`The input item has two values for "${field}": in ${printValue(one)} and in ${printValue(other)}`,
		'Leave one of them out, or map the fields one by one. Case, spaces and invisible marks do not tell names apart.',
	);
}

/**
 * Reads fields that are named by hand, row by row. Values come as the expressions gave them.
 *
 * @param field the label of the form field
 * @param names the names of the two inputs of a row
 * @param key the label of the input for the name, and what that has to be, to be put after "must be"
 * @returns the name and the value of each row; a failure for a name that is not text
 */
export function readFieldRows(
	given: unknown,
	field: string,
	names: { name: string; value: string },
	key: { field: string; allowed: string },
): Result<Array<[string, unknown]>> {
	const form = readCollection(given, field);
	if (!form.ok) return form;
	const entries: Array<[string, unknown]> = [];
	for (const row of [form.value.field ?? []].flat()) {
		const { [names.name]: name, [names.value]: value } = isObject(row) ? row : {};
		const text = readOptionalText(name, key);
		if (!text.ok) return text;
		entries.push([plainWord(text.value ?? ''), value]);
	}
	return success(entries);
}

/**
 * The fields that the form showed when the workflow was made. They are the same for all items, and
 * stored as they are: reading them resolves no expression.
 *
 * @param name of the parameter
 */
export function readMapperSchema(
	{ parameters }: Partial<INode>,
	name: string,
): ResourceMapperField[] {
	const mapper: unknown = parameters?.[name];
	const schema = isObject(mapper) ? mapper.schema : undefined;
	return Array.isArray(schema) ? (schema as ResourceMapperField[]) : [];
}

function readMapper(context: IExecuteFunctions, name: string, itemIndex: number): StoredMapper {
	const mapper: unknown = context.getNodeParameter(name, itemIndex, {});
	return isObject(mapper) ? mapper : {};
}

/** One field for a field mapper. */
export function mapperField(
	field: Pick<ResourceMapperField, 'id' | 'displayName' | 'type' | 'options'>,
): ResourceMapperField {
	return { ...field, required: false, defaultMatch: false, canBeUsedToMatch: false, display: true };
}
