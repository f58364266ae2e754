import { badInput, success, type Result } from '../result';
import { printValue } from '../valueText';
import { isBrokenJson, isQuoted } from './given';
import { readOptionalText, refuse, refuseEmpty } from './text';

/** What a label that a vendor keeps has to be. */
interface KeyRule {
	field: string;
	fewest: number;
	most: number;
}

const characters = (count: number): string =>
	count === 1 ? 'one character' : `${count} characters`;

/** Brackets around all of it are those of a list. Longer text is refused for its length. */
const IN_BRACKETS = /^(?:\[[^\]]{0,1000}\]|\{[^}]{0,1000}\})$/;
const LIST_OF_ONE = 'It looks like a list or an object as text.';

/**
 * Reads a label, such as that of a list.
 *
 * @returns the text without spaces at its ends; a failure for what is no single line of text, or is too
 * short or too long
 */
export function readLabel(value: unknown, { field, fewest, most }: KeyRule): Result<string> {
	const read = readOptionalText(value, { field });
	if (!read.ok) return read;
	const text = read.value ?? '';
	if (text === '') return refuseEmpty(field, `It must have at least ${characters(fewest)}.`);
	if (isBrokenJson(text) || isQuoted(text) || IN_BRACKETS.test(text)) {
		return refuse(field, value, 'text without brackets or quotes around it', LIST_OF_ONE);
	}
	if (text.length < fewest) {
		return badInput(
			`"${field}" is ${printValue(text)}, but must have at least ${characters(fewest)}`,
		);
	}
	const isOneLine = !/[\p{Cc}\u2028\u2029]/u.test(text.slice(0, most));
	if (isOneLine && text.length <= most) return success(text);
	return refuse(field, value, `one line of text with at most ${most} characters`);
}
