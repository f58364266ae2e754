import { isTooDeep } from './depth';

/** Why an entry cannot be used that is nested too deeply. */
export const TOO_DEEP = 'is nested too deeply';

/** An entry of a list in an answer that cannot be used. */
export interface OddEntry {
	/** Its place in the list, from 1. */
	place: number;
	/** To be put after "number 3", such as "has no ID". */
	reason: string;
}

const MOST_SHOWN = 5;
const LONGEST_REASON = 120;

/**
 * Says which entries of an answer are left out, in one sentence of bounded length.
 *
 * @param what the entries are, in the plural
 */
export function sayLeftOut(vendor: string, what: string, odd: OddEntry[]): string {
	const shown = odd
		.slice(0, MOST_SHOWN)
		.map(({ place, reason }) => `number ${place} ${reason.slice(0, LONGEST_REASON)}`);
	const more = odd.length - shown.length;
	const list = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
	return `${vendor} gave ${what} that cannot be used. They are left out: ${list}.`;
}

/** What reading a list gave: what is usable, and what is not. */
export interface ReadList<T> {
	entries: T[];
	odd: OddEntry[];
}

/**
 * Reads a list entry by entry, so that an odd one costs itself alone. One that is nested too deeply is odd.
 *
 * @param read gives the entry, or in a text why it cannot be used
 */
export function readEntries<T extends object>(
	list: unknown[],
	read: (entry: unknown) => T | string,
): ReadList<T> {
	const entries: T[] = [];
	const odd: OddEntry[] = [];
	list.forEach((one, index) => {
		const entry = isTooDeep(one) ? TOO_DEEP : read(one);
		if (typeof entry === 'string') odd.push({ place: index + 1, reason: entry });
		else entries.push(entry);
	});
	return { entries, odd };
}
