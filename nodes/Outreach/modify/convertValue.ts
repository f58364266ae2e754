import { badInput, success, type Result } from '../../shared/result';
import { isBlank, printValue, textOfValue, withoutDates } from '../../shared/valueText';
import type { ModifiableField } from './recordFields';

export type FieldValue = string | number | boolean | null;

const DAY = /^\d{4}-\d\d-\d\d$/;

function refuse({ label }: ModifiableField, value: unknown, allowed: string) {
	return badInput(`"${label}" is ${printValue(value)}, but must be ${allowed}`);
}

/** What empties a field. */
export function emptyValue({ isCustom, type }: ModifiableField): FieldValue {
	return isCustom || type === 'string' ? '' : null;
}

/** Turns a value into what Outreach takes for the field; a failure that says what is allowed if not. */
export function convertValue(field: ModifiableField, value: unknown): Result<FieldValue> {
	if (field.choices !== undefined) return chosen(field, field.choices, value);
	const converted = convertByType(field, value);
	if (!converted.ok || !field.isCustom) return converted;
	return success(String(converted.value));
}

function convertByType(field: ModifiableField, value: unknown): Result<FieldValue> {
	const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
	switch (field.type) {
		case 'boolean': {
			const text = isPlain ? String(value).trim().toLowerCase() : '';
			if (text === 'true' || text === 'false') return success(text === 'true');
			return refuse(field, value, 'true or false');
		}
		case 'number':
		case 'integer': {
			const number = isPlain && typeof value !== 'boolean' && !isBlank(value) ? Number(value) : NaN;
			const fits = field.type === 'number' ? Number.isFinite(number) : Number.isInteger(number);
			if (fits) return success(number);
			return refuse(field, value, field.type === 'number' ? 'a number' : 'a whole number');
		}
		case 'date': {
			const text = textOfValue(value, true)?.trim() ?? '';
			if (DAY.test(text) && !Number.isNaN(Date.parse(text))) return success(text);
			return refuse(field, value, 'a date such as 2026-01-31');
		}
		case 'dateTime': {
			const text = String(withoutDates(value) ?? '').trim();
			if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(Date.parse(text))) {
				return refuse(field, value, 'a date and time such as 2026-01-31T12:00:00Z');
			}
			return success(field.isCustom ? withoutZone(text) : text);
		}
		default: {
			const text = textOfValue(value, false);
			return text === undefined ? refuse(field, value, 'a text or a number') : success(text);
		}
	}
}

/** Custom fields keep date and time as YYYY-MM-DDThh:mm:ss. */
function withoutZone(text: string): string {
	return DAY.test(text) ? `${text}T00:00:00` : text.slice(0, 19);
}

function chosen(field: ModifiableField, choices: string[], value: unknown): Result<FieldValue> {
	const text = (one: unknown) => (textOfValue(one, false) ?? printValue(one)).trim();
	const given = Array.isArray(value)
		? value.map(text)
		: field.isMultiple
			? text(value)
					.split(',')
					.map((one) => one.trim())
			: [text(value)];
	const isFew = field.isMultiple || given.length === 1;
	if (isFew && given.length > 0 && given.every((one) => choices.includes(one))) {
		return success(given.join(','));
	}
	const many = field.isMultiple ? 'one or more' : 'one';
	return refuse(field, value, `${many} of ${choices.map((one) => `"${one}"`).join(', ')}`);
}
