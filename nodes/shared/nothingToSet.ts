import { badInput, FOUND_NOTHING } from './result';

const MOST_NAMED = 3;

/**
 * Refuses an item that sets no field.
 *
 * @param verb what the node does with records
 * @param fields that were chosen, and have no value
 * @param clearsEmpty whether empty values clear fields
 */
export function nothingToSet(verb: 'modify' | 'update', fields: string[], clearsEmpty: boolean) {
	if (fields.length === 0) {
		return badInput(
			`There is nothing to ${verb}: no field is chosen`,
			'Add at least one field under "Fields", and give it a value.',
		);
	}
	const names = [...new Set(fields)];
	const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
	const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
	const are = names.length === 1 ? 'is' : 'are';
	const hint = clearsEmpty
		? 'An expression that finds nothing clears no field. To clear a field, give it empty text.'
		: `${FOUND_NOTHING} To clear fields on purpose, turn on "Clear Fields With Empty Values" under Options.`;
	return badInput(`There is nothing to ${verb}: ${shown.join(', ')}${more} ${are} empty`, hint);
}
