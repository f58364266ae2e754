import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { foundOrNot } from '../../shared/ifNotFound';
import { inShape, type OutputFields } from '../../shared/outputShape';
import type { Result } from '../../shared/result';
import { eachList, runLists, type Answers } from '../../shared/runLists';
import type { Run } from '../../shared/runNode';
import { printValue } from '../../shared/valueText';
import { flatRecord, rawRecord } from '../flatRecord';
import type { Resource } from '../jsonApi';
import { listAll, whyIncomplete } from '../listRecords';
import { openOutreach } from '../client';
import type { Filter } from '../filter/readFilter';
import { recheck } from '../filter/recheck';
import { lookUpAll } from '../lookUp';
import { optOutsIn } from '../modify/optOut';
import type { RecordType } from '../recordTypes';
import { findPeople, type FoundPerson } from './findPeople';
import { listKey, readSearch, type ItemSearch } from './search';

/**
 * Finds records for all input items, in as few calls as possible, and returns one item per record.
 *
 * @param fields of an item
 */
export async function runGetMany(
	context: IExecuteFunctions,
	recordType: RecordType,
	fields: OutputFields,
): Promise<INodeExecutionData[][]> {
	return await runLists(context, {
		open: openOutreach,
		read: (reading, item) => readSearch(reading, item, recordType, fields),
		listKey,
		find: async (searches, run) => {
			const answers = await findAll(recordType, searches, run);
			const doubt = whyIncomplete(run.client, recordType.path);
			return (search) => show(search, answers(search), recordType, fields, doubt);
		},
		nothing: `No ${recordType.name}s were found in Outreach`,
	});
}

const NO_LIST: NonNullable<ItemSearch['list']> = { query: '', limit: 0 };

/** Looks up records together, and reads lists one by one. */
async function findAll(
	recordType: RecordType,
	searches: ItemSearch[],
	run: Run<Client, unknown>,
): Promise<Answers<ItemSearch, Resource & Partial<FoundPerson>>> {
	const { client, concurrency } = run;
	const lookUps = searches.flatMap(({ lookUp }) => lookUp ?? []);
	const look = await lookUpAll(client, recordType, lookUps, concurrency);
	const people = await findPeople(client, searches, concurrency);
	const find = eachList<Client, ItemSearch, Resource>(
		async ({ list: { query, limit, filter } = NO_LIST }) => {
			const listed = await listAll(client, recordType.path, query, limit);
			if (listed.ok && filter) reportOutside(client, recordType, listed.value, filter);
			return listed;
		},
	);
	const lists = await find(
		searches.filter(({ list }) => list !== undefined),
		run,
	);
	return (search) => {
		if (search.lookUp) return look(search.lookUp);
		return search.person ? people(search) : lists(search);
	};
}

/** Nothing is changed here, so records that do not match the filter are only pointed out. */
function reportOutside(
	client: Client,
	{ name, filterFields }: RecordType,
	records: Resource[],
	filter: Filter,
): void {
	const outside = recheck(records, filter, filterFields).filter(({ isUnread }) => !isUnread);
	const [first] = outside;
	if (first === undefined) return;
	client.report(
		`Outreach lists ${name}s that do not match the filter (${outside.length} of ${records.length}). In the ${name} ${first.id}, "${first.field}" is ${printValue(first.has)}; the filter asks for ${first.asked}.`,
	);
}

function show(
	search: ItemSearch,
	found: Result<Array<Resource & Partial<FoundPerson>>> | undefined,
	{ name }: RecordType,
	fields: OutputFields,
	doubt: string | undefined,
): Result<IDataObject[]> | undefined {
	if (!found?.ok) return found;
	const records = found.value.map(({ foundBy, ...record }) => {
		const how = foundBy === undefined ? {} : { foundBy };
		return inShape(search.shape, fields, {
			whole: () => ({ ...flatRecord(record), ...how, ...optedOut(record, name) }),
			raw: () => ({ ...rawRecord(record), ...how }),
		});
	});
	return foundOrNot(search, records, 'Outreach', name, doubt);
}

/** Whether a prospect has opted out in any way: the fields that may say so are several. */
const optedOut = ({ attributes }: Resource, type: RecordType['name']) =>
	type === 'prospect' ? { isOptedOut: optOutsIn(attributes).length > 0 } : {};
