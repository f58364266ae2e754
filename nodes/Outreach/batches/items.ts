import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import type { Resource } from '../jsonApi';
import { listAll } from '../listRecords';
import type { Batch } from './batch';

const PATH = '/batchItems';

/** Which items of a batch to list. */
export interface ItemChoice {
	which: 'all' | 'failed';
	/** The most to return. */
	limit?: number;
}

/**
 * Lists the items of a batch as Outreach gives them: https://developers.outreach.io/api/bulk-api
 *
 * @param readBatch asked only where the filter finds nothing: the batch's own link may find more, and
 * a batch that is not there is not one without items
 */
export async function listItems(
	client: Client,
	id: number,
	{ which, limit = Infinity }: ItemChoice,
	readBatch: () => Promise<Result<Batch>>,
): Promise<Result<Resource[]>> {
	const onlyFailed = which === 'failed';
	const pick = (items: Resource[]) => items.filter((item) => isWanted(item, id, onlyFailed));
	const filter = onlyFailed ? '&filter%5Bfailed%5D=true' : '';
	const query = `filter%5BbatchId%5D=${id}${filter}`;
	let found = await listAll(client, PATH, query, limit);
	if (!found.ok && found.failure.kind !== 'rejected') return found;
	let items = found.ok ? pick(found.value) : [];
	if (found.ok && found.value.length >= limit && items.length < limit) {
		// Others took their places, so there may be more.
		found = await listAll(client, PATH, query);
		if (!found.ok) return found;
		items = pick(found.value).slice(0, limit);
	}
	if (items.length > 0) return success(items);

	const batch = await readBatch();
	if (!batch.ok) return found.ok ? batch : found;
	const { itemsQuery, failures, total } = batch.value;
	const hasItems = Boolean(onlyFailed ? failures : (total ?? failures));
	if (itemsQuery === undefined || (found.ok && !hasItems)) return found.ok ? success([]) : found;
	// The link names all items: those that failed have to be picked before the limit cuts any off.
	const linked = await listAll(client, PATH, itemsQuery, onlyFailed ? Infinity : limit);
	return linked.ok ? success(pick(linked.value).slice(0, limit)) : linked;
}

/** Outreach may not know a filter, and then it lists the items of all batches. */
function isWanted({ attributes }: Resource, id: number, onlyFailed: boolean): boolean {
	const { batchId, failed } = attributes;
	return Number(batchId ?? id) === id && (!onlyFailed || failed === true);
}
