import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readList } from '../shared/readList';
import { badInput, success, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';

const WHOLE_NUMBER = /^[1-9]\d*$/;

/** Whether a text is an ID of Outreach: a whole number from 1 on. */
export function isId(text: string): boolean {
	return WHOLE_NUMBER.test(text) && Number.isSafeInteger(Number(text));
}

/**
 * Reads the id of one record, from a list of choices or an expression.
 *
 * @param field the label of the form field
 */
export function readId(value: unknown, field: string): Result<number> {
	const isOne = typeof value === 'number' || typeof value === 'string';
	const text = isOne ? String(value).trim() : '';
	if (isId(text)) return success(Number(text));
	const isEmpty = text === '' && (isOne || value === null || value === undefined);
	return badInput(
		isEmpty ? `"${field}" is empty` : `"${field}" is ${printValue(value)}`,
		'It must be one ID of Outreach, a whole number from 1 on. Pick one from the list, or give its ID.',
	);
}

/**
 * Reads the ids of records: one, a list, or text in which commas or spaces separate them.
 *
 * @param field the label of the form field
 * @returns the ids as text, each once; a failure if there is none, or one is not a whole number from
 * 1 on
 */
export function readIds(value: unknown, field: string): Result<string[]> {
	return readList(value, {
		field,
		allowed: 'an ID of Outreach, a whole number from 1 on',
		read: (entry) => (isId(entry) ? entry : undefined),
	});
}

/** Reads the id that a picker holds. */
export function readPicked(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, displayName }: INodeProperties,
): Result<number> {
	return readId(context.getNodeParameter(name, itemIndex, '', { extractValue: true }), displayName);
}
