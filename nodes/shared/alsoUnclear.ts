import type { ItemFailure } from './errorItems';
import { errorText } from './errorText';
import { mayHaveActed } from './result';

/** How many different reasons are told. */
const SHOWN = 5;

/**
 * What a node that stops at its first failure has to say about the other calls that were under way: for
 * which items something may have been carried out, or was in part. Calls that were turned away changed
 * nothing, and are not named.
 *
 * @param others the failures beside the one that the node stops with
 * @returns sentences, or an empty text where there is nothing to say
 */
export function alsoUnclear(others: readonly ItemFailure[]): string {
	const failuresOf = new Map<string, ItemFailure>();
	for (const other of others.filter(({ failure }) => mayHaveActed(failure))) {
		const { items, failure } = other;
		const known = failuresOf.get(failure.message);
		failuresOf.set(failure.message, {
			failure,
			items: known === undefined ? items : [...new Set([...known.items, ...items])],
		});
	}
	const told = [...failuresOf.values()].slice(0, SHOWN).map(({ items, failure }) => {
		const { message } = errorText({ ...failure, message: withoutEnd(failure.message) }, items);
		return `Also: ${message}.`;
	});
	const left = failuresOf.size - told.length;
	return [...told, ...(left > 0 ? [`The same is true of ${left} more.`] : [])].join(' ');
}

const withoutEnd = (message: string): string => message.replace(/[.\s]+$/, '');
