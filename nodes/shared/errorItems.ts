import { errorText } from './errorText';
import { paired, type PairedItem } from './paired';
import type { Failure } from './result';
import { eachInTurns, mapInTurns } from './turns';

/** A failure and the input items it concerns. */
export interface ItemFailure {
	items: number[];
	failure: Failure;
}

/** How many different reasons an error item names. One item may name 100,000 records. */
const SHOWN_REASONS = 5;

interface Reasons {
	first: Failure;
	/** The different messages, as many as are shown, where there is more than one failure. */
	messages?: Set<string>;
	/** How many failures there are beyond those shown. */
	more: number;
}

/**
 * One error item for each input item that failed, so that each can take the node's error output. An
 * item that failed in several ways names the first few.
 */
export async function errorItems(failures: ItemFailure[]): Promise<PairedItem[]> {
	const reasonsOf = new Map<number, Reasons>();
	const note = ({ items, failure }: ItemFailure) => {
		for (const item of items) {
			const reasons = reasonsOf.get(item);
			if (reasons === undefined) reasonsOf.set(item, { first: failure, more: 0 });
			else add(reasons, failure.message);
		}
	};
	await eachInTurns(failures, note);
	return await mapInTurns(reasonsOf, ([item, reasons]) => errorItem(item, reasons));
}

function add(reasons: Reasons, message: string): void {
	const messages = (reasons.messages ??= new Set([reasons.first.message]));
	if (messages.has(message)) return;
	if (messages.size < SHOWN_REASONS) messages.add(message);
	else reasons.more += 1;
}

function errorItem(item: number, { first, messages, more }: Reasons): PairedItem {
	const texts = messages && [...messages].join('; ') + (more > 0 ? `; and ${more} more` : '');
	const failure = texts === undefined ? first : { ...first, message: texts };
	const { message, description } = errorText(failure, [item]);
	const { kind, status, correlationId } = first;
	// n8n knows an error item by these two keys alone; then it adds the input item's own data.
	const advice = description === '' ? {} : { description };
	const json = { error: message, details: { kind, ...advice, status, correlationId } };
	return paired(json, item);
}
