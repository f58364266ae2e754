import { leftAddresses } from '../world/addresses.ts';
import { settleMail } from '../world/mail.ts';
import type { Recipient, SentMail } from '../world/mail.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { getRecord } from './state.ts';
import type { OutreachRecord, OutreachState } from './state.ts';

/** Sends the mails of all sequences that are due by a moment. */
export function sendDueMail(sandbox: OutreachSandbox, now: number): void {
	const { outreach: state, people } = sandbox.world;
	const rules = sandbox.switches.outreach;
	let left: Map<string, number> | undefined;
	const leftOnce = () => (left ??= leftAddresses(people));
	const sent = settleMail(state.mail, mailRecipients(state), rules, leftOnce, now);
	for (const mail of sent) note(state, mail);
	if (sent.length > 0) sandbox.writer.changed();
}

/** Who is active in a sequence; nothing goes to who has opted out, or if there is no address. */
export function mailRecipients(state: OutreachState): Recipient[] {
	const recipients: Recipient[] = [];
	for (const one of Object.values(state.records.sequenceState)) {
		if (one.attributes.state !== 'active') continue;
		const recipient = recipientOf(state, one);
		if (recipient !== undefined) recipients.push(recipient);
	}
	return recipients;
}

function recipientOf(state: OutreachState, one: OutreachRecord): Recipient | undefined {
	const prospect = getRecord(state, 'prospect', one.one.prospect ?? 0);
	const sequence = getRecord(state, 'sequence', one.one.sequence ?? 0);
	if (prospect === undefined || sequence === undefined) return undefined;
	const count = Number(sequence.attributes.sequenceStepCount ?? 1);
	return {
		enrollment: String(one.id),
		since: Date.parse(String(one.attributes.stateChangedAt ?? one.attributes.createdAt)),
		recordId: prospect.id,
		name: String(prospect.attributes.name),
		sequenceId: sequence.id,
		sequenceName: String(sequence.attributes.name),
		steps: Array.from({ length: count }, (_, index) => index + 1),
		address: canSend(state, one, sequence) ? addressOf(prospect) : null,
	};
}

/** Only a sequence that is on sends, and only from a mailbox that may send. */
function canSend(state: OutreachState, one: OutreachRecord, sequence: OutreachRecord): boolean {
	const mailbox = getRecord(state, 'mailbox', one.one.mailbox ?? 0);
	const isOpen = mailbox !== undefined && mailbox.attributes.sendDisabled !== true;
	return isOpen && sequence.attributes.enabled === true;
}

function addressOf(prospect: OutreachRecord): string | null {
	const [first] = (prospect.attributes.emails as string[] | null) ?? [];
	return first === undefined || hasOptedOut(prospect) ? null : first;
}

function hasOptedOut({ attributes }: OutreachRecord): boolean {
	const { optedOut, emailOptedOut, emailsOptStatus } = attributes;
	return optedOut === true || emailOptedOut === true || emailsOptStatus === 'opted_out';
}

/** What a mail does to the sequence state: it may bounce, or have been the last one. */
function note(state: OutreachState, mail: SentMail): void {
	const one = getRecord(state, 'sequenceState', Number(mail.enrollment));
	if (one === undefined) return;
	const { attributes } = one;
	const count = mail.bounced ? 'bounceCount' : 'deliverCount';
	attributes[count] = Number(attributes[count] ?? 0) + 1;
	if (state.mail.threads[mail.enrollment]?.next !== null) return;
	const at = new Date(mail.at).toISOString();
	attributes.state = mail.bounced ? 'bounced' : 'finished';
	attributes.stateChangedAt = at;
	attributes.updatedAt = at;
}
