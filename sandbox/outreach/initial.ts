import { emptyMailBook } from '../world/mail.ts';
import { linkedInUrlOf } from '../world/people.ts';
import type { Person } from '../world/people.ts';
import { ATTRIBUTES } from './attributes.ts';
import { issueTokens } from './tokens.ts';
import { DEFAULT_SCOPES } from './scopes.ts';
import { addRecord } from './state.ts';
import type { OutreachRecord, OutreachState } from './state.ts';
import { linkedInSlug } from './values.ts';

/** The user whose tokens the sandbox hands out. */
export const API_USER_ID = 1;

/** Outreach before anything happened. Ids of pickable records are small and never change. */
export function makeOutreachState(people: Person[], now: number): OutreachState {
	const records = Object.fromEntries(Object.keys(ATTRIBUTES).map((type) => [type, {}]));
	const state: OutreachState = {
		records: records as OutreachState['records'],
		runs: [],
		tokens: [],
		codes: [],
		mail: emptyMailBook(),
		crmSyncs: [],
		nextId: 1,
		nextToken: 1,
	};
	const created = new Date(now - 30 * 86_400_000).toISOString();
	const stamps = { createdAt: created, updatedAt: created };
	addUsersAndMailboxes(state, stamps);
	addSequences(state, stamps);
	for (const [index, name] of ['Cold', 'Approaching', 'Replied', 'Customer'].entries()) {
		addRecord(
			state,
			'stage',
			{ name, order: index + 1, color: null, ...stamps },
			{},
			{},
			21 + index,
		);
	}
	addRecord(state, 'persona', { name: 'Decision maker', ...stamps }, {}, {}, 31);
	addOpportunities(state, stamps);
	state.nextId = 1001;
	for (const person of people) addOutreachProspect(state, person, now);
	// One account that the collection does not list, because nobody named it.
	const hidden = { name: 'Unnamed prospecting list', domain: 'unnamed.test', named: false };
	const attributes = { ...hidden, tags: [], ...stamps };
	addRecord(state, 'account', attributes, { owner: 1 }, { assignedUsers: [] }, 990);
	issueTokens(state, DEFAULT_SCOPES, now, {
		access: 'demo-access-token',
		refresh: 'demo-refresh-token',
	});
	return state;
}

/** Adds a person, and the account of the company unless it is there already. */
export function addOutreachProspect(
	state: OutreachState,
	person: Person,
	now: number,
): OutreachRecord {
	const stamps = { createdAt: new Date(now).toISOString(), updatedAt: new Date(now).toISOString() };
	const owner = 1 + (state.nextId % 2);
	const linkedInUrl = linkedInUrlOf(person);
	const attributes = {
		firstName: person.firstName,
		lastName: person.lastName,
		name: `${person.firstName} ${person.lastName}`.trim(),
		emails: [person.email],
		company: person.company,
		title: person.title,
		addressCity: person.city,
		mobilePhones: [person.phone],
		linkedInUrl,
		linkedInSlug: linkedInSlug(linkedInUrl),
		tags: [],
		optedOut: false,
		...stamps,
	};
	const account = accountFor(state, person, stamps, owner);
	const one = { account: account.id, owner, stage: 21, persona: null };
	return addRecord(state, 'prospect', attributes, one, { assignedUsers: [], opportunities: [] });
}

function accountFor(
	state: OutreachState,
	person: Person,
	stamps: Record<string, string>,
	owner: number,
): OutreachRecord {
	// Accounts have their own block of ids, so that a person's id does not depend on companies.
	const accounts = state.records.account;
	const number = /^Company (\d+)$/.exec(person.company)?.[1];
	const id =
		number === undefined
			? Object.values(accounts).find((one) => one.attributes.domain === person.domain)?.id
			: 200_000 + Number(number);
	const known = id === undefined ? undefined : accounts[id];
	if (known !== undefined) return known;
	const record: OutreachRecord = {
		id: id ?? 101 + Object.keys(accounts).length,
		attributes: { name: person.company, domain: person.domain, named: true, tags: [], ...stamps },
		one: { owner },
		many: { assignedUsers: [] },
	};
	accounts[record.id] = record;
	return record;
}

function addUsersAndMailboxes(state: OutreachState, stamps: Record<string, string>): void {
	const users: Array<[string, string, boolean]> = [
		['Robin', 'Sender', false],
		['Sasha', 'Closer', false],
		['Toni', 'Former', true],
	];
	users.forEach(([firstName, lastName, locked], index) => {
		const email = `${firstName.toLowerCase()}@seller.example`;
		const name = `${firstName} ${lastName}`;
		const attributes = { firstName, lastName, name, email, username: email, locked, ...stamps };
		addRecord(state, 'user', attributes, {}, {}, index + 1);
		addRecord(
			state,
			'mailbox',
			{
				email,
				username: email,
				userId: index + 1,
				sendDisabled: locked,
				editable: true,
				...stamps,
			},
			{ user: index + 1 },
			{},
			index + 41,
		);
	});
}

function addSequences(state: OutreachState, stamps: Record<string, string>): void {
	const on = stamps.createdAt as string;
	const sequences: Array<[string, string | null, string | null]> = [
		['New job outreach', on, null],
		['Role change congratulations', on, null],
		['Locked by admin', on, on],
		['Disabled draft', null, null],
	];
	sequences.forEach(([name, enabledAt, lockedAt], index) => {
		const sequence = addSequence(state, name, 11 + index, stamps);
		Object.assign(sequence.attributes, {
			enabled: enabledAt !== null,
			enabledAt,
			locked: lockedAt !== null,
			lockedAt,
			lastUsedAt: index === 0 ? on : null,
		});
	});
}

/** Adds a sequence that is on. */
export function addSequence(
	state: OutreachState,
	name: string,
	id: number,
	stamps: Record<string, string>,
): OutreachRecord {
	const attributes = {
		name,
		enabled: true,
		enabledAt: stamps.createdAt,
		locked: false,
		lockedAt: null,
		lastUsedAt: null,
		shareType: 'shared',
		sequenceType: 'interval',
		sequenceStepCount: 4,
		tags: [],
		...stamps,
	};
	return addRecord(state, 'sequence', attributes, { owner: 1 }, {}, id);
}

function addOpportunities(state: OutreachState, stamps: Record<string, string>): void {
	const opportunities: Array<[string, number]> = [
		['Expansion 2026', 48_000],
		['Pilot project', 9_500],
	];
	opportunities.forEach(([name, amount], index) => {
		const attributes = { name, amount, probability: 40, tags: [], ...stamps };
		addRecord(state, 'opportunity', attributes, { owner: 1 }, {}, 51 + index);
	});
}
