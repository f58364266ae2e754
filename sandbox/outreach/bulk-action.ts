import type { SequenceRules } from './sequence-rules.ts';
import type { OutreachRecord, OutreachState } from './state.ts';

export type ActionAttributes = Record<string, unknown>;

/** What an action needs to know about the batch item it works on. */
export interface ItemContext {
	itemId: number;
	now: number;
	/** What sequences allow. */
	sequenceRules: SequenceRules;
}

/** One row of the table of bulk actions. */
export interface BulkAction {
	name: string;
	recordType: 'prospect' | 'account';
	/** JSON schemas of the attributes besides `ids`. */
	attributes: Record<string, unknown>;
	/** Attributes are fields of the record, so any name may come. */
	open?: boolean;
	/** Scopes besides `batches.write`. */
	scopes: readonly string[];
	/** Refuses the whole request with a 422. */
	check?: (state: OutreachState, attributes: ActionAttributes) => void;
	/** Changes one record; returns why it could not. */
	apply: (
		state: OutreachState,
		record: OutreachRecord,
		attributes: ActionAttributes,
		item: ItemContext,
	) => string | undefined;
}
