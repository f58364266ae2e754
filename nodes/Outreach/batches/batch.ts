import { kindOfValue, textIn } from '../../shared/answers';
import { queryOf, type Resource } from '../jsonApi';

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

/** A number of records; nothing for what is none, such as -1. */
function countOf(value: unknown): number | undefined {
	const isGiven = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	const count = isGiven ? Number(value) : NaN;
	return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** A state that is no text says what it is; without any, a batch has not begun. */
const noState = (state: unknown) =>
	state === undefined || state === null || typeof state === 'string' ? '' : kindOfValue(state);

/** Whether a number of records is given that is none, such as -1. */
export const isOddCount = (value: unknown): boolean =>
	value !== undefined && value !== null && countOf(value) === undefined;

/** Reads a batch from an answer. Its items are linked from an object, or from a list of such. */
export function batchOf({ id, attributes, relationships }: Resource): Batch {
	const [link] = [relationships?.batchItems].flat() as Array<
		{ links?: { related?: unknown } } | undefined
	>;
	return {
		id: Number(id),
		action: textIn(attributes.action) ?? '',
		state: textIn(attributes.state) ?? noState(attributes.state),
		total: countOf(attributes.total),
		pending: countOf(attributes.pending),
		failures: countOf(attributes.failures),
		confirmCount: countOf(attributes.confirmCount),
		attributes,
		itemsQuery: queryOf(link?.links?.related),
	};
}
