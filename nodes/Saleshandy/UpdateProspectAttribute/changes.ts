import { readOpaqueId } from '../../shared/read/id';
import { YEAR_FIRST } from '../../shared/read/moment';
import { fieldDay, fieldText } from '../../shared/read/text';
import { badInput, success, type Result } from '../../shared/result';
import { isBlank, printValue } from '../../shared/valueText';
import type { Field } from '../api';
import { recognizeNoId } from '../foreignIds';

/** A field of a prospect and the text it is to hold. */
export interface Change {
	fieldId: string;
	label: string;
	value: string;
	/** Saleshandy's name of the field's type, where it is known. */
	fieldType?: string;
}

/** The changes that one input item wants. */
export interface ProspectChange {
	itemIndex: number;
	prospectId: string;
	changes: Change[];
	/** Send the form for one field where there is just one. */
	singleField: boolean;
}

/** Reads the id of a prospect, which is opaque text. */
export function readProspectId(value: unknown): Result<string> {
	return readOpaqueId(value, {
		field: 'Prospect ID',
		ifEmpty: 'Give the ID that Get Many Prospects returns.',
		recognize: recognizeNoId,
	});
}

/**
 * Turns fields and values into what is sent: texts, each field once, the last value given.
 *
 * @param clearEmpty whether an empty value clears the field, instead of leaving it alone
 * @param zone the workflow's time zone, which tells what day a midnight means
 * @returns a failure if a value cannot be written as text, or nothing is left to set
 */
export function readChanges(
	entries: Array<{ field: Field; value: unknown }>,
	clearEmpty: boolean,
	zone?: string,
): Result<Change[]> {
	const changes = new Map<string, Change>();
	for (const { field, value } of entries) {
		const { id: fieldId, label, fieldType } = field;
		if (value === undefined || (isBlank(value) && !clearEmpty)) continue;
		const isDay = fieldType === 'date';
		const text = isBlank(value) ? '' : isDay ? fieldDay(value, zone) : fieldText(value, zone);
		if (text === undefined) {
			const allowed = isDay
				? 'a date such as 2026-01-31'
				: 'a text, a number, a date, true or false';
			return badInput(
				`"${label}" is ${printValue(value)}, but must be ${allowed}`,
				isDay ? YEAR_FIRST : undefined,
			);
		}
		changes.set(fieldId, { fieldId, label, value: text, fieldType });
	}
	if (changes.size > 0) return success([...changes.values()]);
	return badInput(
		'There is nothing to update: no field has a value',
		'Give at least one field a value. To empty fields, turn on "Clear Fields With Empty Values" under Options.',
	);
}
