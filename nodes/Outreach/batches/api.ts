import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import { askForOne, queryOf, type Resource } from '../api';
import { recordIdIn } from './itemRecord';
import { listItems } from './items';
import { isWaiting } from './stateNames';

/** A batch: a bulk action under way, or done. */
export interface Batch {
	id: number;
	action: string;
	state: string;
	total?: number;
	pending?: number;
	failures?: number;
	confirmCount?: number;
	/** All attributes as Outreach gives them. */
	attributes: Record<string, unknown>;
	/** The query that lists its items, where the batch tells it. */
	itemsQuery?: string;
}

/** A part of a batch: one record to work on. */
export interface BatchItem {
	itemId: number;
	failed: boolean;
	/** Whether Outreach has worked on it, and it did not fail. */
	isDone: boolean;
	/** The record, where Outreach tells it. */
	recordId?: string;
	/** What Outreach tells of the record, in whatever form. */
	data?: unknown;
	/** Outreach's reason, if it failed. */
	info: string;
}

const LONG_INPUT = ['payload', 'externalStartPayload'];

/** A number of records; nothing for what is none, such as -1. */
function countOf(value: unknown): number | undefined {
	const isGiven = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	const count = isGiven ? Number(value) : NaN;
	return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** Reads a batch from an answer. Its items are linked from an object, or from a list of such. */
export function batchOf({ id, attributes, relationships }: Resource): Batch {
	const [link] = [relationships?.batchItems].flat() as Array<
		{ links?: { related?: unknown } } | undefined
	>;
	return {
		id: Number(id),
		action: String(attributes.action ?? ''),
		state: String(attributes.state ?? ''),
		total: countOf(attributes.total),
		pending: countOf(attributes.pending),
		failures: countOf(attributes.failures),
		confirmCount: countOf(attributes.confirmCount),
		attributes,
		itemsQuery: queryOf(link?.links?.related),
	};
}

const asBatch = (result: Result<Resource>): Result<Batch> =>
	result.ok ? success(batchOf(result.value)) : result;

/** What can be done with a batch: https://developers.outreach.io/api/bulk-api */
export interface BatchApi {
	get(id: number): Promise<Result<Batch>>;
	/** Lets a batch that waits go ahead with exactly this many records. */
	confirm(id: number, count: number): Promise<Result<Batch>>;
	/** Drops what is not done yet. */
	cancel(id: number): Promise<Result<Batch>>;
	/** Its items, all of them or those that failed. */
	items(batch: Batch, which: 'all' | 'failed'): Promise<Result<BatchItem[]>>;
}

/** The calls about batches. Confirming or cancelling twice does nothing more than once. */
export function batchApi(client: Client): BatchApi {
	const act = async (id: number, action: string, query?: string) =>
		asBatch(
			await askForOne(
				client,
				{
					method: 'POST',
					path: `/batches/${id}/actions/${action}`,
					query,
					body: {},
					repeatable: true,
					lookAt: 'at the batch (Get Batch)',
				},
				'batch',
				id,
			),
		);
	return {
		get: async (id) =>
			asBatch(
				await askForOne(
					client,
					{ method: 'GET', path: `/batches/${id}`, repeatable: true },
					'batch',
					id,
				),
			),
		confirm: async (id, count) =>
			await act(id, 'confirm', `actionParams%5BconfirmedCount%5D=${count}`),
		cancel: async (id) => await act(id, 'cancel'),
		items: async (batch, which) => {
			const items = await listItems(client, batch.id, { which }, async () => success(batch));
			return items.ok ? success(items.value.map(readItem)) : items;
		},
	};
}

const ITEM_FAILED = /error|fail/i;
const ITEM_DONE = /^(done|finished|complete|completed|success|succeeded|processed)$/i;

function readItem({ id, attributes }: Resource): BatchItem {
	const state = String(attributes.state ?? '');
	// Where an item does not say whether it failed, its state may.
	const failed =
		attributes.failed === true || (attributes.failed !== false && ITEM_FAILED.test(state));
	const hasRun = attributes.failed === false ? !isWaiting(state) : ITEM_DONE.test(state);
	return {
		itemId: Number(id),
		failed,
		isDone: !failed && hasRun,
		recordId: recordIdIn(attributes.data),
		data: attributes.data,
		info: reasonIn(attributes),
	};
}

/** Outreach's reason, as text in whatever form it comes. */
function reasonIn({ info, state }: Resource['attributes']): string {
	const reason = [info, state].find((one) => one !== null && one !== undefined && one !== '');
	if (reason === undefined) return 'it gave no reason';
	return typeof reason === 'object' ? JSON.stringify(reason) : String(reason);
}

/** A batch as an item: its attributes beside its id, without the possibly very long input. */
export function simplifyBatch(batch: Batch): IDataObject {
	return showBatch(batch, true);
}

/**
 * A batch as an item: its attributes beside its id.
 *
 * @param simplify whether to leave its possibly very long input out
 */
export function showBatch({ id, attributes }: Batch, simplify: boolean): IDataObject {
	const shown = Object.entries(attributes).filter(
		([name]) => !simplify || !LONG_INPUT.includes(name),
	);
	return { id, ...Object.fromEntries(shown) } as IDataObject;
}
