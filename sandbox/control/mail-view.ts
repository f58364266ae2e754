import { mailRecipients as inOutreach } from '../outreach/mail.ts';
import { mailRecipients as inSaleshandy, mailRules } from '../saleshandy/mail.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Vendor } from '../vendors.ts';
import { keyOf, leftAddresses } from '../world/addresses.ts';
import { nextMail } from '../world/mail.ts';
import type { Mail, SentMail } from '../world/mail.ts';
import type { PersonLink } from '../world/people.ts';

/** As many as somebody would look at beside a person. */
const LAST_SENT = 6;

/** A mail as the control API shows it. */
export interface ShownMail {
	vendor: Vendor;
	/** Null for a record that is nobody's. */
	personId: string | null;
	name: string;
	recordId: number | string;
	to: string;
	sequenceId: number | string;
	sequenceName: string;
	step: number;
	at: string;
	/** Whether the owner of the address has left it by now. */
	left: boolean;
	bounced: boolean;
	/** Of sent mails: whether the owner had left the address when it went out. */
	leftBefore?: boolean;
}

/** What was sent, oldest first, and what goes out next, soonest first. */
export interface MailList {
	sent: ShownMail[];
	next: ShownMail[];
}

/** All mail of the vendors that send any. */
export function listMail(sandbox: Sandbox): MailList {
	const mail = {
		sent: ofEach(mailers(sandbox), (one) => one.sent),
		next: ofEach(mailers(sandbox), (one) => one.next),
	};
	// With thousands of people it takes a while to find out whose record is whose.
	if (mail.sent.length + mail.next.length === 0) return { sent: [], next: [] };
	const shown = makeShown(sandbox);
	return { sent: mail.sent.map(shown), next: mail.next.map(shown) };
}

/** The mail of each person by their id, with the last of what was sent. */
export function mailByPerson(sandbox: Sandbox): (id: string) => MailList {
	const { sent, next } = listMail(sandbox);
	const sentTo = Map.groupBy(sent, ({ personId }) => personId);
	const nextTo = Map.groupBy(next, ({ personId }) => personId);
	return (id) => ({ sent: (sentTo.get(id) ?? []).slice(-LAST_SENT), next: nextTo.get(id) ?? [] });
}

interface Mailer {
	vendor: Vendor;
	sent: SentMail[];
	next: Mail[];
}

function mailers(sandbox: Sandbox): Mailer[] {
	const { saleshandy, outreach } = sandbox.world;
	return [
		{
			vendor: 'saleshandy',
			sent: saleshandy.mail.sent,
			next: nextMail(saleshandy.mail, inSaleshandy(saleshandy), mailRules(sandbox)),
		},
		{
			vendor: 'outreach',
			sent: outreach.mail.sent,
			next: nextMail(outreach.mail, inOutreach(outreach), sandbox.switches.outreach),
		},
	];
}

type Found = Mail & Partial<SentMail> & { vendor: Vendor };

function ofEach(all: Mailer[], read: (one: Mailer) => Array<Mail & Partial<SentMail>>): Found[] {
	return all
		.flatMap((one) => read(one).map((mail) => ({ ...mail, vendor: one.vendor })))
		.sort((a, b) => a.at - b.at);
}

function makeShown({ world }: Sandbox): (mail: Found) => ShownMail {
	const left = leftAddresses(world.people);
	const ownerOf = makeOwnerOf(world.people);
	return (mail) => {
		const { vendor, recordId, to, sequenceId, sequenceName, step, bounced, leftBefore } = mail;
		return {
			vendor,
			personId: ownerOf(mail)?.id ?? null,
			name: mail.name,
			recordId,
			to,
			sequenceId,
			sequenceName,
			step,
			at: new Date(mail.at).toISOString(),
			left: left.has(keyOf(to)),
			bounced: bounced ?? false,
			...(leftBefore === undefined ? {} : { leftBefore }),
		};
	};
}

/** Finds whose mail it is: by the record, or by the address, as a person may have several records. */
function makeOwnerOf(people: PersonLink[]): (mail: Found) => PersonLink | undefined {
	const owners = new Map<string, PersonLink>();
	for (const person of people) {
		owners.set(`saleshandy ${person.saleshandyId}`, person);
		owners.set(`outreach ${person.outreachId}`, person);
		for (const { address } of person.addresses) owners.set(keyOf(address), person);
	}
	return ({ vendor, recordId, to }) => owners.get(`${vendor} ${recordId}`) ?? owners.get(keyOf(to));
}
