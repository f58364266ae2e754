import { nothingToSet } from '../../../shared/nothingToSet';
import type { Result } from '../../../shared/result';
import type { FieldEntry } from '../../fieldEntries';
import { readFieldTexts, type Change } from '../../fieldTexts';
import type { FoundProspect } from '../../findProspects';

/** The changes that one input item wants. */
export interface ProspectChange {
	itemIndex: number;
	prospect: FoundProspect;
	changes: Change[];
	/** Send the form for one field where there is just one. */
	singleField: boolean;
}

/**
 * Turns fields and values into what is sent: texts, each field once, the last value given.
 *
 * @param clearEmpty whether an empty value clears the field, instead of leaving it alone
 * @param zone the workflow's time zone, which tells what day a midnight means
 * @returns a failure if a value cannot be written as text, or nothing is left to set
 */
export function readChanges(
	entries: FieldEntry[],
	clearEmpty: boolean,
	zone?: string,
): Result<Change[]> {
	const changes = readFieldTexts(entries, clearEmpty, zone);
	if (!changes.ok || changes.value.length > 0) return changes;
	return nothingToSet(
		'update',
		entries.map(({ field }) => field.label),
		clearEmpty,
	);
}
