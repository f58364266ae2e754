import { keyOf } from '../world/addresses.ts';
import type { PersonLink } from '../world/people.ts';
import { enroll } from './enrolling.ts';
import type { SaleshandyProspect, SaleshandyState } from './state.ts';

/** All records of a person: the one from the start, and those with an address of theirs. */
export function prospectsOf(state: SaleshandyState, person: PersonLink): SaleshandyProspect[] {
	const own = new Set(person.addresses.map(({ address }) => keyOf(address)));
	return state.prospects.filter(
		({ id, email }) => id === person.saleshandyId || own.has(keyOf(email)),
	);
}

/**
 * Puts a prospect into the first step of a sequence.
 *
 * @returns why it did not work
 */
export function startSequence(
	state: SaleshandyState,
	prospect: SaleshandyProspect,
	sequenceId: string,
	now: number,
): string | undefined {
	const sequence = state.sequences.find(({ id }) => id === sequenceId);
	const [first] = sequence?.steps ?? [];
	if (first === undefined) return `Saleshandy has no sequence ${sequenceId} with steps`;
	return enroll(state, prospect, first.id, now)?.reason;
}

/** A prospect unsubscribes, as by the link in a mail; without any mail by a word to somebody. */
export function optOut(state: SaleshandyState, prospect: SaleshandyProspect): void {
	const own = state.enrollments.filter(({ prospectId }) => prospectId === prospect.id);
	for (const enrollment of own) enrollment.status = 'unsubscribed';
	if (own.length === 0) state.doNotContact.push({ value: prospect.email, type: 'email' });
}
