import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { plainWord } from '../shared/read/characters';
import { readGiven } from '../shared/read/given';
import { readList } from '../shared/read/list';
import { badInput, success, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';
import { recognizeNoId, type OtherWays } from './foreignIds';

const ONE_ID = 'one ID of Outreach, a whole number, 1 or higher';
const PICK = 'Pick one from the list, or give its ID.';

const WHOLE_NUMBER = /^[1-9]\d*$/;

/** Whether a text is an ID of Outreach: a whole number, 1 or higher. */
export function isId(text: string): boolean {
	return WHOLE_NUMBER.test(text) && Number.isSafeInteger(Number(text));
}

/**
 * Reads the id of one record, from a list of choices or an expression.
 *
 * @param field the label of the form field
 */
export function readId(value: unknown, field: string): Result<number> {
	const given = readGiven(value);
	if (given.kind === 'nothing') return badInput(`"${field}" is empty, but must be ${ONE_ID}`, PICK);
	const text = given.kind === 'other' ? '' : plainWord(given.text);
	if (isId(text)) return success(Number(text));
	const recognized = recognizeNoId(text);
	const message = `"${field}" is ${printValue(value)}, but must be ${ONE_ID}`;
	return badInput(recognized === undefined ? message : `${message}. ${recognized}`, PICK);
}

/**
 * Reads the ids of records: one, a list, or text in which commas, blanks or line breaks separate them.
 *
 * @param field the label of the form field
 * @param ways to name records that the form offers besides
 * @returns the ids as text, each once; a failure if there is none, or one is not a whole number from
 * 1 on, or has separators between its digits
 */
export function readIds(value: unknown, field: string, ways?: OtherWays): Result<string[]> {
	return readList(value, {
		field,
		allowed: 'an ID of Outreach, a whole number, 1 or higher',
		read: (entry) => (isId(entry) ? entry : undefined),
		isNumeric: true,
		recognize: (entry) => recognizeNoId(entry, ways),
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
