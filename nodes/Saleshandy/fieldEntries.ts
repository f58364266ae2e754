import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../shared/client';
import { mapped } from '../shared/fieldsToSet';
import { readFieldRows, readMappedFields } from '../shared/mappedFields';
import { readChoice } from '../shared/read/choice';
import { badInput, success, type Result } from '../shared/result';
import type { Field } from './api';
import { fieldFinder, loadFields, printFields, type FieldFinder } from './fieldList';

/** The names or ids and the values that one input item gives, in whichever way the form says. */
export interface GivenFields {
	by: 'id' | 'mapper' | 'name';
	entries: Array<[string, unknown]>;
}

/** A field and the value that an input item gives it, of any type. */
export interface FieldEntry {
	field: Field;
	value: unknown;
	/** Its name in the data of the item, where the item's own names count. */
	name?: string;
}

const FIELDS_TO_SET = [{ name: 'By Field ID', value: 'byId' }, mapped] as const;
const ROW = { name: 'fieldId', value: 'attributeValue' };
const KEY = { field: 'Field ID', allowed: 'the ID of one field' };

/** Reads the fields that one input item sets, as they are given. */
export function readGivenFields(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<GivenFields> {
	const way = readChoice(
		context.getNodeParameter('fieldsToSet', itemIndex),
		'Fields to Set',
		FIELDS_TO_SET,
	);
	if (!way.ok) return way;
	if (way.value === 'byId') {
		const given = context.getNodeParameter('fieldValues', itemIndex, {});
		const entries = readFieldRows(given, 'Fields', ROW, KEY);
		return entries.ok ? success({ by: 'id', entries: entries.value }) : entries;
	}
	const { isAutomatic, values } = readMappedFields(context, 'attributes', itemIndex);
	return success({ by: isAutomatic ? 'name' : 'mapper', entries: Object.entries(values) });
}

/**
 * A way to find the fields to check and name an item's input by: those that the form stored where they
 * will do, which saves a call, otherwise Saleshandy's list.
 *
 * @returns nothing where neither is known; a failure where the calls to come would fail too
 */
export async function fieldsFor(
	client: Client,
	stored: Field[],
	given: GivenFields[],
): Promise<(one: GivenFields) => Result<FieldFinder>> {
	const storedIds = new Set(stored.map(({ id }) => id));
	const willStoredDo = ({ by, entries }: GivenFields) =>
		by === 'mapper' && entries.every(([id]) => storedIds.has(id));
	const listed = given.every(willStoredDo) ? success(undefined) : await loadFields(client);
	const amongStored = fieldFinder(stored.length > 0 ? stored : undefined);
	const amongListed = fieldFinder(listed.ok ? listed.value : undefined);
	return (one) => {
		if (willStoredDo(one)) return success(amongStored);
		if (!listed.ok) return listed;
		return success(amongListed.known || one.by === 'id' ? amongListed : amongStored);
	};
}

/** Finds the fields that one input item sets. */
export function entriesOf({ by, entries }: GivenFields, find: FieldFinder): Result<FieldEntry[]> {
	return by === 'name' ? entriesByName(entries, find) : entriesById(entries, find);
}

function entriesById(values: Array<[string, unknown]>, find: FieldFinder): Result<FieldEntry[]> {
	const entries: FieldEntry[] = [];
	for (const [fieldId, value] of values) {
		if (fieldId === '') {
			return badInput(
				'"Field ID" is empty for one field under "Fields"',
				'Get Many Fields lists the IDs of all fields. Give the ID, or remove the row.',
			);
		}
		const field = find.byId(fieldId);
		if (!field.ok) return field;
		entries.push({ field: field.value, value });
	}
	return success(entries);
}

function entriesByName(
	values: Array<[string, unknown]>,
	{ known, byName }: FieldFinder,
): Result<FieldEntry[]> {
	if (known === undefined) {
		return badInput(
			'The list of Saleshandy fields could not be read, so input data cannot be matched with it',
			'Try again later, or map each field by hand.',
		);
	}
	const entries = values.flatMap(([name, value]) => {
		const field = byName(name);
		return field ? [{ field, value, name }] : [];
	});
	if (entries.length > 0) return success(entries);
	return badInput(
		'Nothing in the input item has the name of a Saleshandy field',
		`Name the data like the fields: ${printFields(known)}.`,
	);
}
