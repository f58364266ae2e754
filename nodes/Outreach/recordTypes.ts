import { readDomain } from '../shared/read/domain';
import { readAddress, splitAddresses } from '../shared/read/email';
import { readList } from '../shared/read/list';
import type { Result } from '../shared/result';
import { recordNameOf } from './batches/actionNames';
import type { Resource } from './jsonApi';
import { accountFilters, prospectFilters, type FilterField } from './filter/filterFields';
import { getStages, getUsers } from './pickers';
import { recognizeNoKey, type OtherWays } from './foreignIds';

type LoadOptions = typeof getUsers;

/** How people know a record: by a value of its own that can be looked up. */
export interface RecordKey {
	/** Outreach's name of the filter; also the name of the form field and of the choice. */
	filter: 'emails' | 'domain';
	/** The label of the form field. */
	label: string;
	/** The label of the choice. */
	choice: OtherWays['key'];
	/** In a sentence, such as "with the email". */
	word: string;
	/** What the form field takes, to be put after "One or more". */
	entries: string;
	example: string;
	/**
	 * Reads one or more values of the form field, as they are sent.
	 *
	 * @param choice the label of the field that offers other ways to name records
	 */
	read: (value: unknown, choice: string) => Result<string[]>;
}

/** What sets prospects and accounts apart. */
export interface RecordType {
	name: 'prospect' | 'account';
	path: '/prospects' | '/accounts';
	idsLabel: 'Outreach Prospect IDs' | 'Outreach Account IDs';
	exampleId: string;
	key: RecordKey;
	/** What a search for text looks at. */
	searched: string;
	exampleText: string;
	filterFields: FilterField[];
	/** What fills the lists of its filter, by the names that the form calls them by. */
	lists: Record<string, LoadOptions>;
}

export const prospects: RecordType = {
	name: 'prospect',
	path: '/prospects',
	idsLabel: 'Outreach Prospect IDs',
	exampleId: '1001',
	key: {
		filter: 'emails',
		label: 'Emails',
		choice: 'Email',
		word: 'email',
		entries: 'email addresses',
		example: 'ann@example.com',
		read: (value, choice) =>
			readList(value, {
				field: 'Emails',
				allowed: 'an email address such as ann@example.com',
				// In the case that it has: whether Outreach minds the case is not documented.
				read: readAddress,
				split: splitAddresses,
				recognize: (entry) => recognizeNoKey(entry, { choice, key: 'Email' }),
			}),
	},
	searched: 'name, email address or company',
	exampleText: 'Smith',
	filterFields: prospectFilters,
	lists: { getStages, getUsers },
};

export const accounts: RecordType = {
	name: 'account',
	path: '/accounts',
	idsLabel: 'Outreach Account IDs',
	exampleId: '101',
	key: {
		filter: 'domain',
		label: 'Domains',
		choice: 'Domain',
		word: 'domain',
		entries: 'domains without https://',
		example: 'example.com',
		read: (value, choice) =>
			readList(value, {
				field: 'Domains',
				allowed: 'a domain such as example.com, without https://',
				read: readDomain,
				recognize: (entry) => recognizeNoKey(entry, { choice, key: 'Domain' }),
			}),
	},
	searched: 'name or domain',
	exampleText: 'Northwind',
	filterFields: accountFilters,
	lists: { getUsers },
};

/** The kind of records that a bulk action is about, by Outreach's name of the action. */
export function recordTypeOf(action: string): RecordType | undefined {
	return { prospect: prospects, account: accounts, none: undefined }[
		recordNameOf(action) ?? 'none'
	];
}

/** What records can be looked up by. */
export type LookUpFilter = RecordKey['filter'] | 'customId' | 'id' | 'linkedInSlug' | 'name';

/** The values by which a record can be looked up, such as its email addresses or its domain, in lower case. */
export function keysOf({ id, attributes }: Resource, filter: LookUpFilter): string[] {
	if (filter === 'id') return [String(id)];
	return [attributes[filter]]
		.flat()
		.filter((value) => typeof value === 'string')
		.map((value) => value.trim().toLowerCase());
}

/** Whether a record shows its keys: as texts, or that it has none. */
export function hasReadableKeys({ attributes }: Resource, filter: LookUpFilter) {
	if (filter === 'id') return true;
	const value = attributes[filter];
	return value === null || [value].flat().every((one) => typeof one === 'string');
}
