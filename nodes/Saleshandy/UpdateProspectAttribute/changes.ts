import { badInput, success, type Result } from '../../shared/result';
import { isBlank, printValue, textOfValue } from '../../shared/valueText';
import type { Field } from '../api';

/** A field of a prospect and the text it is to hold. */
export interface Change {
	fieldId: string;
	label: string;
	value: string;
}

/** The changes that one input item wants. */
export interface ProspectChange {
	itemIndex: number;
	prospectId: string;
	changes: Change[];
	/** Send the form for one field where there is just one. */
	singleField: boolean;
}

/** What an address would not take as text: the steps in a path, and half a character. */
const NO_PATH_SEGMENT = /^\.{1,2}$|\p{Surrogate}/u;

/** Reads the id of a prospect, which is opaque text. */
export function readProspectId(value: unknown): Result<string> {
	const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (id !== '' && !NO_PATH_SEGMENT.test(id)) return success(id);
	return badInput(
		id === '' ? '"Prospect ID" is empty' : `"Prospect ID" is ${printValue(id)}, which is no ID`,
		'Give the ID that Get Many Prospects returns. An expression that finds nothing gives an empty value.',
	);
}

/**
 * Turns fields and values into what is sent: texts, each field once, the last value given.
 *
 * @param clearEmpty whether an empty value clears the field, instead of leaving it alone
 * @returns a failure if a value cannot be written as text, or nothing is left to set
 */
export function readChanges(
	entries: Array<{ field: Field; value: unknown }>,
	clearEmpty: boolean,
): Result<Change[]> {
	const changes = new Map<string, Change>();
	for (const { field, value } of entries) {
		const { id: fieldId, label, fieldType } = field;
		if (value === undefined || (isBlank(value) && !clearEmpty)) continue;
		const text = isBlank(value) ? '' : textOfValue(value, fieldType === 'date');
		if (text === undefined) {
			return badInput(
				`"${label}" is ${printValue(value)}, but must be a text, a number, a date, true or false`,
			);
		}
		changes.set(fieldId, { fieldId, label, value: text });
	}
	if (changes.size > 0) return success([...changes.values()]);
	return badInput(
		'There is nothing to update: no field has a value',
		'Give at least one field a value. To empty fields, switch on "Clear Fields With Empty Values" under Options.',
	);
}
