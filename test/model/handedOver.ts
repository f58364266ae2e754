import { keyOf, type AnsweredFetch } from './vendor.ts';
import type { Emitted } from './reference.ts';

/** n8n may take this long to save what a poll handed over. */
const SAVED_WITHIN_MS = 30_000;

/** A poll that came to an end without an error. */
export interface EndedPoll {
	startedAt: number;
	endedAt: number;
	isAtLeastOnce: boolean;
	/** Whether n8n was given anything, be it without items. */
	hasOutput: boolean;
	emitted: Emitted[];
	/** n8n was killed before it had saved the execution, but not the memory. */
	isLost: boolean;
}

/**
 * What has to be handed over once more, in its simplest form: at a kill, all that no later poll of the
 * same process has confirmed.
 */
export class HandedOver {
	/** Handed over, and not confirmed. */
	readonly unconfirmed = new Set<string>();
	/** To be handed over once more. */
	readonly due = new Set<string>();
	/** Of whom this is to be found out at once. */
	readonly toAsk = new Set<string>();
	private readonly prospectOf = new Map<string, string>();
	private readonly isKept: boolean;
	private latestAt = -Infinity;

	/** @param isSavedApart n8n saves the memory and the execution one after the other */
	constructor(isSavedApart: boolean) {
		this.isKept = isSavedApart;
	}

	/** Whether n8n may still be at saving what was handed over last. */
	isBeingSaved(startedAt: number): boolean {
		return startedAt - this.latestAt < SAVED_WITHIN_MS;
	}

	/** Whether a poll that starts now has to save something, be there events or not. */
	mustConfirm(startedAt: number, isAtLeastOnce: boolean): boolean {
		if (this.isBeingSaved(startedAt)) return false;
		return this.unconfirmed.size > 0 || (!isAtLeastOnce && this.due.size > 0);
	}

	/** What was due and has been shown, so that the poll has to emit it. */
	shown(fetches: AnsweredFetch[]): Set<string> {
		const keys = fetches.flatMap(({ shown }) => shown.map(keyOf));
		return new Set(keys.filter((key) => this.due.has(key)));
	}

	/** A poll whose result n8n threw away may have handed something over all the same. */
	noteDiscarded(endedAt: number): void {
		this.latestAt = endedAt;
	}

	note({ startedAt, endedAt, isAtLeastOnce, hasOutput, emitted }: EndedPoll): void {
		if (!hasOutput) return;
		const isConfirming = !this.isBeingSaved(startedAt);
		this.latestAt = endedAt;
		if (isConfirming || !isAtLeastOnce) this.unconfirmed.clear();
		if (!isAtLeastOnce) this.due.clear();
		for (const event of emitted) {
			const key = keyOf(event);
			this.due.delete(key);
			this.prospectOf.set(key, event.prospect_id);
			if (this.isKept && isAtLeastOnce) this.unconfirmed.add(key);
		}
	}

	noteAsked(isAsked: (prospectId: string) => boolean): void {
		for (const id of [...this.toAsk]) if (isAsked(id)) this.toAsk.delete(id);
	}

	kill(): void {
		for (const key of this.unconfirmed) {
			this.due.add(key);
			this.toAsk.add(this.prospectOf.get(key) ?? '');
		}
		this.unconfirmed.clear();
		this.latestAt = -Infinity;
	}
}
