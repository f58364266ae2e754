import { readEmail } from '../shared/readList';
import type { Resource } from './api';
import { accountFilters, prospectFilters, type FilterField } from './filter/filterFields';

/** How people know a record: by a value of its own that can be looked up. */
export interface RecordKey {
	/** Outreach's name of the filter; also the name of the form field and of the choice. */
	filter: 'emails' | 'domain';
	/** The label of the form field. */
	label: string;
	/** The label of the choice. */
	choice: string;
	/** In a sentence, such as "with the email". */
	word: string;
	/** What the form field takes, to be put after "One or more". */
	entries: string;
	example: string;
	/** What each entry has to be, to be put after "must be". */
	allowed: string;
	/** The entry as it is sent, or nothing if it is not allowed. */
	read: (entry: string) => string | undefined;
}

/** What sets prospects and accounts apart. */
export interface RecordType {
	name: 'prospect' | 'account';
	path: '/prospects' | '/accounts';
	idsLabel: 'Prospect IDs' | 'Account IDs';
	exampleId: string;
	key: RecordKey;
	/** What a search for text looks at. */
	searched: string;
	exampleText: string;
	filterFields: FilterField[];
}

const DOMAIN = /^[^\s@/:,;]+\.[^\s@/:,;]+$/;

export const prospects: RecordType = {
	name: 'prospect',
	path: '/prospects',
	idsLabel: 'Prospect IDs',
	exampleId: '1001',
	key: {
		filter: 'emails',
		label: 'Emails',
		choice: 'Email',
		word: 'email',
		entries: 'email addresses',
		example: 'ann@example.com',
		allowed: 'an email address such as ann@example.com',
		// Kept as it was typed: whether Outreach minds the case is not documented.
		read: (entry) => (readEmail(entry) === undefined ? undefined : entry),
	},
	searched: 'name, email address or company',
	exampleText: 'Smith',
	filterFields: prospectFilters,
};

export const accounts: RecordType = {
	name: 'account',
	path: '/accounts',
	idsLabel: 'Account IDs',
	exampleId: '101',
	key: {
		filter: 'domain',
		label: 'Domains',
		choice: 'Domain',
		word: 'domain',
		entries: 'domains without https://',
		example: 'example.com',
		allowed: 'a domain such as example.com, without https://',
		read: (entry) => (DOMAIN.test(entry) ? entry : undefined),
	},
	searched: 'name or domain',
	exampleText: 'Northwind',
	filterFields: accountFilters,
};

/** The values by which a record can be looked up: its id, or its email addresses or domain, in lower case. */
export function keysOf({ id, attributes }: Resource, filter: RecordKey['filter'] | 'id'): string[] {
	if (filter === 'id') return [String(id)];
	return [attributes[filter]]
		.flat()
		.filter((value) => typeof value === 'string')
		.map((value) => value.trim().toLowerCase());
}
