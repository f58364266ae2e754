import { emptyMailBook } from '../world/mail.ts';
import type { MailBook } from '../world/mail.ts';
import type { Person } from '../world/people.ts';
import { makeDncLists } from './dnc-lists.ts';
import type { DncList, DoNotContactEntry } from './dnc-lists.ts';
import type { SaleshandyImport } from './import-record.ts';
import { publicId } from './public-id.ts';
import { makeSequences } from './sequences.ts';
import type { SaleshandySequence } from './sequences.ts';

export type FieldType = 'text' | 'number' | 'date' | 'long-text' | 'dropdown' | 'currency';

export interface SaleshandyField {
	id: string;
	label: string;
	fieldType: FieldType;
	/** Built in, as opposed to added by the customer. */
	system: boolean;
	/** What a dropdown accepts; the API never shows it. */
	options?: string[];
}

export interface SaleshandyProspect {
	id: string;
	createdAt: string;
	email: string;
	verificationStatus: string;
	/** Values by field id. The email is not among them. */
	values: Record<string, string>;
	tags: string[];
	/** What becomes of a verification that goes on; whoever looks ends it when it is due. */
	verification?: { endsAt: number; result: string };
}

/** Where a prospect is in a sequence. */
export type EnrollmentStatus =
	'active' | 'paused' | 'finished' | 'replied' | 'unsubscribed' | 'bounced' | 'waiting';

/** A prospect in a sequence. */
export interface SaleshandyEnrollment {
	prospectId: string;
	sequenceId: string;
	stepId: string;
	/** `waiting` is who was imported, but gets nothing because the address is bad. */
	status: EnrollmentStatus;
	addedAt: string;
}

export interface SaleshandyState {
	fields: SaleshandyField[];
	prospects: SaleshandyProspect[];
	sequences: SaleshandySequence[];
	enrollments: SaleshandyEnrollment[];
	imports: SaleshandyImport[];
	dncLists: DncList[];
	doNotContact: DoNotContactEntry[];
	/** What the sequences have sent and are about to send. */
	mail: MailBook;
}

type FieldRow = [string, FieldType, string[]?];

const SYSTEM_FIELDS: FieldRow[] = [
	['First Name', 'text'],
	['Last Name', 'text'],
	['Email', 'text'],
	['Company', 'text'],
	['Job Title', 'text'],
	['Phone', 'text'],
	['City', 'text'],
];

const CUSTOM_FIELDS: FieldRow[] = [
	['Nickname', 'text'],
	['Team Size', 'number'],
	['Renewal Date', 'date'],
	['Notes', 'long-text'],
	['Lifecycle', 'dropdown', ['Lead', 'Customer', 'Former customer']],
	['Deal Value', 'currency'],
];

/** Saleshandy before anything happened. */
export function makeSaleshandyState(people: Person[], now: number): SaleshandyState {
	const state: SaleshandyState = {
		fields: [
			...SYSTEM_FIELDS.map((row) => makeField(row, true)),
			...CUSTOM_FIELDS.map((row) => makeField(row, false)),
		],
		prospects: [],
		sequences: makeSequences(now),
		enrollments: [],
		imports: [],
		dncLists: makeDncLists(now),
		doNotContact: [],
		mail: emptyMailBook(),
	};
	people.forEach((person, index) => addSaleshandyProspect(state, person, now, index));
	return state;
}

/**
 * Adds a person. Public ids come in several lengths, and nothing says they are URL-safe: two of the
 * first people have such ids.
 */
export function addSaleshandyProspect(
	state: SaleshandyState,
	person: Person,
	now: number,
	index: number,
): SaleshandyProspect {
	const length = index === 10 ? 8 : 10;
	const values: Record<string, string> = {};
	const set = (label: string, value: string): void => {
		const field = state.fields.find((one) => one.label === label);
		if (field !== undefined && value !== '') values[field.id] = value;
	};
	set('First Name', person.firstName);
	set('Last Name', person.lastName);
	set('Company', person.company);
	set('Job Title', person.title);
	set('Phone', person.phone);
	set('City', person.city);
	set('Lifecycle', 'Lead');
	const prospect = {
		id: index === 11 ? 'Qz+7/k=P2a' : publicId(`prospect ${person.email}`, length),
		createdAt: new Date(now - (index + 1) * 60_000).toISOString(),
		email: person.email,
		verificationStatus: 'Valid',
		values,
		tags: [],
	};
	state.prospects.push(prospect);
	return prospect;
}

/** A prospect's values by label, with the email, as people read them. */
export function valuesByLabel(
	state: SaleshandyState,
	prospect: SaleshandyProspect,
): Record<string, string> {
	const values: Record<string, string> = {};
	for (const field of state.fields) {
		const value = field.label === 'Email' ? prospect.email : prospect.values[field.id];
		if (value !== undefined) values[field.label] = value;
	}
	return values;
}

function makeField([label, fieldType, options]: FieldRow, system: boolean): SaleshandyField {
	const id = publicId(`field ${label}`, label === 'Renewal Date' ? 8 : 10);
	return { id, label, fieldType, system, ...(options === undefined ? {} : { options }) };
}
