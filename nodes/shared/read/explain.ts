import { wholeRecord } from '../valueText';
import { visibleText } from './characters';
import { isLostNumber, isUnresolved, leftBehind, LOST_NUMBER, UNRESOLVED } from './given';

/**
 * What to say of a value that is right in no field, such as a whole record, or what an expression leaves
 * behind.
 *
 * @returns a sentence without a stop at its end; nothing for anything else
 */
export function explainValue(value: unknown): string | undefined {
	if (isLostNumber(value)) return `This is ${LOST_NUMBER}`;
	if (typeof value !== 'string') return wholeRecord(value);
	const text = visibleText(value);
	const held = isUnresolved(text) ? UNRESOLVED : leftBehind(text);
	return held === undefined ? wholeRecord(text) : `It holds ${held}`;
}

/** The same as a hint, which is a whole sentence. */
export function hintFor(value: unknown): string | undefined {
	return explainValue(value)?.concat('.');
}
