import type { IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';

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
 */
export function readMappedFields(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
): MappedFields {
	const mapper = context.getNodeParameter(name, itemIndex, {}) as StoredMapper;
	const isAutomatic = mapper.mappingMode === NAME_OF_AUTOMATIC;
	const values = isAutomatic ? context.getInputData()[itemIndex].json : (mapper.value ?? {});
	return { isAutomatic, values };
}

/** The fields that the form showed when the workflow was made. */
export function readMapperSchema(context: IExecuteFunctions, name: string): ResourceMapperField[] {
	const mapper = context.getNodeParameter(name, 0, {}) as StoredMapper;
	return mapper.schema ?? [];
}

/** One field for a field mapper. */
export function mapperField(
	field: Pick<ResourceMapperField, 'id' | 'displayName' | 'type' | 'options'>,
): ResourceMapperField {
	return { ...field, required: false, defaultMatch: false, canBeUsedToMatch: false, display: true };
}
