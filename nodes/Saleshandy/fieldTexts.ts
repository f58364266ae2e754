import { twoNames } from '../shared/mappedFields';
import { hintFor } from '../shared/read/explain';
import { isLostNumber } from '../shared/read/given';
import { YEAR_FIRST } from '../shared/read/moment';
import { numberText } from '../shared/read/number';
import { fieldDay, fieldText, refuseLost, type FieldTextRule } from '../shared/read/text';
import { badInput, success, type Result } from '../shared/result';
import { isBlank, printValue } from '../shared/valueText';
import type { FieldEntry } from './fieldEntries';

/** A field of a prospect and the text it is to hold. */
export interface Change {
	fieldId: string;
	label: string;
	value: string;
	/** Saleshandy's name of the field's type, where it is known. */
	fieldType?: string;
}

/**
 * How the values of fields of a type are written. Saleshandy gives no reason for a value that it refuses, so
 * what cannot be right is not sent.
 */
interface Way {
	/** To be put after "must be". */
	allowed: string;
	hint?: string;
	write: (value: unknown, rule: FieldTextRule) => string | undefined;
}

const NUMBER: Way = {
	allowed: 'a number such as 1500 or 12.5',
	hint: 'Write it in digits, without separators, units or symbols.',
	write: numberText,
};

const DATE: Way = {
	allowed: 'a date such as 2026-01-31',
	hint: YEAR_FIRST,
	write: (value, { zone }) => fieldDay(value, zone),
};
const WAYS = new Map([
	['date', DATE],
	['number', NUMBER],
	['currency', NUMBER],
]);
const ANY_TEXT: Way = { allowed: 'text, a number, a date, true or false', write: fieldText };

/**
 * Turns fields and values into texts, each field once, the last value given.
 *
 * @param keepsEmpty whether an empty value stays, as an empty text, instead of being left out
 * @param zone the workflow's time zone, which tells what day a midnight means
 * @returns a failure if a value cannot be written as text
 */
export function readFieldTexts(
	entries: FieldEntry[],
	keepsEmpty: boolean,
	zone?: string,
): Result<Change[]> {
	const changes = new Map<string, Change>();
	const names = new Map<string, string>();
	for (const { field, value, name } of entries) {
		const { id: fieldId, label, fieldType } = field;
		if (value === undefined || (isBlank(value) && !keepsEmpty)) continue;
		const { allowed, hint, write } = WAYS.get(fieldType) ?? ANY_TEXT;
		const text = isBlank(value) ? '' : write(value, { zone, isLong: fieldType === 'long-text' });
		if (text === undefined) {
			if (isLostNumber(value) && fieldType !== 'date') return refuseLost(`"${label}"`, value);
			return badInput(
				`"${label}" is ${printValue(value)}, but must be ${allowed}`,
				hintFor(value) ?? hint,
			);
		}
		const earlier = names.get(fieldId);
		if (earlier !== undefined && name !== undefined && changes.get(fieldId)?.value !== text) {
			return twoNames(label, earlier, name);
		}
		if (name !== undefined) names.set(fieldId, name);
		changes.set(fieldId, { fieldId, label, value: text, fieldType });
	}
	return success([...changes.values()]);
}
