import { keyOf, presentAddress } from '../world/addresses.ts';
import type { PersonLink } from '../world/people.ts';
import { addOutreachProspect, API_USER_ID } from './initial.ts';
import type { SequenceRules } from './sequence-rules.ts';
import { enroll } from './sequencing.ts';
import { getRecord } from './state.ts';
import type { OutreachRecord, OutreachState } from './state.ts';

/** Somebody at the vendor's own page may do what a ruleset keeps the API from. */
const BY_HAND: SequenceRules = {
	readdition: 'inactive-only',
	exclusive: false,
	newState: 'active',
};

/** All records of a person: the one from the start, and those with an address of theirs. */
export function prospectsOf(state: OutreachState, person: PersonLink): OutreachRecord[] {
	const own = new Set(person.addresses.map(({ address }) => keyOf(address)));
	return Object.values(state.records.prospect).filter(
		(one) =>
			one.id === person.outreachId ||
			((one.attributes.emails as string[] | null) ?? []).some((email) => own.has(keyOf(email))),
	);
}

/**
 * Puts a prospect into a sequence, with the mailbox of the owner.
 *
 * @returns why it did not work
 */
export function startSequence(
	state: OutreachState,
	prospect: OutreachRecord,
	sequenceId: number,
	now: number,
): string | undefined {
	if (getRecord(state, 'sequence', sequenceId) === undefined) {
		return `Outreach has no sequence ${sequenceId}`;
	}
	const mailbox = Object.values(state.records.mailbox).find(
		(one) => one.one.user === (prospect.one.owner ?? API_USER_ID),
	);
	const addition = { prospect, sequenceId, mailboxId: mailbox?.id ?? 0, now };
	const outcome = enroll(state, addition, BY_HAND);
	return 'problem' in outcome ? outcome.problem : undefined;
}

/** Adds a second record of a person, with the address that they have now. */
export function addDuplicate(
	state: OutreachState,
	person: PersonLink,
	company: string,
	now: number,
): OutreachRecord {
	const known = getRecord(state, 'prospect', person.outreachId)?.attributes ?? {};
	const email = presentAddress(person);
	return addOutreachProspect(
		state,
		{
			firstName: String(known.firstName ?? ''),
			lastName: String(known.lastName ?? ''),
			email,
			company,
			domain: email.replace(/^.*@/, ''),
			title: String(known.title ?? ''),
			city: String(known.addressCity ?? ''),
			phone: '',
		},
		now,
	);
}
