import type { IDataObject } from 'n8n-workflow';
import { addTo } from '../../../shared/addTo';
import type { Client } from '../../../shared/client';
import { concurrently, type AtOnce } from '../../../shared/concurrently';
import { foundOrNot } from '../../../shared/ifNotFound';
import { inShape } from '../../../shared/outputShape';
import { success, type Result } from '../../../shared/result';
import { eachList, type Answers } from '../../../shared/runLists';
import type { Run } from '../../../shared/runNode';
import { eachInTurns } from '../../../shared/turns';
import { printValue } from '../../../shared/valueText';
import { filterQuery } from '../../filter/readFilter';
import { recheck } from '../../filter/recheck';
import { filterQueries } from '../../filterQueries';
import { rawRecord } from '../../flatRecord';
import { relatedId, type Resource } from '../../jsonApi';
import { listIncluding, whyIncomplete } from '../../listRecords';
import { lookUpAll, type LookUp } from '../../lookUp';
import { prospects } from '../../recordTypes';
import { SEQUENCE_STATE, SEQUENCE_STATES } from '../../sequenceStates/sequenceState';
import type { StateSearch } from './readStateSearch';
import { relatedBy, showState } from './showState';
import { stateFilters } from './stateFilters';
import { STATE_OUTPUT } from './stateOutput';

/** With the names of who and what they are about. */
const NAMES =
	'include=prospect,sequence&fields%5Bprospect%5D=name,emails&fields%5Bsequence%5D=name';

/** The states that were found for each prospect, or why their call failed. */
type ByProspect = Map<string, Result<IDataObject[]>>;

/**
 * Finds sequence states for all input items: those of people together, in as few calls as possible, and
 * lists one by one. https://developers.outreach.io/api/making-requests
 */
export async function findStates(
	searches: StateSearch[],
	run: Run<Client, unknown>,
): Promise<Answers<StateSearch>> {
	const { client, concurrency } = run;
	const ofPeople = searches.filter(({ people }) => people !== undefined);
	const idsOf = await findProspects(ofPeople, run);
	const groups = new Map<string, ByProspect>();
	for (const [key, alike] of await groupByKey(ofPeople)) {
		const ids = new Set<string>();
		await eachInTurns(alike, (search) => {
			const found = idsOf(search);
			if (found.ok) for (const id of found.value) ids.add(id);
		});
		groups.set(key, await statesOf(client, alike[0], [...ids], concurrency));
	}
	const find = eachList<Client, StateSearch>(async (search) => {
		const query = queryOf(search, 'sort=-stateChangedAt');
		const listed = await listShown(client, search, query, search.limit);
		return listed.ok ? success(listed.value.map(({ item }) => item)) : listed;
	});
	const lists = await find(
		searches.filter(({ people }) => people === undefined),
		run,
	);
	const doubt = whyIncomplete(client, prospects.path, SEQUENCE_STATES);
	return (search) => {
		if (search.people === undefined) return orNobody(lists(search), search, doubt);
		const ids = idsOf(search);
		if (!ids.ok) return ids;
		return orNobody(gather(groups.get(keyOf(search)), ids.value), search, doubt);
	};
}

/** A text that is the same for searches whose calls can be shared. */
const keyOf = (search: StateSearch) => JSON.stringify([search.shape, queryOf(search, '')]);

async function groupByKey(searches: StateSearch[]): Promise<Map<string, StateSearch[]>> {
	const groups = new Map<string, StateSearch[]>();
	await eachInTurns(searches, (search) => {
		const key = keyOf(search);
		addTo(groups, key, search);
	});
	return groups;
}

/** The IDs of the prospects that a search names; those of email addresses are looked up. */
async function findProspects(
	searches: StateSearch[],
	{ client, concurrency }: Run<Client, unknown>,
): Promise<(search: StateSearch) => Result<string[]>> {
	const lookUpOf = ({ people }: StateSearch): LookUp => ({
		filter: 'emails',
		values: people?.values ?? [],
	});
	const byEmail = searches.filter(({ people }) => people?.by === 'emails');
	const look = await lookUpAll(client, prospects, byEmail.map(lookUpOf), concurrency);
	return (search) => {
		if (search.people?.by !== 'emails') return success(search.people?.values ?? []);
		const found = look(lookUpOf(search));
		return found.ok ? success(found.value.map(({ id }) => String(id))) : found;
	};
}

/** Reads the states of prospects. Those of others, which a server may list too, are left out. */
async function statesOf(
	client: Client,
	search: StateSearch,
	ids: string[],
	concurrency: AtOnce,
): Promise<ByProspect> {
	const found: ByProspect = new Map();
	await concurrently(
		await filterQueries(['prospect', 'id'], ids),
		concurrency,
		async ({ query, values }) => {
			const listed = await listShown(client, search, queryOf(search, query), Infinity);
			for (const id of values) found.set(id, listed.ok ? success([]) : listed);
			if (!listed.ok) return;
			for (const { prospectId, item } of listed.value) {
				const own = found.get(String(prospectId));
				if (own?.ok) own.value.push(item);
			}
		},
	);
	return found;
}

/** The query of a search, after what it begins with. */
function queryOf({ filter, shape }: StateSearch, start: string): string {
	const isNew = start.includes('newFilterSyntax');
	return [
		start,
		...(filter && !isNew ? ['newFilterSyntax=true'] : []),
		...(filter ? [filterQuery(filter, 'filter')] : []),
		...(shape === 'raw' ? [] : [NAMES]),
	]
		.filter((part) => part !== '')
		.join('&');
}

/** A sequence state as it is shown, and whose it is. */
interface Shown {
	prospectId: number | null;
	item: IDataObject;
}

async function listShown(
	client: Client,
	search: StateSearch,
	query: string,
	limit: number,
): Promise<Result<Shown[]>> {
	const listed = await listIncluding(client, SEQUENCE_STATES, query, limit);
	if (!listed.ok) return listed;
	const { records, included } = listed.value;
	reportOutside(client, records, search);
	const related = relatedBy(included);
	return success(
		records.map((record) => ({
			prospectId: relatedId(record, 'prospect'),
			item: inShape(search.shape, STATE_OUTPUT, {
				whole: () => showState(record, related),
				raw: () => rawRecord(record),
			}),
		})),
	);
}

/** Nothing is changed here, so what does not match the filters is only pointed out. */
function reportOutside(client: Client, records: Resource[], { filter }: StateSearch): void {
	if (filter === undefined) return;
	const outside = recheck(records, filter, stateFilters).filter(({ isUnread }) => !isUnread);
	const [first] = outside;
	if (first === undefined) return;
	client.report(
		`Outreach lists sequence states that do not match the filters (${outside.length} of ${records.length}). In the sequence state ${first.id}, "${first.field}" is ${printValue(first.has)}; the filter asks for ${first.asked}.`,
	);
}

function gather(found: ByProspect | undefined, ids: string[]): Result<IDataObject[]> {
	const states: IDataObject[] = [];
	for (const id of new Set(ids)) {
		const own = found?.get(id) ?? success([]);
		if (!own.ok) return own;
		states.push(...own.value);
	}
	return success(states);
}

function orNobody(
	found: Result<IDataObject[]> | undefined,
	search: StateSearch,
	doubt: string | undefined,
): Result<IDataObject[]> | undefined {
	return found?.ok ? foundOrNot(search, found.value, 'Outreach', SEQUENCE_STATE, doubt) : found;
}
