import { keyOf, type AnsweredFetch } from './vendor.ts';

/** An emitted event, as far as it matters here. */
export interface Emitted {
	event_id: string;
	event_name: string;
	prospect_id: string;
	event_time: string;
	redelivered?: unknown;
}

/**
 * What the trigger has to do, in its simplest form: no storage, no restarts, no chunks, no time.
 *
 * The first answer about a prospect and an event type is its baseline. Every event shown later that
 * was never shown before is emitted, in the poll that saw it.
 */
export class Reference {
	/** Keys of all events that were emitted or belong to a baseline. */
	readonly known = new Set<string>();
	private readonly baselines = new Set<string>();

	/**
	 * Takes one poll's answers over.
	 *
	 * @returns the keys of the events that the poll has to emit
	 */
	adopt(fetches: AnsweredFetch[], emitExisting: boolean): Set<string> {
		const due = new Set<string>();
		for (const { prospectIds, eventTypes, shown } of fetches) {
			for (const event of shown) {
				const isPast = this.baselines.has(`${event.prospect_id} ${event.event_name}`);
				const key = keyOf(event);
				if ((isPast || emitExisting) && !this.known.has(key)) due.add(key);
				this.known.add(key);
			}
			for (const id of prospectIds) {
				for (const type of eventTypes) this.baselines.add(`${id} ${type}`);
			}
		}
		return due;
	}
}
