import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { plainWord } from '../shared/read/characters';
import { explainValue } from '../shared/read/explain';
import { readGiven } from '../shared/read/given';
import { readList } from '../shared/read/list';
import { refuseEmpty } from '../shared/read/text';
import { badInput, success, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';
import { recognizeNoId, type OtherWays } from './foreignIds';

/** What an ID has to be, to be put after "must be". */
export const AN_ID = 'an Outreach ID: a whole number such as 1001';

/** Where the ID of a record is found, by the label of the field: for a field without a list, and besides it. */
const NO_LIST: Record<string, string> = {
	'Outreach Account ID': 'Get Many Accounts finds the ID for a domain.',
	'Outreach Prospect ID': 'Get Many Prospects finds the ID for an email address.',
	'Sequence State ID': 'Get Many Sequence States finds the ID for a prospect.',
};
const FINDERS: Record<string, string> = {
	Account: 'Get Many Accounts',
	Prospect: 'Get Many Prospects',
	Batch: 'Get Many Batches',
};

/** What to do about a field that does not hold an ID. */
function stepFor(field: string): string {
	const finder = FINDERS[field] && `, or use ${FINDERS[field]} to find the ID`;
	return NO_LIST[field] ?? `Open the field and pick one from the list${finder ?? ''}.`;
}

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
	if (given.kind === 'nothing') return refuseEmpty(field, stepFor(field));
	const text = given.kind === 'other' ? '' : plainWord(given.text);
	if (isId(text)) return success(Number(text));
	const recognized = explainValue(value) ?? recognizeNoId(text);
	const message = `"${field}" is ${printValue(value)}, but must be ${AN_ID}`;
	return badInput(recognized === undefined ? message : `${message}. ${recognized}`, stepFor(field));
}

/**
 * Reads the ids of records: one, a list, or text in which commas, spaces or line breaks separate them.
 *
 * @param field the label of the form field
 * @param ways to name records that the form offers besides
 * @returns the ids as text, each once; a failure if there is none, or one is not a whole number from
 * 1 on, or has separators between its digits
 */
export function readIds(value: unknown, field: string, ways?: OtherWays): Result<string[]> {
	return readList(value, {
		field,
		allowed: AN_ID,
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
