import { badInput, FOUND_NOTHING, success, type Result } from '../result';
import { printValue } from '../valueText';
import { isBroken, plainWord } from './characters';
import { explainValue } from './explain';
import { holdsLeftover, readGiven } from './given';

/** What a field for one ID holds, where the vendor does not say how its IDs look. */
export interface IdRule {
	/** The field's label in the form. */
	field: string;
	/** What to do if the field is empty. */
	ifEmpty: string;
	/** What a text that is no such ID looks like, in a sentence. */
	recognize?: (text: string) => string | undefined;
}

/** Spaces and what separates the entries of lists: there is more than one ID. */
const SEVERAL = /[\s,;]/;
const STEPS = ['.', '..'];
/** What no ID has: quotes, brackets, and what begins the query of an address. */
const NO_ID = /["'`“”‘’«»?#[\]{}]/;

/**
 * Reads one ID whose form is not known.
 *
 * @returns the ID without spaces at its ends; a failure that names the field for nothing, several IDs,
 * steps in a path, quotes, brackets, question marks, hashes, and anything that is neither text nor a number
 */
export function readOpaqueId(
	value: unknown,
	{ field, ifEmpty, recognize }: IdRule,
): Result<string> {
	const given = readGiven(value);
	if (given.kind === 'nothing') {
		return badInput(`"${field}" is empty`, `${ifEmpty} ${FOUND_NOTHING}`);
	}
	const id = given.kind === 'other' ? undefined : plainWord(given.text);
	const recognized = id === undefined ? undefined : recognize?.(id);
	const isOne =
		id !== undefined &&
		!SEVERAL.test(id) &&
		!NO_ID.test(id) &&
		!STEPS.includes(id) &&
		!holdsLeftover(id) &&
		!isBroken(id);
	if (isOne && recognized === undefined) return success(id);
	const isSeveral = id === undefined || SEVERAL.test(id);
	const message = `"${field}" is ${printValue(value)}, which is ${isSeveral ? 'not one ID' : 'not an ID'}`;
	const known = explainValue(value) ?? recognized;
	return badInput(known === undefined ? message : `${message}. ${known}`, ifEmpty);
}
