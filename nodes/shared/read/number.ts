import { badInput, success, type Result } from '../result';
import { printValue } from '../valueText';
import { hintFor } from './explain';
import { readGiven } from './given';
import { findGroupedNumber } from './thousands';
import { refuseEmpty } from './text';

/** What a number parameter may be. */
export interface NumberRule {
	/** The field's label in the form. */
	field: string;
	least?: number;
	most?: number;
	/** Whether it has to be a whole number. */
	isWhole?: boolean;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
/** A number keeps this many digits, wherever it goes. */
const MOST_DIGITS = 15;
const LONGEST = 400;

/** A number as text: what was written, and what it is worth if no digit is lost. */
export interface WrittenNumber {
	text: string;
	/** Missing if it has more digits than a number keeps. */
	exact?: number;
}

/**
 * Reads a number: one, or text of digits with at most one point. Not read are other forms, such as
 * 1,5 or 1e3 or 0x10, since they may mean something else.
 */
export function writtenNumber(value: unknown): WrittenNumber | undefined {
	const given = readGiven(value);
	if (given.kind === 'number') {
		const number = Number(given.text);
		const isExact = typeof value === 'number' || Number.isSafeInteger(number);
		return { text: given.text, ...(isExact && { exact: number }) };
	}
	if (given.kind !== 'text' || given.text.length > LONGEST || !DECIMAL.test(given.text)) {
		return undefined;
	}
	const { text } = given;
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	const significant = text.includes('.') ? digits.replace(/0+$/, '') : digits;
	const number = Number(text);
	const isExact = significant.length <= MOST_DIGITS || Number.isSafeInteger(number);
	if (isExact && (!text.includes('.') || significant.length <= MOST_DIGITS)) {
		return { text, exact: number };
	}
	return { text };
}

/**
 * Writes a number for a field of a record that holds it as text: digits with at most one point, all of
 * them as they were written.
 *
 * @returns nothing for anything else, such as 1,234 or 12 EUR
 */
export function numberText(value: unknown): string | undefined {
	const text = writtenNumber(value)?.text;
	return text !== undefined && DECIMAL.test(text) ? text : undefined;
}

/**
 * Reads a number parameter, such as a limit. What an expression did not find is refused: it never
 * counts as 0 or as "no limit".
 */
export function readNumber(value: unknown, rule: NumberRule): Result<number> {
	const { field, least = -Infinity, most = Infinity, isWhole = false } = rule;
	const number = writtenNumber(value)?.exact;
	const fits = number !== undefined && number >= least && number <= most;
	if (fits && (!isWhole || Number.isInteger(number))) return success(number);
	if (readGiven(value).kind === 'nothing')
		return refuseEmpty(field, `It must be ${allowed(rule)}.`);
	const grouped =
		typeof value === 'string' ? findGroupedNumber(value.slice(0, LONGEST)) : undefined;
	return badInput(
		`"${field}" is ${printValue(value)}, but must be ${allowed(rule)}`,
		grouped ? 'Write it without separators between the digits.' : hintFor(value),
	);
}

function allowed({ least, most, isWhole = false }: NumberRule): string {
	const number = isWhole ? 'a whole number' : 'a number';
	if (least === undefined) return number;
	if (most !== undefined && most !== Infinity) return `${number} between ${least} and ${most}`;
	return isWhole ? `${number}, ${least} or higher` : `${number} of at least ${least}`;
}
