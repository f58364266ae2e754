import { badInput, success, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';

/**
 * Reads the id of one record, from a list of choices or an expression.
 *
 * @param field the label of the form field
 */
export function readId(value: unknown, field: string): Result<number> {
	const isOne = typeof value === 'number' || typeof value === 'string';
	const text = isOne ? String(value).trim() : '';
	if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))) return success(Number(text));
	const isEmpty = text === '' && (isOne || value === null || value === undefined);
	return badInput(
		isEmpty ? `"${field}" is empty` : `"${field}" is ${printValue(value)}`,
		'It must be one ID of Outreach, a whole number from 1 on. Pick one from the list, or give its ID.',
	);
}
