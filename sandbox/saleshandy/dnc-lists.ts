import { publicId } from './public-id.ts';

export interface DncList {
	id: string;
	name: string;
	createdAt: string;
}

/** An address or a domain that nothing is sent to. */
export interface DoNotContactEntry {
	value: string;
	type: 'email' | 'domain';
	/** The first of the lists, and since the beginning, unless told. */
	listId?: string;
	addedAt?: string;
}

/** The lists that Saleshandy has from the start; there is no call to make one. */
export function makeDncLists(now: number): DncList[] {
	return ['Competitors', 'Former addresses', 'Customers'].map((name, index) => ({
		id: publicId(`dnc list ${name}`, 10),
		name,
		createdAt: new Date(now - (index + 1) * 86_400_000).toISOString(),
	}));
}

/** An entry with where it is and since when; one that names no list is on the first. */
export interface PlacedEntry {
	id: string;
	value: string;
	type: DoNotContactEntry['type'];
	listId: string;
	createdAt: string;
}

/** All entries, in the order in which they were added. */
export function placedEntries(state: {
	dncLists: DncList[];
	doNotContact: DoNotContactEntry[];
}): PlacedEntry[] {
	const [first] = state.dncLists as [DncList];
	return state.doNotContact.map(({ value, type, listId, addedAt }, index) => ({
		id: publicId(`dnc entry ${index} ${value}`, 10),
		value,
		type,
		listId: listId ?? first.id,
		createdAt: addedAt ?? first.createdAt,
	}));
}
