import { isObject, type Json } from '../../shared/answers';
import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import { relatedId } from '../jsonApi';
import { listAll, listWhole, listPage } from '../listRecords';
import { batchOf, type Batch } from '../batches/batch';
import { CLOCK_TOLERANCE_MS } from '../outreach';
import { filterQueries } from '../filterQueries';

/** A bulk action whose answer was lost. */
export interface LostStart {
	action: string;
	ids: readonly number[];
	/** What it takes besides the ids. */
	attributes: object;
}

const BATCHES_LOOKED_AT = 100;
/** Looking at more records one by one would take too many calls. */
const RECORDS_LOOKED_AT = 100;
/** How deep the ids may lie in a payload, whose form Outreach does not publish. */
const DEEPEST = 3;

/**
 * Looks for the batch of a bulk action among the latest ones: https://developers.outreach.io/api/bulk-api
 *
 * A batch that says which records it is about has to name exactly these. One that does not say it
 * counts only if it is about as many records, and the records show that the action was carried out.
 *
 * @param sentAt epoch milliseconds when the action was sent
 * @returns `undefined` if no batch is certain to be the one
 */
export async function findStarted(
	client: Client,
	lost: LostStart,
	sentAt: number,
): Promise<Result<Batch | undefined>> {
	const query = `filter%5Baction%5D=${lost.action}&sort=-createdAt&page%5Bsize%5D=${BATCHES_LOOKED_AT}`;
	const listed = await listPage(client, '/batches', query);
	if (!listed.ok) return listed;
	const since = listed.value.records
		.map(batchOf)
		.filter(({ action, attributes }) => action === lost.action && isSince(attributes, sentAt));
	const wanted = new Set(lost.ids.map(String));
	const named = since.find(({ attributes }) => isNamed(attributes.payload, lost, wanted) === true);
	if (named !== undefined) return success(named);
	const fitting = since.find(
		({ attributes, total }) =>
			total === wanted.size && isNamed(attributes.payload, lost, wanted) === undefined,
	);
	if (fitting === undefined || wanted.size > RECORDS_LOOKED_AT) return success(undefined);
	const shown = await isShownByRecords(client, lost);
	return shown.ok ? success(shown.value ? fitting : undefined) : shown;
}

const isSince = ({ createdAt }: Json, sentAt: number) =>
	Date.parse(String(createdAt)) >= sentAt - CLOCK_TOLERANCE_MS;

/** Whether a payload is that of the action; `undefined` if it does not say which records it is about. */
function isNamed(
	payload: unknown,
	{ attributes }: LostStart,
	wanted: Set<string>,
): boolean | undefined {
	const said = holderOfIds(payload, DEEPEST);
	if (said === undefined) return undefined;
	const ids = new Set((said.ids as unknown[]).map(String));
	if (ids.size !== wanted.size || [...ids].some((id) => !wanted.has(id))) return false;
	return Object.entries(attributes).every(
		([name, value]) =>
			said[name] === undefined || JSON.stringify(said[name]) === JSON.stringify(value),
	);
}

/** The object in a payload that has a list of ids. */
function holderOfIds(value: unknown, depth: number): Json | undefined {
	if (!isObject(value) || depth === 0) return undefined;
	if (Array.isArray(value.ids) && value.ids.length > 0) return value;
	for (const inner of Object.values(value)) {
		const found = holderOfIds(inner, depth - 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Whether the records are as the action leaves them, all of them. */
async function isShownByRecords(client: Client, lost: LostStart): Promise<Result<boolean>> {
	switch (lost.action) {
		case 'prospectsDestroyAll':
			return await areGone(client, '/prospects', lost.ids);
		case 'accountsDestroyAll':
			return await areGone(client, '/accounts', lost.ids);
		case 'prospectsAddToSequence':
			return await areInSequence(client, lost);
		default:
			return success(false);
	}
}

async function areGone(
	client: Client,
	path: string,
	ids: readonly number[],
): Promise<Result<boolean>> {
	for (const { query } of await filterQueries('id', ids.map(String))) {
		const left = await listWhole(client, path, query, 1);
		if (!left.ok) return left;
		if (left.value.length > 0) return success(false);
	}
	return success(true);
}

async function areInSequence(
	client: Client,
	{ ids, attributes }: LostStart,
): Promise<Result<boolean>> {
	const sequenceId = Number((attributes as Json).sequenceId);
	for (const id of ids) {
		const query = `filter%5Bprospect%5D%5Bid%5D=${id}&filter%5Bsequence%5D%5Bid%5D=${sequenceId}`;
		const states = await listAll(client, '/sequenceStates', query, 10);
		if (!states.ok) return states;
		const isIn = states.value.some(
			(state) => relatedId(state, 'prospect') === id && relatedId(state, 'sequence') === sequenceId,
		);
		if (!isIn) return success(false);
	}
	return success(true);
}
