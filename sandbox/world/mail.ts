import { keyOf } from './addresses.ts';

/** Somebody whom a sequence is at work on, as a vendor has it. */
export interface Recipient {
	/** The vendor's own id of this record being in this sequence. */
	enrollment: string;
	/** Since when it is so, in milliseconds. */
	since: number;
	recordId: number | string;
	name: string;
	sequenceId: number | string;
	sequenceName: string;
	/** The numbers of the steps that are mails, in order. */
	steps: number[];
	/** Where a mail would go if it went now; null while nothing may be sent. */
	address: string | null;
}

/** A mail that will go out, unless something comes in between. */
export interface PlannedMail {
	step: number;
	at: number;
	/** The address; of a mail that is planned, as it was then. */
	to: string;
}

/** How far the mails of one recipient have come. */
export interface MailThread {
	sent: number;
	lastAt: number | null;
	/** Null when nothing is left to send, or nothing may be sent. */
	next: PlannedMail | null;
}

/** A mail, whether it went out or will. */
export interface Mail extends PlannedMail {
	enrollment: string;
	recordId: number | string;
	name: string;
	sequenceId: number | string;
	sequenceName: string;
}

/** A mail that went out. */
export interface SentMail extends Mail {
	/** Whether its owner had left the address when the mail went out. */
	leftBefore: boolean;
	bounced: boolean;
}

/** What a vendor's mailer remembers. Plain data, so that it can be written to a file as it is. */
export interface MailBook {
	/** By enrollment. */
	threads: Record<string, MailThread>;
	/** Oldest first. */
	sent: SentMail[];
}

/** How a vendor's mailer works. */
export interface MailRules {
	firstMailSeconds: number;
	nextMailSeconds: number;
	/** Whether a mail goes where the recipient was when it was planned, or is when it is sent. */
	mailAddress: 'at-schedule' | 'at-send';
	/** What becomes of mail to an address that its owner has left. */
	leftAddresses: 'bounce' | 'swallow';
}

/** A mailer before anything happened. */
export function emptyMailBook(): MailBook {
	return { threads: {}, sent: [] };
}

/**
 * Brings a mailer up to a moment: sends what has come due since somebody looked last, and plans
 * what comes next. Who is not among the recipients gets nothing any more.
 *
 * @param left When each address was left that somebody has left: mail sent there later bounces.
 * @returns what was sent, oldest first
 */
export function settleMail(
	book: MailBook,
	recipients: Recipient[],
	rules: MailRules,
	left: () => Map<string, number>,
	now: number,
): SentMail[] {
	const sent: SentMail[] = [];
	const active = new Set<string>();
	for (const recipient of recipients) {
		active.add(recipient.enrollment);
		const known = book.threads[recipient.enrollment];
		const thread = known ?? { sent: 0, lastAt: null, next: null };
		book.threads[recipient.enrollment] = thread;
		// Who could not be mailed for a while gets the next mail from now on, and not in the past.
		const isBack = known !== undefined && known.next === null;
		if (recipient.address === null) thread.next = null;
		else thread.next ??= planned(recipient, thread, rules, isBack ? now : 0);
		while (thread.next !== null && thread.next.at <= now) {
			const mail = send(recipient, thread.next, rules, left());
			sent.push(mail);
			thread.sent += 1;
			thread.lastAt = mail.at;
			thread.next = mail.bounced ? null : planned(recipient, thread, rules, 0);
		}
	}
	for (const enrollment in book.threads) {
		const thread = book.threads[enrollment];
		if (thread !== undefined && !active.has(enrollment)) thread.next = null;
	}
	sent.sort((a, b) => a.at - b.at);
	for (const mail of sent) book.sent.push(mail);
	return sent;
}

/** The mails that will go out as things stand, the next one first. */
export function nextMail(book: MailBook, recipients: Recipient[], rules: MailRules): Mail[] {
	const next = recipients.flatMap((recipient) => {
		const plan = book.threads[recipient.enrollment]?.next ?? null;
		return plan === null ? [] : [mailOf(recipient, plan, rules)];
	});
	return next.sort((a, b) => a.at - b.at);
}

function planned(
	recipient: Recipient,
	thread: MailThread,
	rules: MailRules,
	earliest: number,
): PlannedMail | null {
	const { address: to } = recipient;
	const step = recipient.steps[thread.sent];
	if (to === null || step === undefined) return null;
	const first = recipient.since + rules.firstMailSeconds * 1000;
	const next = thread.lastAt === null ? 0 : thread.lastAt + rules.nextMailSeconds * 1000;
	return { step, at: Math.max(first, next, earliest), to };
}

function send(
	recipient: Recipient,
	plan: PlannedMail,
	rules: MailRules,
	left: Map<string, number>,
): SentMail {
	const mail = mailOf(recipient, plan, rules);
	const since = left.get(keyOf(mail.to));
	const leftBefore = since !== undefined && since <= mail.at;
	return { ...mail, leftBefore, bounced: leftBefore && rules.leftAddresses === 'bounce' };
}

function mailOf(recipient: Recipient, plan: PlannedMail, rules: MailRules): Mail {
	const { enrollment, recordId, name, sequenceId, sequenceName } = recipient;
	const to = rules.mailAddress === 'at-send' ? (recipient.address ?? plan.to) : plan.to;
	return { enrollment, recordId, name, sequenceId, sequenceName, ...plan, to };
}
