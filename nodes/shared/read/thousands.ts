/** What may stand between the groups of a long number: a single character, or a comma after spaces. */
const SEPARATORS = ['[^\\S\\r\\n]*,', '\\.', "['’]", '_', '[^\\S\\r\\n]'];

/** A number in groups of three digits, or of two before the last three, as it is written in India. */
const GROUPED = SEPARATORS.map((one) => {
	const groups = `\\d{1,3}(?:${one}\\d{3}){1,8}|\\d{1,2}(?:${one}\\d{2}){1,8}${one}\\d{3}`;
	// It is the whole row of digits: 1001,102 is a list, because no group has four.
	return new RegExp(`(?<!\\d)(?<!\\d${one})(?:${groups})(?!\\d)(?!${one}\\d)`);
});

/** Two groups as they could stand in such a number: most lists have none, and are not searched. */
const CANDIDATE = /(?<!\d)\d{1,3}(?:\s{0,20},|[.'’_\s])\d{2,3}(?!\d)/;

/**
 * Finds a number that is written in groups, such as 12,345 or 12 345: it could be one number or
 * several. A space after the comma, or a line break, makes clear that there are several.
 *
 * @returns the first such number, if there is one
 */
export function findGroupedNumber(text: string): string | undefined {
	if (!CANDIDATE.test(text)) return undefined;
	for (const grouped of GROUPED) {
		const found = grouped.exec(text);
		if (found !== null) return found[0];
	}
	return undefined;
}

/**
 * What to say about a number in groups, and how to write what is meant.
 *
 * @param isEntry whether one of its groups could stand alone; if not, it is one number only
 */
export function explainGrouped(grouped: string, isEntry: (group: string) => boolean): string {
	const numbers = grouped.split(/\D+/);
	const one = numbers.join('');
	const asOne = `It looks like the one number ${one} with thousands separators. For one ID, write ${one}`;
	if (!numbers.every(isEntry)) return asOne;
	return `${asOne}. For several IDs, put a comma and a space between them: ${numbers.join(', ')}`;
}
