import { leftAddresses } from '../world/addresses.ts';
import { settleMail } from '../world/mail.ts';
import type { MailRules, Recipient, SentMail } from '../world/mail.ts';
import { addressRefusal } from './enrolling.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import { EMAIL_STEP } from './sequences.ts';
import type { SaleshandySequence } from './sequences.ts';
import type { SaleshandyEnrollment, SaleshandyProspect, SaleshandyState } from './state.ts';

/** Addresses that are known to be good, or never were verified, get mail. */
const UNVERIFIED = ['bad', 'risky', 'inprogress'];

/** Sends the mails of all sequences that are due by a moment. */
export function sendDueMail(sandbox: SaleshandySandbox, now: number): void {
	const { saleshandy: state, people } = sandbox.world;
	let left: Map<string, number> | undefined;
	const leftOnce = () => (left ??= leftAddresses(people));
	const sent = settleMail(state.mail, mailRecipients(state), mailRules(sandbox), leftOnce, now);
	if (sent.length === 0) return;
	const enrollments = new Map(state.enrollments.map((one) => [keyOf(one), one]));
	for (const mail of sent) note(state, enrollments.get(mail.enrollment), mail);
	sandbox.writer.changed();
}

/** An email address never changes in Saleshandy, so it is the same whenever it is taken. */
export function mailRules(sandbox: SaleshandySandbox): MailRules {
	return { ...sandbox.switches.saleshandy, mailAddress: 'at-send' };
}

/** Who is active in a sequence; nothing goes to who does not want it, or if the address is bad. */
export function mailRecipients(state: SaleshandyState): Recipient[] {
	const active = state.enrollments.filter(({ status }) => status === 'active');
	if (active.length === 0) return [];
	const prospects = new Map(state.prospects.map((one) => [one.id, one]));
	const sequences = new Map(state.sequences.map((one) => [one.id, one]));
	const unsubscribed = new Set(
		state.enrollments
			.filter(({ status }) => status === 'unsubscribed')
			.map(({ prospectId }) => prospectId),
	);
	const nameOf = makeNameOf(state);
	return active.flatMap((enrollment) => {
		const prospect = prospects.get(enrollment.prospectId);
		const sequence = sequences.get(enrollment.sequenceId);
		if (prospect === undefined || sequence === undefined) return [];
		const isOpen = sequence.active && !unsubscribed.has(prospect.id) && isGood(state, prospect);
		const address = isOpen ? prospect.email : null;
		return [recipientOf(nameOf, enrollment, prospect, sequence, address)];
	});
}

/** Tells the names of prospects, or the address of one without. */
function makeNameOf(state: SaleshandyState): (prospect: SaleshandyProspect) => string {
	const ids = ['First Name', 'Last Name'].map(
		(label) => state.fields.find((one) => one.label === label)?.id ?? '',
	);
	return ({ values, email }) => {
		const names = ids.map((id) => values[id]).filter(Boolean);
		return names.join(' ') || email;
	};
}

function recipientOf(
	nameOf: (prospect: SaleshandyProspect) => string,
	enrollment: SaleshandyEnrollment,
	prospect: SaleshandyProspect,
	sequence: SaleshandySequence,
	address: string | null,
): Recipient {
	return {
		enrollment: keyOf(enrollment),
		since: Date.parse(enrollment.addedAt),
		recordId: prospect.id,
		name: nameOf(prospect),
		sequenceId: sequence.id,
		sequenceName: sequence.title,
		steps: mailStepsFrom(sequence, enrollment.stepId),
		address,
	};
}

function isGood(
	state: SaleshandyState,
	{ email, verificationStatus }: SaleshandyProspect,
): boolean {
	return (
		!UNVERIFIED.includes(verificationStatus.toLowerCase()) &&
		addressRefusal(state, email) === undefined
	);
}

/** The steps from one on that are mails; the others are tasks for somebody. */
function mailStepsFrom({ steps }: SaleshandySequence, stepId: string): number[] {
	const first = steps.findIndex(({ id }) => id === stepId);
	return steps
		.slice(Math.max(0, first))
		.filter(({ type }) => type === EMAIL_STEP)
		.map(({ number }) => number);
}

/** What a mail does to the enrollment: it may bounce, or be the end of the sequence. */
function note(
	state: SaleshandyState,
	enrollment: SaleshandyEnrollment | undefined,
	mail: SentMail,
): void {
	if (enrollment === undefined) return;
	const sequence = state.sequences.find(({ id }) => id === enrollment.sequenceId);
	if (mail.bounced) enrollment.status = 'bounced';
	else if (mail.step === sequence?.steps.at(-1)?.number) enrollment.status = 'finished';
}

/** Who is put into a sequence again begins from the start. */
function keyOf({ prospectId, sequenceId, addedAt }: SaleshandyEnrollment): string {
	return `${prospectId} ${sequenceId} ${addedAt}`;
}
