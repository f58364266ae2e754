import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { nobodyFound } from '../../shared/lookUp';
import { failed, success, type Result } from '../../shared/result';
import { eachList, runLists, type Answers } from '../../shared/runLists';
import type { Run } from '../../shared/runNode';
import { listAll, type Resource } from '../api';
import { openOutreach } from '../client';
import { lookUpAll } from '../lookUp';
import type { RecordType } from '../recordTypes';
import { listKey, readSearch, type ItemSearch } from './search';

/**
 * Finds records for all input items, in as few calls as possible, and returns one item per record.
 *
 * @param simplify makes one level of a record
 */
export async function runGetMany(
	context: IExecuteFunctions,
	recordType: RecordType,
	simplify: (record: Resource) => IDataObject,
): Promise<INodeExecutionData[][]> {
	return await runLists(context, {
		open: openOutreach,
		read: (item) => readSearch(context, item, recordType),
		listKey,
		find: async (searches, run) => {
			const answers = await findAll(recordType, searches, run);
			return (search) => show(search, answers(search), recordType, simplify);
		},
		nothing: `No ${recordType.name}s were found in Outreach.`,
	});
}

/** Looks up records together, and reads lists one by one. */
async function findAll(
	recordType: RecordType,
	searches: ItemSearch[],
	run: Run<Client, unknown>,
): Promise<Answers<ItemSearch, Resource>> {
	const { client, concurrency } = run;
	const lookUps = searches.flatMap(({ lookUp }) => lookUp ?? []);
	const look = await lookUpAll(client, recordType, lookUps, concurrency);
	const find = eachList<Client, ItemSearch, Resource>(
		async ({ list }) => await listAll(client, recordType.path, list?.query ?? '', list?.limit),
	);
	const lists = await find(
		searches.filter(({ lookUp }) => lookUp === undefined),
		run,
	);
	return (search) => (search.lookUp ? look(search.lookUp) : lists(search));
}

function show(
	{ wanted, failsIfNotFound, simplify: isFlat }: ItemSearch,
	found: Result<Resource[]> | undefined,
	{ name }: RecordType,
	simplify: (record: Resource) => IDataObject,
): Result<IDataObject[]> | undefined {
	if (!found?.ok) return found;
	if (found.value.length === 0 && failsIfNotFound) {
		return failed(nobodyFound('Outreach', wanted, name));
	}
	return success(found.value.map(isFlat ? simplify : raw));
}

const raw = (record: Resource) => ({ ...record }) as unknown as IDataObject;
