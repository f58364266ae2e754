import { OutreachError, invalid, tooLong } from './errors.ts';
import type { Draft, RecordWrites } from './record-writes.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { getRecord } from './state.ts';
import { linkedInSlug } from './values.ts';

/** The domain of the organization itself, which its exclusion list holds. */
const OWN_DOMAIN = 'seller.example';
/** Far below the length that the vendor's schema gives. */
const LONGEST_NAME = 50;

/** How prospects are created and changed one by one: https://developers.outreach.io/api/reference */
export const prospectWrites: RecordWrites = {
	type: 'prospect',
	relationships: {
		account: ['account'],
		owner: ['user'],
		stage: ['stage'],
		persona: ['persona'],
	},
	lists: ['assignedUsers', 'opportunities'],
	settle: (draft, sandbox) => {
		checkNames(draft);
		settleEmails(draft, sandbox);
		stampOptOut(draft, sandbox);
		if (draft.before === undefined) {
			draft.attributes = { optedOut: false, externalSource: 'outreach-api', ...draft.attributes };
		}
		derive(draft);
		mirrorCompany(draft, sandbox);
	},
};

const emailsOf = (attributes: Record<string, unknown> = {}): string[] =>
	(attributes.emails as string[] | null | undefined) ?? [];

const lower = (emails: string[]): string[] => emails.map((email) => email.toLowerCase());

function checkNames({ attributes }: Draft): void {
	for (const name of ['firstName', 'lastName']) {
		if (String(attributes[name] ?? '').length <= LONGEST_NAME) continue;
		throw tooLong();
	}
}

/** Addresses belong to one prospect each, whoever writes them, and in whatever case. */
function settleEmails(draft: Draft, sandbox: OutreachSandbox): void {
	if (draft.attributes.emails === undefined) return;
	const switches = sandbox.switches.outreach;
	const wanted = emailsOf(draft.attributes);
	const own = emailsOf(draft.before?.attributes);
	for (const email of wanted) {
		if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid('Contacts email is invalid.', '/data');
		if (switches.excludesOwnDomain && email.toLowerCase().endsWith(`@${OWN_DOMAIN}`)) {
			throw invalid('Contacts contact is using an excluded email address.', '/data');
		}
	}
	const ids = ownersOf(wanted, draft, sandbox);
	if (ids.length > 0 && !switches.purposefulDuplicates) {
		throw invalid('Contacts email hash has already been taken.', '/data');
	}
	refuseResent(wanted, own, switches.ownEmailSentAgain);
	const lists = { replaces: wanted, adds: [...own, ...wanted], 'adds-first': [...wanted, ...own] };
	draft.attributes.emails = [...new Set(lists[switches.emailsPatch])];
	const gone = own.some(
		(email) => !lower(emailsOf(draft.attributes)).includes(email.toLowerCase()),
	);
	if (gone && switches.optOut === 'goes-with-address') draft.attributes.optedOut ??= false;
	if (gone && switches.optOut === 'goes-though-sent') draft.attributes.optedOut = false;
}

/** The other prospects that have one of these addresses, also those that the client cannot see. */
function ownersOf(emails: string[], { before }: Draft, sandbox: OutreachSandbox): number[] {
	const wanted = new Set(lower(emails));
	return Object.values(sandbox.world.outreach.records.prospect)
		.filter((one) => one.id !== before?.id)
		.filter((one) => lower(emailsOf(one.attributes)).some((email) => wanted.has(email)))
		.map((one) => one.id);
}

function refuseResent(wanted: string[], own: string[], how: string): void {
	const known = new Set(lower(own));
	const again = lower(wanted).filter((email) => known.has(email));
	const isRefused =
		how === '422-for-any' ? again.length > 0 : again.length === wanted.length && again.length > 0;
	if (how === '200' || !isRefused) return;
	throw new OutreachError(
		422,
		'validationDuplicateValueError',
		'Validation Duplicate Value Error',
		'A Contact with this email_hash already exists.',
	);
}

/** Opting out stamps the time; taking it back clears the stamp. */
function stampOptOut({ attributes }: Draft, sandbox: OutreachSandbox): void {
	const at = new Date(sandbox.clock.now()).toISOString();
	if (attributes.optedOut === true) attributes.optedOutAt = at;
	if (attributes.optedOut === false || attributes.optedOut === null) attributes.optedOutAt = null;
	for (const [status, stamp] of [
		['emailsOptStatus', 'emailsOptedAt'],
		['callsOptStatus', 'callsOptedAt'],
	] as const) {
		const value = attributes[status];
		if (value === undefined) continue;
		if (value !== null && value !== 'opted_in' && value !== 'opted_out') {
			throw invalid(`${status} is not included in the list.`, `/data/attributes/${status}`);
		}
		attributes[stamp] = value === null ? null : at;
	}
}

function derive({ before, attributes }: Draft): void {
	const { firstName, lastName } = { ...before?.attributes, ...attributes };
	attributes.name = [firstName, lastName].filter(Boolean).join(' ');
	if (attributes.linkedInUrl !== undefined) {
		attributes.linkedInSlug = linkedInSlug(attributes.linkedInUrl);
	}
}

/** The text of the company is the account's name as long as there is one. */
function mirrorCompany(
	{ before, attributes, relationships }: Draft,
	sandbox: OutreachSandbox,
): void {
	const linked = relationships.account;
	const id = linked === undefined ? before?.one.account : linked?.id;
	const account = getRecord(sandbox.world.outreach, 'account', id ?? 0);
	if (typeof account?.attributes.name === 'string') attributes.company = account.attributes.name;
}
