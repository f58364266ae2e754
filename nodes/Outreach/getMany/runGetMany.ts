import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { joinLists, nobodyFound } from '../../shared/lookUp';
import { finish, paired, readItems } from '../../shared/nodeRun';
import { readRequestSettings } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { listAll, type Resource } from '../api';
import { lookUpAll } from '../lookUp';
import { outreach } from '../outreach';
import type { RecordType } from '../recordTypes';
import { listKey, readSearch } from './search';

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
	const request = readRequestSettings(context.getNodeParameter('requestOptions', 0, {}));
	const client = await openClient(context, outreach, request);
	const { requests, failures } = readItems(context, (itemIndex) => {
		const search = readSearch(context, itemIndex, recordType);
		return search.ok ? success({ itemIndex, search: search.value }) : search;
	});

	const shared = joinLists(requests, listKey);
	const lookUps = shared.flatMap(({ search }) => (search.lookUp ? [search.lookUp] : []));
	const find = await lookUpAll(client, recordType, lookUps, request.concurrency);
	const items: INodeExecutionData[] = [];
	for (const { items: askedBy, search } of shared) {
		const { list, lookUp } = search;
		const found =
			lookUp === undefined
				? await listAll(client, recordType.path, list?.query ?? '', list?.limit)
				: find(lookUp);
		if (!found.ok) failures.push({ items: askedBy, failure: found.failure });
		else if (found.value.length === 0 && search.failsIfNotFound) {
			const failure = nobodyFound('Outreach', search.wanted, recordType.name);
			failures.push({ items: askedBy, failure });
		} else {
			const show = search.simplify ? simplify : raw;
			items.push(...found.value.map((record) => paired(show(record), askedBy)));
		}
	}
	return finish(context, items, failures);
}

const raw = (record: Resource) => ({ ...record }) as unknown as IDataObject;
