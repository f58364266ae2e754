import { badInput, FOUND_NOTHING, success, type Result } from '../result';
import { printValue } from '../valueText';
import { hintFor } from './explain';
import { holdsLeftover, isLeftover, isLostNumber, isUnresolved, readGiven } from './given';
import { dayText, isMoment, momentText, readMoment } from './moment';

/** What a field for one text may hold. */
export interface TextRule {
	/** The field's label in the form. */
	field: string;
	/** What the value has to be, to be put after "must be". */
	allowed?: string;
	/** What to do if the field is empty. */
	ifEmpty?: string;
	/** Refuses numbers, where no number can be right. */
	isNeverNumber?: boolean;
}

/** Refuses a value: says the field, the value, and what is allowed. */
export function refuse(field: string, value: unknown, allowed: string, hint?: string) {
	return badInput(
		`"${field}" is ${printValue(value)}, but must be ${allowed}`,
		hintFor(value) ?? hint,
	);
}

/**
 * Refuses a number that has lost digits, where text may hold one of any length.
 *
 * @param field in quotes
 */
export function refuseLost(field: string, value: unknown) {
	return badInput(
		`${field} is ${printValue(value)}, a number with too many digits to be exact`,
		'Give it as text, so that it keeps all its digits.',
	);
}

/** Refuses a field that holds nothing, or several of which each is needed. */
export function refuseEmpty(field: string | string[], hint = 'Give a value.') {
	const fields = [field].flat();
	const are = fields.length === 1 ? 'is' : 'are';
	const named = fields.map((one) => `"${one}"`).join(' and ');
	return badInput(`${named} ${are} empty`, `${hint} ${FOUND_NOTHING}`);
}

/**
 * Reads one text, such as a name or a search. A number counts as its digits.
 *
 * @returns the text without spaces at its ends; a failure that names the field for nothing, lists,
 * objects, dates, true and false, and for what an expression leaves behind, such as "undefined"
 */
export function readText(value: unknown, rule: TextRule): Result<string> {
	const text = readOptionalText(value, rule);
	if (!text.ok) return text;
	return text.value === undefined ? refuseEmpty(rule.field, rule.ifEmpty) : success(text.value);
}

/** The same for a field that may be left empty; nothing if it is. */
export function readOptionalText(
	value: unknown,
	{ field, allowed = 'text', isNeverNumber = false }: TextRule,
): Result<string | undefined> {
	const given = readGiven(value);
	if (given.kind === 'nothing') return success(undefined);
	if (given.kind === 'text' && holdsLeftover(given.text)) return refuse(field, value, allowed);
	if (given.kind === 'text') return success(given.text);
	if (given.kind === 'number' && !isNeverNumber) return success(given.text);
	if (isLostNumber(value) && !isNeverNumber) return refuseLost(`"${field}"`, value);
	const what = given.kind === 'other' ? given.what : 'a number';
	return refuse(field, value, allowed, `This is ${what}.`);
}

/** How a field of a record holds text. */
export interface FieldTextRule {
	/** The workflow's time zone. */
	zone?: string;
	/** Whether it holds sentences, in which a word such as "undefined" may be meant. */
	isLong?: boolean;
}

/**
 * Writes a value for a field of a record as text, as it was written. A moment is written in UTC, however
 * it comes, and a midnight as its day.
 *
 * @returns nothing for lists, objects, what is no number, what an expression leaves behind, and an expression
 * that was not worked out
 */
export function fieldText(
	value: unknown,
	{ zone, isLong = false }: FieldTextRule = {},
): string | undefined {
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'string') {
		if (isUnresolved(value)) return undefined;
		if (isLong ? isLeftover(value) : holdsLeftover(value)) return undefined;
		const moment = readMoment(value);
		return moment?.offset === undefined ? value : momentText(moment, zone);
	}
	if (isMoment(value)) {
		const moment = readMoment(value);
		return moment && momentText(moment, zone);
	}
	const given = readGiven(value);
	return given.kind === 'number' ? given.text : undefined;
}

/** Reads a day such as 2026-01-31 for a field of a record; nothing if the value is none. */
export function fieldDay(value: unknown, zone?: string): string | undefined {
	const moment = readMoment(value);
	return moment && dayText(moment, zone);
}
