import type { Resource } from '../jsonApi';
import { recordIdIn } from './itemRecord';
import { isWaiting } from './stateNames';

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

const ITEM_FAILED = /error|fail/i;
const ITEM_DONE = /^(done|finished|complete|completed|success|succeeded|processed)$/i;

/** Reads an item from an answer. */
export function readBatchItem({ id, attributes }: Resource): BatchItem {
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
