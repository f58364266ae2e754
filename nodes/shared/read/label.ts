import { badInput, success, type Result } from '../result';
import { printValue } from '../valueText';
import { readOptionalText, refuse } from './text';

/** What a label that a vendor keeps has to be. */
interface KeyRule {
	field: string;
	fewest: number;
	most: number;
}

/**
 * Reads a label, such as that of an enrollment.
 *
 * @returns the text without blanks at its ends; a failure for what is no single line of text, or is too
 * short or too long
 */
export function readLabel(value: unknown, { field, fewest, most }: KeyRule): Result<string> {
	const read = readOptionalText(value, { field, allowed: 'one text' });
	if (!read.ok) return read;
	const text = read.value ?? '';
	if (text.length < fewest) {
		return badInput(
			`"${field}" is ${printValue(text)}, but must have at least ${fewest} characters`,
			text === '' ? 'An expression that finds nothing gives an empty value.' : undefined,
		);
	}
	const isOneLine = !/[\p{Cc}\u2028\u2029]/u.test(text.slice(0, most));
	if (isOneLine && text.length <= most) return success(text);
	return refuse(field, value, `one line of text with at most ${most} characters`);
}
