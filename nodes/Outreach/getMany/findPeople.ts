import type { Client } from '../../shared/client';
import { concurrently, type AtOnce } from '../../shared/concurrently';
import { success, type Result } from '../../shared/result';
import type { Answers } from '../../shared/runLists';
import type { Resource } from '../jsonApi';
import { listAll } from '../listRecords';
import { joinFound, lookUpAll } from '../lookUp';
import { remember } from '../../shared/remember';
import { giveTurn, mapInTurns } from '../../shared/turns';
import { searchAllAnyCase } from '../person/anyCase';
import { personLookUps } from '../person/lookUps';
import { findNamesakes, type NameAtCompany } from '../person/namesakes';
import { keysOf, prospects } from '../recordTypes';
import type { PersonSearch } from './person';
import type { ItemSearch } from './search';

/** What led to a record. */
type FoundBy = 'email' | 'linkedIn' | 'name';

/** A prospect that may be the person. */
export type FoundPerson = Resource & { foundBy: FoundBy };

/**
 * Finds every prospect that may be the person of a search: by addresses and LinkedIn page together, else
 * by the addresses in any case, else by name and company. Each says in `foundBy` how it was found.
 */
export async function findPeople(
	client: Client,
	searches: ItemSearch[],
	concurrency: AtOnce,
): Promise<Answers<ItemSearch, FoundPerson>> {
	const wanted = searches.flatMap((search) =>
		search.person === undefined ? [] : [{ search, person: search.person }],
	);
	const lookUps = await mapInTurns(wanted, ({ person }) => keysFor(person));
	const look = await lookUpAll(client, prospects, lookUps.flat(), concurrency);
	const byKeys = await mapInTurns(wanted, ({ search, person }) => {
		return { search, person, found: joinFound(keysFor(person).map(look)) };
	});
	const isUnknown = (found: Result<Resource[]>) => found.ok && found.value.length === 0;
	const inAnyCase = await searchAllAnyCase(
		async (query, limit) => await listAll(client, prospects.path, query, limit),
		byKeys.flatMap(({ person, found }) => (isUnknown(found) ? person.emails : [])),
		concurrency,
	);
	const listOnce = remember(async (query: string) => await listAll(client, prospects.path, query));
	const answers = new Map<ItemSearch, Result<FoundPerson[]>>();
	await concurrently(byKeys, concurrency, async ({ search, person, found }) => {
		await giveTurn();
		if (!isUnknown(found)) {
			answers.set(
				search,
				foundBy(found, (record) => byOf(record, person)),
			);
			return;
		}
		const byAddress = foundBy(inAnyCase(person.emails), () => 'email');
		answers.set(search, isUnknown(byAddress) ? await byName(listOnce, person.name) : byAddress);
	});
	return (search) => answers.get(search);
}

const keysFor = ({ emails, slug }: PersonSearch) => personLookUps(emails, slug);

function byOf(record: Resource, { emails }: PersonSearch): FoundBy {
	const wanted = new Set(emails.map((email) => email.toLowerCase()));
	return keysOf(record, 'emails').some((email) => wanted.has(email)) ? 'email' : 'linkedIn';
}

async function byName(
	list: (query: string) => Promise<Result<Resource[]>>,
	name: NameAtCompany | undefined,
): Promise<Result<FoundPerson[]>> {
	if (name === undefined) return success([]);
	return foundBy(await findNamesakes(name, list), () => 'name');
}

function foundBy(
	found: Result<Resource[]>,
	by: (record: Resource) => FoundBy,
): Result<FoundPerson[]> {
	if (!found.ok) return found;
	return success(found.value.map((record) => ({ ...record, foundBy: by(record) })));
}
