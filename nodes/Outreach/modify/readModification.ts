import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { mapped } from '../../shared/fieldsToSet';
import { readFieldRows, readMappedFields } from '../../shared/mappedFields';
import { comparableName, plainWord } from '../../shared/read/characters';
import { readChoice } from '../../shared/read/choice';
import { readSettings, switchSetting } from '../../shared/read/settings';
import { guarded } from '../../shared/readItems';
import { remember } from '../../shared/remember';
import { badInput, success, type Result } from '../../shared/result';
import { giveTurns } from '../../shared/turns';
import { isBlank, printValue } from '../../shared/valueText';
import type { Settle } from '../bulk/bulkInput';
import { convertValue, emptyValue, type FieldValue } from './convertValue';
import { isCustomName, listCustomFields, plainCustomField } from './customFields';
import { modifyOptions } from './options';
import type { ModifiableField, RecordFields } from './recordFields';

const SHOWN_FIELDS = 60;

const [clearEmptyOption, singleFieldOption] = modifyOptions;
const SETTINGS = {
	clearEmpty: switchSetting(clearEmptyOption),
	singleFieldForm: switchSetting(singleFieldOption),
};

const FIELDS_TO_SET = [{ name: 'By Field Name', value: 'byName' }, mapped] as const;

/** The names and values that one input item gives, and how they are meant. */
export interface GivenFields {
	/** Taken from the input item by name, instead of field by field. */
	isAutomatic: boolean;
	entries: Array<[string, unknown]>;
	/** Whether an empty value empties its field. */
	clearsEmpty: boolean;
	/** Whether to send the older form of the API. */
	isSingle: boolean;
	/** The time zone of the workflow. */
	zone: string | undefined;
}

/** Reads the fields that one input item sets, in whichever way the form says. */
export function readGivenFields(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<GivenFields> {
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const { clearEmpty: clearsEmpty, singleFieldForm: isSingle } = options.value;
	const meant = { clearsEmpty, isSingle, zone: context.getTimezone?.() };
	const way = readChoice(
		context.getNodeParameter('fieldsToSet', itemIndex),
		'Fields to Set',
		FIELDS_TO_SET,
	);
	if (!way.ok) return way;
	if (way.value === 'byName') {
		const given = context.getNodeParameter('fieldValues', itemIndex, {});
		const entries = readFieldRows(given, 'Fields', { name: 'name', value: 'value' }, 'Name');
		return entries.ok ? success({ ...meant, isAutomatic: false, entries: entries.value }) : entries;
	}
	const { isAutomatic, values } = readMappedFields(context, 'attributes', itemIndex);
	return success({ ...meant, isAutomatic, entries: Object.entries(values) });
}

/** Makes of what the items give what is sent: a map of field names and values, or one field in the older form. */
export function modificationsOf(
	fields: RecordFields,
): Settle<GivenFields, Record<string, FieldValue>> {
	return async (given, client) => {
		const custom = await customFieldsFor(given, client, fields);
		if (!custom.ok) return given.map(() => custom);
		const known = [...fields.modifiable, ...custom.value];
		const find: FieldFinder = {
			byName: remember((name) => findField(name, fields, known)),
			byNameOrLabel: remember((name) => success(byNameOrLabel(name, known))),
		};
		const giveTurn = giveTurns();
		const modifications: Array<Result<Record<string, FieldValue>>> = [];
		for (const one of given) {
			modifications.push(guarded(() => modificationOf(one, find)));
			await giveTurn();
		}
		return modifications;
	};
}

/**
 * The custom fields, to check and convert values by; asked for only if an input item may set one.
 * Where they cannot be read now their values go as text, and Outreach has the say.
 */
async function customFieldsFor(
	given: GivenFields[],
	client: Client,
	fields: RecordFields,
): Promise<Result<ModifiableField[]>> {
	const needsThem = given.some(
		({ isAutomatic, entries }) => isAutomatic || entries.some(([name]) => isCustomName(name)),
	);
	if (!needsThem) return success([]);
	const result = await listCustomFields(client, fields);
	return result.ok || result.failure.kind === 'unauthorized' ? result : success([]);
}

/** Finds the field that a name means. */
interface FieldFinder {
	/** A failure for a name that is none. */
	byName: (name: string) => Result<ModifiableField>;
	/** Nothing for a name that is none. */
	byNameOrLabel: (name: string) => Result<ModifiableField | undefined>;
}

/** What one input item changes. */
function modificationOf(
	{ isAutomatic, entries, clearsEmpty, isSingle, zone }: GivenFields,
	find: FieldFinder,
): Result<Record<string, FieldValue>> {
	const values: Record<string, FieldValue> = {};
	for (const [name, value] of entries) {
		const found = isAutomatic ? find.byNameOrLabel(name) : find.byName(name);
		if (!found.ok) return found;
		if (found.value === undefined || value === undefined) continue;
		if (isBlank(value)) {
			if (clearsEmpty) values[found.value.name] = emptyValue(found.value);
			continue;
		}
		const converted = convertValue(found.value, value, zone);
		if (!converted.ok) return converted;
		values[found.value.name] = converted.value;
	}
	if (Object.keys(values).length === 0) return nothingToSet(isAutomatic);
	return isSingle ? singleFieldForm(values) : success(values);
}

function byNameOrLabel(name: string, known: ModifiableField[]): ModifiableField | undefined {
	const wanted = comparableName(name);
	const own = plainWord(name);
	return known.find((field) => field.name === own || comparableName(field.label) === wanted);
}

function findField(
	name: string,
	{ recordType, modifiable, readOnly, lists }: RecordFields,
	known: ModifiableField[],
): Result<ModifiableField> {
	const field = known.find((one) => one.name === name);
	if (field !== undefined) return success(field);
	if (isCustomName(name)) return success(plainCustomField(name));
	if (name === '') return badInput('"Name" of a field is empty');
	if (name === 'id' || name === 'ids') {
		return badInput(
			`The field ${printValue(name)} says which records to modify and cannot be set itself`,
			'Leave it out of the fields, and name the records above.',
		);
	}
	if (readOnly.includes(name)) {
		return badInput(
			`The field ${printValue(name)} cannot be set: Outreach sets it itself`,
			'Leave it out.',
		);
	}
	if (lists.includes(name)) {
		return badInput(
			`The field ${printValue(name)} holds a list, and Modify sets fields of one value only`,
			'Leave it out. For tags there are nodes of their own.',
		);
	}
	const record = recordType === 'account' ? 'an account' : 'a prospect';
	return badInput(
		`The field ${printValue(name)} is not one that ${record} has and that can be set`,
		`Custom fields are called custom1 to custom150, the others ${modifiable
			.slice(0, SHOWN_FIELDS)
			.map((one) => one.name)
			.join(', ')}.`,
	);
}

function nothingToSet(isAutomatic: boolean) {
	return badInput(
		'There is nothing to modify: no field has a value',
		isAutomatic
			? 'Name the data of the input item like the fields of Outreach, such as title or company.'
			: 'Give at least one field a value. To empty fields, turn on "Clear Fields With Empty Values" under Options.',
	);
}

/** The older form of the API; its value is always text. */
function singleFieldForm(values: Record<string, FieldValue>): Result<Record<string, FieldValue>> {
	const [[fieldName, value], ...others] = Object.entries(values);
	if (others.length === 0) return success({ fieldName, fieldValue: String(value ?? '') });
	return badInput(
		`${others.length + 1} fields have a value, but the single-field request takes only one`,
		'Switch off "Single-Field Request" under Options.',
	);
}
