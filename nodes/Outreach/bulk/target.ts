import { readList } from '../../shared/readList';
import { badInput, success, type Result } from '../../shared/result';

declare const checked: unique symbol;

/**
 * The records a bulk action is to work on. Without a target Outreach acts on EVERY record there is,
 * so one cannot be sent: a bulk action takes a `Target`, and only `targetOf` makes one.
 */
export interface Target {
	readonly ids: readonly [number, ...number[]];
	readonly [checked]: true;
}

const WHOLE_NUMBER = /^[1-9]\d*$/;

function isId(text: string): boolean {
	return WHOLE_NUMBER.test(text) && Number.isSafeInteger(Number(text));
}

/**
 * Reads the ids of records from a form field: one, a list, or text in which commas or spaces
 * separate them.
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

/** Makes a target of ids; a failure if there is none, or one is not a whole number from 1 on. */
export function targetOf(ids: readonly string[]): Result<Target> {
	const unfit = ids.find((id) => !isId(id));
	if (unfit !== undefined) return badInput(`"${unfit}" is not the ID of a record`);
	const [first, ...others] = [...new Set(ids)].map(Number);
	if (first === undefined) {
		return badInput(
			'The bulk action names no record, so it was not sent',
			'Without a record to work on, Outreach would work on all of them.',
		);
	}
	return success({ ids: [first, ...others] } as unknown as Target);
}
