import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { readFieldRows, readMappedFields, readMapperSchema } from '../../shared/mappedFields';
import { readChoice } from '../../shared/read/choice';
import { badInput, success, type Result } from '../../shared/result';
import type { Field } from '../api';
import { fieldByName, fieldsOfSchema, findField, loadFields, printFields } from '../fieldList';

/** A field and the value that an input item gives it, of any type. */
export interface FieldEntry {
	field: Field;
	value: unknown;
}

const FIELDS_TO_SET = ['byId', 'mapped'] as const;
const ROW = { name: 'fieldId', value: 'attributeValue' };

/**
 * The fields to check and name the input by: those that the form stored where they will do, which
 * saves a call, otherwise Saleshandy's list.
 */
export async function fieldsFor(
	context: IExecuteFunctions,
	client: Client,
): Promise<Result<Field[] | undefined>> {
	if (context.getNodeParameter('fieldsToSet', 0) === 'byId') return await loadFields(client);
	const stored = fieldsOfSchema(readMapperSchema(context, 'attributes'));
	const { isAutomatic, values } = readMappedFields(context, 'attributes', 0);
	const isStored = (fieldId: string) => stored.some(({ id }) => id === fieldId);
	if (!isAutomatic && Object.keys(values).every(isStored)) return success(stored);
	const listed = await loadFields(client);
	if (!listed.ok || listed.value !== undefined) return listed;
	return success(stored.length > 0 ? stored : undefined);
}

/** Reads the fields that one input item sets, in whichever way the form says. */
export function readFieldEntries(
	context: IExecuteFunctions,
	itemIndex: number,
	known: Field[] | undefined,
): Result<FieldEntry[]> {
	const way = readChoice(
		context.getNodeParameter('fieldsToSet', itemIndex),
		'Fields to Set',
		FIELDS_TO_SET,
	);
	if (!way.ok) return way;
	if (way.value === 'byId') {
		const given = context.getNodeParameter('fieldValues', itemIndex, {});
		const rows = readFieldRows(given, 'Fields', ROW, 'Field ID');
		return rows.ok ? readById(rows.value, known) : rows;
	}
	const { isAutomatic, values } = readMappedFields(context, 'attributes', itemIndex);
	return isAutomatic ? readByName(values, known) : readById(Object.entries(values), known);
}

function readById(
	values: Array<[string, unknown]>,
	known: Field[] | undefined,
): Result<FieldEntry[]> {
	const entries: FieldEntry[] = [];
	for (const [fieldId, value] of values) {
		if (fieldId === '') {
			return badInput('"Field ID" is empty', 'Get Many Fields lists the IDs of all fields.');
		}
		const field = findField(fieldId, known);
		if (!field.ok) return field;
		entries.push({ field: field.value, value });
	}
	return success(entries);
}

function readByName(
	values: Record<string, unknown>,
	known: Field[] | undefined,
): Result<FieldEntry[]> {
	if (known === undefined) {
		return badInput(
			'The list of Saleshandy fields could not be read, so input data cannot be matched with it',
			'Try again later, or map each field by hand.',
		);
	}
	const entries = Object.entries(values).flatMap(([name, value]) => {
		const field = fieldByName(name, known);
		return field ? [{ field, value }] : [];
	});
	if (entries.length > 0) return success(entries);
	return badInput(
		'Nothing in the input item has the name of a Saleshandy field',
		`Name the data like the fields: ${printFields(known)}.`,
	);
}
