import { hintFor } from '../../shared/read/explain';
import { isLostNumber } from '../../shared/read/given';
import { atCommas, valuesIn } from '../../shared/read/list';
import { readMoment, utcText, YEAR_FIRST } from '../../shared/read/moment';
import { writtenNumber } from '../../shared/read/number';
import { readSwitch } from '../../shared/read/switch';
import { fieldDay, fieldText, refuseLost } from '../../shared/read/text';
import { badInput, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import type { ModifiableField } from './recordFields';

/** How many of the choices of a field a message names. */
const SHOWN_CHOICES = 60;

export type FieldValue = string | number | boolean | null;

/** Some know the field by its name in the API, and some by its label. */
const bothNames = ({ label, name }: ModifiableField) =>
	label === name ? `"${label}"` : `"${label}" (${name})`;

function refuse(field: ModifiableField, value: unknown, allowed: string, hint?: string) {
	return badInput(
		`${bothNames(field)} is ${printValue(value)}, but must be ${allowed}`,
		hintFor(value) ?? hint,
	);
}

/** What empties a field. */
export function emptyValue({ isCustom, type }: ModifiableField): FieldValue {
	return isCustom || type === 'string' ? '' : null;
}

/**
 * Turns a value into what Outreach takes for the field; a failure that says what is allowed if not.
 *
 * @param zone the workflow's time zone, which tells what day a midnight means
 */
export function convertValue(
	field: ModifiableField,
	value: unknown,
	zone?: string,
): Result<FieldValue> {
	if (field.choices !== undefined) return chosen(field, field.choices, value);
	const converted = convertByType(field, value, zone);
	if (!converted.ok) return converted;
	const sent = field.isCustom ? String(converted.value) : converted.value;
	return typeof sent === 'string' ? notTooLong(field, sent) : success(sent);
}

/** Outreach counts whole characters: an emoji is one or a few, and never two halves. */
function notTooLong(field: ModifiableField, text: string): Result<string> {
	const { longest = Infinity } = field;
	if (text.length <= longest) return success(text);
	const { length } = [...text];
	if (length <= longest) return success(text);
	return badInput(
		`${bothNames(field)} has ${length} characters, but may have at most ${longest}`,
		'Shorten it.',
	);
}

function convertByType(
	field: ModifiableField,
	value: unknown,
	zone: string | undefined,
): Result<FieldValue> {
	switch (field.type) {
		case 'boolean': {
			const read = readSwitch(value, field.label);
			return read.ok ? read : refuse(field, value, 'true or false');
		}
		case 'number':
		case 'integer':
			return numberFor(field, value);
		case 'date': {
			const day = fieldDay(value, zone);
			return day ? success(day) : refuse(field, value, 'a date such as 2026-01-31', YEAR_FIRST);
		}
		case 'dateTime': {
			const moment = readMoment(value);
			if (moment === undefined) {
				return refuse(field, value, 'a date and time such as 2026-01-31T12:00:00Z', YEAR_FIRST);
			}
			const text = utcText(moment);
			// Custom fields keep date and time as YYYY-MM-DDThh:mm:ss.
			return success(field.isCustom ? text.slice(0, 19) : text);
		}
		default: {
			const text = fieldText(value, { zone, isLong: field.isLong });
			if (text !== undefined) return success(text);
			if (isLostNumber(value)) return refuseLost(bothNames(field), value);
			return refuse(field, value, 'text or a number');
		}
	}
}

/** A custom field holds text, so a long number stays as it is written there. */
function numberFor(field: ModifiableField, value: unknown): Result<FieldValue> {
	const isWhole = field.type === 'integer';
	const number = writtenNumber(value);
	if (number !== undefined && number.exact === undefined && field.isCustom && !isWhole) {
		return success(number.text);
	}
	const exact = number?.exact;
	if (exact !== undefined && (!isWhole || Number.isInteger(exact))) return success(exact);
	const kind = isWhole ? 'a whole number' : 'a number';
	if (isLostNumber(value) && field.isCustom && !isWhole) return refuseLost(bothNames(field), value);
	const isLong = isLostNumber(value) || (number !== undefined && exact === undefined);
	if (!isLong) return refuse(field, value, kind);
	return badInput(
		`${bothNames(field)} is ${printValue(value)}, but must be ${kind} of at most 15 digits`,
		'It has too many digits to be exact. A text field or a custom field holds all of them, if they are given as text.',
	);
}

function chosen(field: ModifiableField, choices: string[], value: unknown): Result<FieldValue> {
	const whole = textOf(value);
	const isOne = typeof value !== 'object' && choices.includes(whole);
	const given = isOne || !field.isMultiple ? [value] : [...valuesIn(value)];
	const words = given.flatMap((one) => {
		const text = textOf(one);
		return choices.includes(text) || !field.isMultiple ? [text] : [...atCommas(text)];
	});
	const wanted = words.map((word) => choices.find((one) => one === word.trim()));
	if (wanted.length > 0 && wanted.every((one) => one !== undefined)) {
		return success([...new Set(wanted)].join(','));
	}
	const many = field.isMultiple ? 'one or more' : 'one';
	return refuse(field, value, `${many} of ${shownChoices(choices)}`);
}

/** A choice is taken as it is written. */
const textOf = (value: unknown) =>
	(typeof value === 'string' ? value : (fieldText(value) ?? '')).trim();

function shownChoices(choices: string[]): string {
	const shown = choices.slice(0, SHOWN_CHOICES).map(printValue).join(', ');
	const more = choices.length - SHOWN_CHOICES;
	return more > 0 ? `${shown} and ${more} more` : shown;
}
