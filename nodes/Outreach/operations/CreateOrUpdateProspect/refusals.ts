import type { Client } from '../../../shared/client';
import { saidIn } from '../../../shared/failures';
import type { Failure } from '../../../shared/result';
import type { Resource } from '../../jsonApi';
import { listAll } from '../../listRecords';
import { lookUpAll } from '../../lookUp';
import { searchAnyCase } from '../../person/anyCase';
import { prospects } from '../../recordTypes';

/** How Outreach says that an address belongs to another prospect, which it does not name. */
const TAKEN = /hash has already been taken/i;
const EXCLUDED = /excluded email address/i;
const SENT_AGAIN = /email_hash already exists|duplicate ?value/i;

/** Whether Outreach refuses a change because the prospect has these addresses already. */
export const isSentAgain = ({ kind, message }: Failure): boolean =>
	kind === 'rejected' && SENT_AGAIN.test(message);

/**
 * Says in plain words why Outreach refuses the addresses of a prospect. The owner of one that is taken is
 * looked up.
 *
 * @param emails that were sent
 * @param ownId of the prospect that was to be changed
 */
export async function explainRefusal(
	client: Client,
	failure: Failure,
	emails: string[],
	ownId?: number,
): Promise<Failure> {
	if (failure.kind !== 'rejected' || emails.length === 0) return failure;
	if (EXCLUDED.test(failure.message)) return excluded(failure, emails);
	if (isSentAgain(failure)) return await sentAgain(client, failure, emails, ownId);
	return TAKEN.test(failure.message) ? await taken(client, failure, emails, ownId) : failure;
}

function excluded(failure: Failure, emails: string[]): Failure {
	return {
		...failure,
		message: `Outreach takes no address that is on the exclusion list of the organization: one of ${emails.join(', ')} ${saidIn(failure)}`,
		hint: 'The list often holds the own domain and those of customers and partners. Leave the address out, or change the list in Outreach.',
	};
}

/** Outreach does not say whether the prospect itself has the address, or another one. */
async function sentAgain(
	client: Client,
	failure: Failure,
	emails: string[],
	ownId: number | undefined,
): Promise<Failure> {
	const owners = await ownersOf(client, emails, ownId);
	if (owners !== undefined && owners.length > 0) return await taken(client, failure, emails, ownId);
	return {
		...failure,
		message: `Outreach has one of the addresses ${emails.join(', ')} already, and takes no change that sends it again ${saidIn(failure)}`,
		hint: `Put the new address first by hand in Outreach${ownId === undefined ? '' : ` at the prospect ${ownId}`}, or set "Other Emails" to "Replace All", which sends only the addresses under "Emails".`,
	};
}

async function taken(
	client: Client,
	failure: Failure,
	emails: string[],
	ownId: number | undefined,
): Promise<Failure> {
	const owners = await ownersOf(client, emails, ownId);
	const said = saidIn(failure);
	if (owners === undefined) {
		return {
			...failure,
			message: `One of the addresses ${emails.join(', ')} belongs to another prospect, which could not be looked up ${said}`,
			hint: 'Search for the addresses in Outreach.',
		};
	}
	const known = owners.map(({ email, owner: { id, attributes } }) => {
		const name = typeof attributes.name === 'string' ? ` (${attributes.name})` : '';
		return `${email} belongs to the prospect ${id}${name}`;
	});
	if (known.length === 0) {
		return {
			...failure,
			message: `One of the addresses ${emails.join(', ')} is taken by a record that the connected user cannot see ${said}`,
			hint: 'Ask an administrator of Outreach to look for it, or connect a user who sees all prospects.',
		};
	}
	return {
		...failure,
		message: `The address ${known.join(', and ')} ${said}`,
		hint: 'Outreach keeps an address at one prospect. Update that one, merge the two in Outreach, or leave the address out.',
	};
}

/** The other prospects that have these addresses; nothing if they cannot be looked up. */
async function ownersOf(
	client: Client,
	emails: string[],
	ownId: number | undefined,
): Promise<Array<{ email: string; owner: Resource }> | undefined> {
	const find = await lookUpAll(client, prospects, [{ filter: 'emails', values: emails }], 1);
	const found: Array<{ email: string; owner: Resource }> = [];
	for (const email of emails) {
		const byEmail = find({ filter: 'emails', values: [email] });
		if (!byEmail.ok) return undefined;
		const records = byEmail.value.length > 0 ? byEmail.value : await searchFor(client, email);
		const owner = records.find(({ id }) => Number(id) !== ownId);
		if (owner !== undefined) found.push({ email, owner });
	}
	return found;
}

async function searchFor(client: Client, email: string): Promise<Resource[]> {
	const found = await searchAnyCase(
		async (query, limit) => await listAll(client, prospects.path, query, limit),
		email,
	);
	return found.ok ? found.value : [];
}
