import type { ItemFailure } from './errorItems';
import { errorText } from './errorText';
import { mayHaveActed, type Failure } from './result';

/** How many different reasons are told. */
const SHOWN = 5;

/** What a node that stops at its first failure has to say of the other calls that failed meanwhile. */
export interface AlsoFailed {
	/** The items of the first failure. Where it may have changed something, with all that failed like it. */
	items: number[];
	/** Sentences on what failed in other ways, first what may have changed something; may be empty. */
	also: string;
}

/** @param others the failures beside the first, of calls that were under way */
export function alsoFailed(first: ItemFailure, others: readonly ItemFailure[]): AlsoFailed {
	const isLikeFirst = ({ failure }: ItemFailure) => keyOf(failure) === keyOf(first.failure);
	const [alike] = joinAlike([first, ...others.filter(isLikeFirst)]);
	const different = joinAlike(others.filter((one) => !isLikeFirst(one))).sort(
		(one, other) => Number(mayHaveActed(other.failure)) - Number(mayHaveActed(one.failure)),
	);
	const told = different.slice(0, SHOWN).map(({ items, failure }) => {
		const { message } = errorText({ ...failure, message: withoutEnd(failure.message) }, items);
		return `Also: ${message}.`;
	});
	const left = different.length - told.length;
	if (left > 0) told.push(`${left} more failed in other ways.`);
	return {
		items: mayHaveActed(first.failure) ? alike.items : first.items,
		also: told.join(' '),
	};
}

const keyOf = (failure: Failure) => `${mayHaveActed(failure)} ${failure.message}`;

/** Failures for the same reason as one. */
function joinAlike(failures: ItemFailure[]): ItemFailure[] {
	const alike = new Map<string, { items: Set<number>; failure: Failure }>();
	for (const { items, failure } of failures) {
		const known = alike.get(keyOf(failure)) ?? { items: new Set(), failure };
		for (const item of items) known.items.add(item);
		alike.set(keyOf(failure), known);
	}
	return [...alike.values()].map(({ items, failure }) => {
		return { items: [...items].sort((one, other) => one - other), failure };
	});
}

const withoutEnd = (message: string): string => message.replace(/[.\s]+$/, '');
