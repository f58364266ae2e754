import { badInput, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import { filterQuery, type Filter } from '../filter/readFilter';
import { isId } from '../readId';

declare const checked: unique symbol;

/**
 * The records a bulk action is to work on. Without a target Outreach acts on EVERY record there is,
 * so one cannot be sent: a bulk action takes a `Target`, and only `targetOf` makes one.
 */
export interface Target {
	readonly ids: readonly [number, ...number[]];
	/** The filter by which they were found, and that the user let the action be applied to. */
	readonly approved?: Filter;
	readonly [checked]: true;
}

/**
 * Makes a target of ids; a failure if there is none, or one is not a whole number, 1 or higher.
 *
 * @param approved the filter that found exactly these
 */
export function targetOf(ids: readonly string[], approved?: Filter): Result<Target> {
	const unfit = ids.find((id) => !isId(id));
	if (unfit !== undefined) return badInput(`${printValue(unfit)} is not the ID of a record`);
	const [first, ...others] = [...new Set(ids)].map(Number);
	if (first === undefined) {
		return badInput(
			'The bulk action names no record, so it was not sent',
			'Without a record to work on, Outreach would work on all of them.',
		);
	}
	return success({ ids: [first, ...others], approved } as unknown as Target);
}

const START = 'actionParams[filter]';

/** The ids as the filter in the address of a bulk action. */
export function idsQuery({ ids }: Target): string {
	const name = encodeURIComponent(`${START}[id][]`);
	return ids.map((id) => `${name}=${id}`).join('&');
}

/** The approved filter as that in the address of a bulk action, if there is one. */
export function approvedQuery({ approved }: Target): string | undefined {
	return approved && filterQuery(approved, START);
}
