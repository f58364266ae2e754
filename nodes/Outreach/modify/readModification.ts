import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { mapped } from '../../shared/fieldsToSet';
import { readFieldRows, readMappedFields, twoNames } from '../../shared/mappedFields';
import { comparableName, plainWord } from '../../shared/read/characters';
import { readChoice } from '../../shared/read/choice';
import { readSettings, switchSetting } from '../../shared/read/settings';
import { guarded } from '../../shared/readItems';
import { nothingToSet } from '../../shared/nothingToSet';
import { remember } from '../../shared/remember';
import { badInput, success, type Result } from '../../shared/result';
import { mapInTurns } from '../../shared/turns';
import { isBlank, printValue } from '../../shared/valueText';
import type { Settle } from '../bulk/bulkInput';
import { convertValue, emptyValue, type FieldValue } from './convertValue';
import { isCustomName, listCustomFields, plainCustomField } from './customFields';
import { modifyOptions } from './options';
import { keepingOptOuts } from './optOut';
import { didYouMean, otherWay, ownField } from './otherWay';
import type { ModifiableField, RecordFields } from './recordFields';

const SHOWN_FIELDS = 60;

const [clearEmptyOption, singleFieldOption] = modifyOptions;
const SETTINGS = {
	clearEmpty: switchSetting(clearEmptyOption),
	singleFieldForm: switchSetting(singleFieldOption),
};

const NAME = { field: 'Name', allowed: 'the name of one field' };
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
		const entries = readFieldRows(given, 'Fields', { name: 'name', value: 'value' }, NAME);
		return entries.ok ? success({ ...meant, isAutomatic: false, entries: entries.value }) : entries;
	}
	const { isAutomatic, values } = readMappedFields(context, 'attributes', itemIndex);
	return success({ ...meant, isAutomatic, entries: Object.entries(values) });
}

/**
 * Makes of what the items give what is sent: a map of field names and values, or one field in the older form.
 * What would clear an opt-out is refused.
 *
 * @param isOneRecord whether the node writes one record for each item: it may then set no field at all, and
 * has fields of its own for some
 */
export function modificationsOf(
	fields: RecordFields,
	isOneRecord = false,
): Settle<GivenFields, Record<string, FieldValue>> {
	return async (given, client) => {
		const custom = await customFieldsFor(given, client, fields);
		if (!custom.ok) return given.map(() => custom);
		const known = [...fields.modifiable, ...custom.value];
		const wayOf = (name: string) =>
			(isOneRecord ? ownField(name, fields.recordType) : undefined) ??
			otherWay(name, fields.recordType);
		const find: FieldFinder = {
			byName: remember((name) => findField(name, fields, known, wayOf)),
			byNameOrLabel: remember((name) => success(byNameOrLabel(name, known))),
		};
		return await mapInTurns(given, (one) => guarded(() => modificationOf(one, find, isOneRecord)));
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
	given: GivenFields,
	find: FieldFinder,
	mayBeNone: boolean,
): Result<Record<string, FieldValue>> {
	const { isAutomatic, entries, clearsEmpty, isSingle, zone } = given;
	const values: Record<string, FieldValue> = {};
	const names = new Map<string, string>();
	for (const [name, value] of entries) {
		const found = isAutomatic ? find.byNameOrLabel(name) : find.byName(name);
		if (!found.ok) return found;
		if (found.value === undefined || value === undefined) continue;
		if (isBlank(value) && !clearsEmpty) continue;
		const field = found.value;
		const converted = isBlank(value)
			? success(emptyValue(field))
			: convertValue(field, value, zone);
		if (!converted.ok) return converted;
		const earlier = isAutomatic ? names.get(field.name) : undefined;
		if (earlier !== undefined && values[field.name] !== converted.value) {
			return twoNames(field.label, earlier, name);
		}
		names.set(field.name, name);
		values[field.name] = converted.value;
	}
	if (Object.keys(values).length === 0 && !mayBeNone) return nothingToModify(given);
	const kept = keepingOptOuts(values);
	return kept.ok && isSingle ? singleFieldForm(values) : kept;
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
	wayOf: (name: string) => string | undefined,
): Result<ModifiableField> {
	const field = known.find((one) => one.name === name);
	if (field !== undefined) return success(field);
	if (isCustomName(name)) return success(plainCustomField(name));
	if (name === '') {
		return badInput(
			'"Name" is empty for one field under "Fields"',
			'Give the name of the field, or remove the row.',
		);
	}
	if (name === 'id' || name === 'ids') {
		return badInput(
			`The field ${printValue(name)} says which records to modify and cannot be set itself`,
			'Take it out of the fields, and name the records above.',
		);
	}
	if (readOnly.includes(name)) {
		return badInput(
			`The field ${printValue(name)} cannot be set: Outreach sets it itself`,
			'Take it out of the fields.',
		);
	}
	if (lists.includes(name)) {
		return badInput(
			`The field ${printValue(name)} holds a list, and this node sets only fields with one value`,
			wayOf(name) ?? 'Take it out of the fields, and change it in Outreach.',
		);
	}
	const names = modifiable.map((one) => one.name).sort((one, other) => one.localeCompare(other));
	const step =
		wayOf(name) ??
		[
			didYouMean(name, known),
			`Custom fields are called custom1 to custom150. The other fields are ${names.slice(0, SHOWN_FIELDS).join(', ')}.`,
		]
			.join(' ')
			.trim();
	return badInput(
		`Outreach ${recordType}s have no field ${printValue(name)} that can be set`,
		step,
	);
}

function nothingToModify({ isAutomatic, entries, clearsEmpty }: GivenFields) {
	if (!isAutomatic) {
		return nothingToSet(
			'modify',
			entries.map(([name]) => name),
			clearsEmpty,
		);
	}
	return badInput(
		'There is nothing to modify: the input item has no value with the name of an Outreach field',
		'Give the data of the input item the names of Outreach fields, such as title or company.',
	);
}

/** The older form of the API; its value is always text. */
function singleFieldForm(values: Record<string, FieldValue>): Result<Record<string, FieldValue>> {
	const [[fieldName, value], ...others] = Object.entries(values);
	if (others.length === 0) return success({ fieldName, fieldValue: String(value ?? '') });
	return badInput(
		`${others.length + 1} fields have a value, but the single-field request takes only one`,
		'Turn off "Single-Field Request" under Options.',
	);
}
